import { describe, expect, it } from '@jest/globals';
import { CHURN, DAY, definition, duration, FIRST_DAY, threshold } from '../fixtures.ts';
import { firstStanding, judge } from './judge.ts';
import type { Judgement, Standing } from './judgement.ts';
import { checkpointsAfter, judgedBy, standingBefore } from './resume.ts';

const by = definition();
const standing = (day: number): Standing => firstStanding(by, FIRST_DAY + day * DAY);

const judgement = (day: number, ...checkpoints: number[]): Judgement => ({
  metric: { name: by.name, asset: CHURN },
  definition: judgedBy(by),
  standing: standing(day),
  published: [],
  checkpoints: checkpoints.map(standing),
});

const dayOf = (found: Standing | null) => found && (found.judgedUntil - FIRST_DAY) / DAY;

describe('standingBefore', () => {
  it.each([
    ['nothing arrived', null, 100],
    ['a new window arrived', 100, 100],
    ['an older window arrived', 80, 60],
    ['a much older window arrived', 40, 20],
    ['a window from before all checkpoints arrived', 10, null],
  ])('when %s', (_, reopened, expected) => {
    const at = reopened === null ? null : FIRST_DAY + reopened * DAY;
    expect(dayOf(standingBefore(by, judgement(100, 60, 20), at))).toBe(expected);
  });

  it('still knows the traffic of a burn rate after the standing was kept and read again', () => {
    const burning = threshold({
      comparison: 'BURN_RATE',
      value: 0.9,
      burnRates: [{ factor: 2, long: duration('P2D'), short: duration('P1D') }],
      for: duration('P1D'),
    });
    const ratio = definition({ thresholds: [burning], minimumSamples: 1 });
    const kept: Judgement = { ...judgement(0), definition: judgedBy(ratio), standing: firstStanding(ratio, FIRST_DAY) };
    const resumed = standingBefore(ratio, JSON.parse(JSON.stringify(kept)), null);
    const windows = [0, 1].map((day) => ({
      start: FIRST_DAY + day * DAY,
      end: FIRST_DAY + (day + 1) * DAY,
      components: { numerator: 50, denominator: 100 },
    }));
    const [last] = judge(
      { definition: ratio, baselineAt: () => null },
      resumed as Standing,
      windows,
      FIRST_DAY + 2 * DAY,
    ).slice(-1);
    expect(last?.standing.thresholds[0]?.verdict.kind).toBe('PERSISTENT');
  });

  it('holds no more once the definition decides otherwise', () => {
    const revised = definition({ thresholds: [threshold({ value: 0.8 })] });
    expect(standingBefore(revised, judgement(100), null)).toBeNull();
    expect(dayOf(standingBefore(definition({ revision: 2 }), judgement(100), null))).toBe(100);
  });
});

describe('checkpointsAfter', () => {
  it.each([
    ['keeps the first standing', null, 0, [0]],
    ['waits until enough windows have passed', [judgement(20, 0), 20] as const, 20, [0]],
    ['keeps another then', [judgement(40, 0), 40] as const, 40, [40, 0]],
    ['keeps two', [judgement(90, 40, 0), 90] as const, 90, [90, 40]],
    ['forgets those that late data have overtaken', [judgement(90, 60, 20), 20] as const, 20, [20]],
  ])('%s', (_, before, resumed, expected) => {
    const checkpoints = checkpointsAfter(before?.[0] ?? null, standing(resumed), DAY);
    expect(checkpoints.map(dayOf)).toEqual(expected);
  });
});
