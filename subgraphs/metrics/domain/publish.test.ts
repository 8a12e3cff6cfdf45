import { describe, expect, it } from '@jest/globals';
import { CHURN, DAY, definition, FIRST_DAY, threshold } from '../fixtures.ts';
import { firstStanding, judge } from './judge.ts';
import type { Judgement, Published } from './judgement.ts';
import { publicationOf, withdrawnOf } from './publish.ts';

const METRIC = { name: 'prediction.accuracy', asset: CHURN };
const by = definition();

/** Good counts of a thousand, a day each; null for a day without data. */
const judged = (days: (number | null)[]) => {
  const windows = days.flatMap((numerator, index) =>
    numerator === null
      ? []
      : [
          {
            start: FIRST_DAY + index * DAY,
            end: FIRST_DAY + (index + 1) * DAY,
            components: { numerator, denominator: 1000 },
          },
        ],
  );
  return judge(
    { definition: by, baselineAt: () => null },
    firstStanding(by, FIRST_DAY),
    windows,
    FIRST_DAY + days.length * DAY,
  );
};

const published = (days: (number | null)[], before: (Published | null)[] = []) => {
  const { changes, published: after } = publicationOf(METRIC, judged(days), before);
  return {
    after,
    told: changes.map(({ time, verdict, breached }) => [(time - FIRST_DAY) / DAY, verdict.kind, breached]),
  };
};

describe('publicationOf', () => {
  it('tells each change once, in order of time', () => {
    expect(published([900, 700, 700, 700, 860, 900, 900, 900]).told).toEqual([
      // Pending, persistent, recovering, and normal again.
      [2, 'NORMAL', false],
      [3, 'PERSISTENT', true],
      [5, 'RECOVERING', true],
      [7, 'NORMAL', false],
    ]);
  });

  it('has nothing to tell of a metric that is well', () => {
    expect(published([900, 900, 900]).told).toEqual([]);
  });

  it('tells nothing again when the same windows are judged again', () => {
    const days = [900, 700, 700, 900, 900];
    expect(published(days, published(days).after).told).toEqual([]);
  });

  it('puts the last change right when late data undo it', () => {
    const { after } = published([900, 700, 700]);
    expect(published([900, 700, 900], after).told).toEqual([[3, 'BLIP', false]]);
  });

  it('goes on from where late data lead', () => {
    const { after } = published([900, 900, null, null]);
    expect(published([900, 900, 700, 700, 700, 900, 900], after).told).toEqual([
      [4, 'PERSISTENT', true],
      [6, 'RECOVERING', true],
      [7, 'NORMAL', false],
    ]);
  });
});

describe('withdrawnOf', () => {
  const judgement = (breached: boolean): Judgement => ({
    metric: METRIC,
    definition: 'd',
    standing: firstStanding(by, FIRST_DAY),
    published: [{ threshold: threshold(), time: FIRST_DAY, kind: 'PERSISTENT', breached, pending: false }],
    checkpoints: [],
  });

  it('ends the alert of a threshold that the definition has no more', () => {
    expect(withdrawnOf(judgement(true), 0)).toEqual([
      expect.objectContaining({
        thresholdIndex: 0,
        threshold: threshold(),
        breached: false,
        verdict: expect.objectContaining({ kind: 'NORMAL' }),
      }),
    ]);
  });

  it('has nothing to end where no alert stands or the threshold is still there', () => {
    expect(withdrawnOf(judgement(false), 0)).toEqual([]);
    expect(withdrawnOf(judgement(true), 1)).toEqual([]);
  });
});
