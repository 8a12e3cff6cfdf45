import { describe, expect, it } from '@jest/globals';
import { answerOf, byLargestAnomaly, normalWindows, petshopCases, rankingOf, recall } from './petshop.ts';

const cases = petshopCases();

const recallOf = (ranking: typeof rankingOf, k: number): number =>
  cases.reduce((sum, one) => sum + recall(ranking(one), one.culprit, k), 0) / cases.length;

describe('sixteen real faults of a pet shop’s search', () => {
  it('are traced to the service in which they were injected, at the first place in five of six', () => {
    expect(cases).toHaveLength(16);
    expect(recallOf(rankingOf, 1)).toBeGreaterThanOrEqual(5 / 6);
  });

  it('are always traced to it within the first three', () => {
    expect(recallOf(rankingOf, 3)).toBe(1);
  });

  it('are traced better than by the greatest anomaly alone', () => {
    expect(recallOf(rankingOf, 1)).toBeGreaterThan(recallOf(byLargestAnomaly, 1));
  });
});

it('gives no cause for at least 95 of 100 windows of normal operation', () => {
  const windows = normalWindows(5);
  const answered = windows.filter((one) => answerOf(one).outcome === 'CAUSES_FOUND').length;
  expect(answered / windows.length).toBeLessThanOrEqual(0.05);
});
