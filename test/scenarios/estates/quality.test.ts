import { describe, expect, it } from '@jest/globals';
import { BASELINES } from '../baselines.ts';
import { answerOf, type Ranking, rankingIn } from '../scenario-case.ts';
import { firstRight, foundWithinThree, mean } from '../score.ts';
import { DEVELOPMENT_SEEDS, estateCases, healthyCasesOf, SIZES } from './cases.ts';
import type { EstateCase } from './estate-case.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';

const answered = estateCases(DEVELOPMENT_SEEDS).map((one) => ({ one, answer: answerOf(one) }));
const whole = answered.filter(({ one }) => one.lineage === 'whole');
/**
 * Least share of causes within the first three, over fifteen cases of a kind with lineage whole: one case less than was
 * reached when they were written, so that a kind that falls is seen and chance alone is not. To be raised when more is reached.
 */
const LEAST_WITHIN_THREE: Record<FaultKind, number> = {
  'schema change': 0.93,
  'late source': 0.93,
  'bad backfill': 0.86,
  'null flood': 0.86,
  'feature drift': 0.86,
  'training on stale data': 0.93,
  'model swap': 0.93,
  'slow service': 0.93,
  'two causes at once': 0.76,
  'no cause recorded': 0.8,
};

/**
 * Of the same fifteen cases, how many got the right origin when these were written. What goes wrong: a distraction in the data
 * that moves with the target by chance outweighs a model that was swapped, or a target that nothing recorded began with; a failed
 * run explains a drift that it did not cause; other data excuse a training on stale data.
 */
const LEAST_RIGHT_ORIGINS: Record<FaultKind, number> = {
  'schema change': 15,
  'late source': 15,
  'bad backfill': 15,
  'null flood': 15,
  'feature drift': 14,
  'training on stale data': 14,
  'model swap': 14,
  'slow service': 15,
  'two causes at once': 15,
  'no cause recorded': 13,
};

type Answered = (typeof answered)[number];

const within = (k: 1 | 3, ones: readonly Answered[]): number =>
  mean(ones.map(({ one, answer }) => (k === 1 ? firstRight : foundWithinThree)(one, rankingIn(answer))));

const firstBy = (rank: (one: EstateCase) => Ranking): number =>
  mean(whole.map(({ one }) => firstRight(one, rank(one))));

describe('faults in seeded estates with known causes', () => {
  it('are at least sixty, of ten kinds at three sizes, each with lineage whole and a tenth of it missing', () => {
    expect(whole.length).toBeGreaterThanOrEqual(60);
    expect(new Set(answered.map(({ one }) => one.cell)).size).toBe(FAULT_KINDS.length * SIZES.length * 2);
  });

  it.each(SIZES)(
    'are never refused where lineage is whole and the estate %s: each target is plainly degraded',
    (size) => {
      const refused = whole.filter(
        ({ one, answer }) => one.size === size && one.causes.length > 0 && answer.outcome !== 'CAUSES_FOUND',
      );
      expect(refused.map(({ one }) => one.id)).toEqual([]);
    },
  );

  it.each(Object.entries(BASELINES))('are traced to their cause more often than by %s', (_, rank) => {
    expect(within(1, whole)).toBeGreaterThan(firstBy(rank));
  });

  it.each(Object.entries(LEAST_WITHIN_THREE))(
    'are found within three at least as often as before: %s',
    (kind, least) => {
      expect(
        within(
          3,
          whole.filter(({ one }) => one.kind === kind),
        ),
      ).toBeGreaterThanOrEqual(least);
    },
  );

  it.each(Object.entries(LEAST_RIGHT_ORIGINS))(
    'are said to be of the right origin as often as before: %s',
    (kind, least) => {
      const right = whole.filter(({ one, answer }) => one.kind === kind && one.origins.includes(answer.origin.verdict));
      expect(right.length).toBeGreaterThanOrEqual(least);
    },
  );
});

it('gives no cause for at least 95 of 100 questions about estates in which nothing is wrong', () => {
  const windows = healthyCasesOf(DEVELOPMENT_SEEDS.slice(0, 2));
  const found = windows.filter((one) => answerOf(one).outcome === 'CAUSES_FOUND').length;
  expect(found / windows.length).toBeLessThanOrEqual(0.05);
});
