import { describe, expect, it } from '@jest/globals';
import { BASELINES } from './baselines.ts';
import { normalWindows, petshopCases } from './petshop.ts';
import { answerOf, type Ranking, rankingOf, type ScenarioCase } from './scenario-case.ts';
import { firstRight, foundWithinThree, mean } from './score.ts';

const cases = petshopCases();

const first = (rank: (one: ScenarioCase) => Ranking): number => mean(cases.map((one) => firstRight(one, rank(one))));

describe('sixteen real faults of a pet shop’s search', () => {
  it('are traced to the service in which they were injected, at the first place in five of six', () => {
    expect(cases).toHaveLength(16);
    expect(first(rankingOf)).toBeGreaterThanOrEqual(5 / 6);
  });

  it('are always traced to it within the first three', () => {
    expect(mean(cases.map((one) => foundWithinThree(one, rankingOf(one))))).toBe(1);
  });

  it.each(Object.entries(BASELINES))('are traced better than by %s', (_, baseline) => {
    expect(first(rankingOf)).toBeGreaterThan(first(baseline));
  });
});

it('gives no cause for at least 95 of 100 windows of normal operation', () => {
  const windows = normalWindows(5);
  const answered = windows.filter((one) => answerOf(one).outcome === 'CAUSES_FOUND').length;
  expect(answered / windows.length).toBeLessThanOrEqual(0.05);
});
