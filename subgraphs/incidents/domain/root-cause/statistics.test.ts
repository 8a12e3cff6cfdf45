import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, medianAbsoluteDeviation, standardDeviation } from 'simple-statistics';
import { type AssetId, jobId, serviceId } from '../../../../vocabulary/asset-id.ts';
import { windowStatisticsOf } from '../../../../vocabulary/window-statistics.ts';
import { chancesOf } from './change-strength.ts';
import { coMovement } from './co-movement.ts';
import { cyclesOf } from './cycles.ts';
import { edge } from './estate.contract.ts';
import { calmFrom, excursionsOf } from './excursion.ts';
import { unexplainedBy } from './explained-away.ts';
import { type Change, gridValues } from './question.ts';
import { type Baseline, baselineOf, robustZsInto } from './robust-z.ts';
import { noisyOr, strengthOf } from './strength.ts';
import { timeFactor } from './time-factor.ts';
import { neighboursOf, reachedFrom } from './upstream.ts';
import { widestPaths } from './widest-path.ts';

const grid = (values: (number | null)[], step = 1) => ({ start: 0, step, values: gridValues(values) });
const baselineIn = ({ values }: ReturnType<typeof grid>, noiseFloor: number | null) =>
  baselineOf(windowStatisticsOf(values), noiseFloor);
const robustZs = (values: number[], baseline: Baseline, side: 1 | -1 = 1): number[] => {
  const zs = new Float64Array(values.length);
  robustZsInto(zs, Float64Array.from(values), baseline, side);
  return [...zs];
};
const steady = (value: number) => Array.from({ length: 12 }, () => value);

describe('robust z', () => {
  it('is measured in 1.4826 times the median absolute deviation when that is the greatest', () => {
    const values = [...Array.from({ length: 6 }, () => 9), ...Array.from({ length: 6 }, () => 11)];
    expect(baselineIn(grid(values), null)).toEqual({ median: 10, scale: 1.4826 });
    expect(robustZs([14.4478], { median: 10, scale: 1.4826 })[0]).toBeCloseTo(3, 10);
    expect(robustZs([14.4478], { median: 10, scale: 1.4826 }, -1)[0]).toBeCloseTo(-3, 10);
  });
  it('is measured in the standard deviation when outliers made that greater', () => {
    expect(baselineIn(grid([...steady(10), 70]), null)?.scale).toBeCloseTo(Math.sqrt((60 ** 2 / 13) * (12 / 13)), 10);
  });
  it('is measured in one hundredth of the median when nothing ever moved', () => {
    expect(baselineIn(grid(steady(200)), null)).toEqual({ median: 200, scale: 2 });
  });
  it('is at most a thousand where the baseline is nothing but zeros', () => {
    const baseline = baselineIn(grid(steady(0)), null) ?? { median: 1, scale: 1 };
    expect(robustZs([3, 0, -3, Number.NaN], baseline)).toEqual([1000, 0, -1000, Number.NaN]);
  });
  it('is measured in what sampling alone makes when that is the greatest', () => {
    expect(baselineIn(grid(steady(200)), 7)?.scale).toBe(7);
  });
  it('has the median and the deviations of the values that are known', () => {
    const drawn = fc.array(
      fc.option(
        fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 64),
        { freq: 9 },
      ),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(drawn, (values) => {
        const known = values.filter((value) => value !== null);
        const found = baselineIn(grid(values), null);
        expect(found === null).toBe(known.length < 12);
        if (!found) return;
        const spread = Math.max(1.4826 * medianAbsoluteDeviation(known), standardDeviation(known));
        expect(found.median).toBe(median(known));
        expect(found.scale).toBeCloseTo(Math.max(spread, 0.01 * Math.abs(found.median)), 6);
      }),
    );
  });
  it('is not known from eleven values, and gaps are no values', () => {
    expect(baselineIn(grid([...steady(1).slice(1), null, null]), null)).toBeNull();
  });
});

describe('an excursion', () => {
  it('begins where the CUSUM last left zero before its alarm', () => {
    expect(excursionsOf([0, 1, 0, 0, 0, 2, 3, 4, 4, 4])).toEqual([{ from: 5, to: 9 }]);
  });
  it('is no excursion below the alarm', () => {
    expect(excursionsOf([0, 2, 2, 0, 0, 0])).toEqual([]);
  });
  it('is over ten normal windows after its end, however great it was', () => {
    const [excursion] = excursionsOf([0, 900, 900, ...Array.from({ length: 30 }, () => 0)]);
    expect(excursion).toEqual({ from: 1, to: 11 });
  });
  it('goes on through windows of which nothing is known', () => {
    expect(excursionsOf([0, 4, Number.NaN, Number.NaN, 4, 0])).toEqual([{ from: 1, to: 5 }]);
  });
  it('is the same where the past is left out up to where it can no longer matter', () => {
    const drawn = fc.array(fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(Number.NaN, 0.5, 8)), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(drawn, drawn, (before, after) => {
        const calm = calmFrom(after);
        if (calm === null) return;
        const first = before.length + calm;
        const all = excursionsOf([...before, ...after]).filter(({ to }) => to >= first);
        const left = excursionsOf(after.slice(calm));
        expect(left.map(({ from, to }) => ({ from: from + first, to: to + first }))).toEqual(all);
      }),
    );
  });
  it('may have begun before what is seen of it', () => {
    expect([calmFrom([1, 1, 1]), calmFrom([-4, 0.5, -1]), calmFrom([-4.5, 9])]).toEqual([null, 3, 1]);
  });
});

describe('strength', () => {
  it('is nothing for nothing, and sets apart what is equally certain', () => {
    expect(strengthOf(0, 10)).toBe(0);
    expect(strengthOf(10, 10)).toBeCloseTo(1 - Math.exp(-2.5), 12);
    expect(strengthOf(100, 1000)).toBeLessThan(strengthOf(1000, 1000) - 0.05);
  });
  it('of independent reasons is that at least one of them holds', () => {
    expect(noisyOr([])).toBe(0);
    expect(noisyOr([0.9, 0.6])).toBeCloseTo(0.96, 12);
  });
});

describe('time', () => {
  const onset = { from: 1000, to: 1060, step: 60, lookback: 400 };
  it('is right within the look-back and within the window of the onset', () => {
    expect([600, 1000, 1060].map((began) => timeFactor(began, onset))).toEqual([1, 1, 1]);
  });
  it('falls by half with each half look-back before', () => {
    expect([400, 200, -9000].map((began) => timeFactor(began, onset))).toEqual([0.5, 0.25, 0.1]);
  });
  it('falls by half with each window after, for clocks differ, but not by days', () => {
    expect([1120, 1180, 9000].map((began) => timeFactor(began, onset))).toEqual([0.5, 0.25, 0.1]);
  });
  it('is right until the target is degraded beyond doubt, however long that took', () => {
    expect([1180, 1240].map((began) => timeFactor(began, { ...onset, to: 1180 }))).toEqual([1, 0.5]);
  });
  it('is right of what may have begun within the look-back, since when it may have begun before', () => {
    expect([600, 500, 400].map((by) => timeFactor(-9000, onset, 60, by))).toEqual([1, 2 ** -0.5, 0.5]);
  });
  it('does not order what began in one long window', () => {
    expect([1240, 1480].map((began) => timeFactor(began, onset, 240))).toEqual([1, 0.5]);
  });
});

describe('the chance that a change began the trouble', () => {
  const onset = { from: 1000, to: 1010, step: 10, lookback: 1000 };
  const code = (asset: AssetId, time: number): Change => ({ asset, time, kind: 'CODE_CHANGED', summary: '' });
  const a = jobId('pipeline', 'a');
  const b = jobId('pipeline', 'b');
  const chances = (...changes: Change[]) => changes.map(chancesOf(changes, onset, () => ({ measured: 0, late: [] })));
  const neutral = 1010 - 1000 / Math.log(100);
  it('is its prior at a lag at which it would as soon have happened by chance', () => {
    expect(chances(code(a, neutral))[0]).toBeCloseTo(0.4, 12);
  });
  it('is by Bayes’ rule as many times likelier, the shorter the lag', () => {
    const telling = 1000 / (10 * Math.log(100));
    expect(chances(code(a, 1000))[0]).toBeCloseTo((0.4 * telling) / (0.6 + 0.4 * telling), 12);
    expect(chances(code(a, 1010))).toEqual(chances(code(a, 1000)));
    expect(chances(code(a, 700))[0]).toBeLessThan(0.4);
  });
  it('is shared among changes alike, which together are no likelier than one', () => {
    const [one = 0, other = 0] = chances(code(a, 950), code(b, 950));
    expect([one, one + other]).toEqual([other, expect.closeTo(chances(code(a, 950))[0] ?? 0, 12)]);
  });
  it('is not less because changes of another kind, or long before, happened as well', () => {
    const failed: Change = { ...code(b, 950), kind: 'RUN_FAILED' };
    expect(chances(code(a, 950), failed)[0]).toBe(chances(code(a, 950))[0]);
    expect(chances(code(a, 950), code(b, -9000))[0]).toBeCloseTo(chances(code(a, 950))[0] ?? 0, 1);
  });
  it('is not less of a job that failed every hour than of one that failed once', () => {
    const hourly = Array.from({ length: 20 }, (_, hour) => code(a, 40 + 50 * hour));
    expect(Math.max(...chances(...hourly))).toBe(chances(code(a, 990))[0]);
  });
  it('is no more than its prior after the onset, however near', () => {
    expect(chances(code(a, 1011), code(a, 1020)).every((chance) => chance < 0.4)).toBe(true);
  });
});

describe('what its inputs leave unexplained', () => {
  const one = { anomaly: 20, strength: 0.9, change: 0, time: 1 };
  const parent = { ...one, movesWith: 1 };
  it('is little when an input is as abnormal, more when the input is less so or moves apart', () => {
    expect(unexplainedBy([parent], one, null)).toBeCloseTo(0.1, 12);
    expect(unexplainedBy([{ ...parent, strength: 0.45 }], one, null)).toBeCloseTo(1 - 0.45 * 0.5, 12);
    expect(unexplainedBy([{ ...parent, movesWith: 0.1 }], one, null)).toBeCloseTo(0.91, 12);
  });
  it('does not depend on how many deviations it is off, which one metric counts otherwise than another', () => {
    expect(unexplainedBy([parent], { ...one, anomaly: 900 }, null)).toBeCloseTo(0.1, 12);
  });
  it('is all of it without inputs', () => {
    expect(unexplainedBy([], one, null)).toBe(1);
  });
  it('is what they do not predict, as far as they predicted it in the baseline', () => {
    expect(unexplainedBy([parent], one, { share: 1, skill: 1 })).toBe(1);
    expect(unexplainedBy([parent], one, { share: 0, skill: 1 })).toBeCloseTo(0.1, 12);
    expect(unexplainedBy([parent], one, { share: 1, skill: 0.5 })).toBeCloseTo(0.55, 12);
  });
});

describe('co-movement', () => {
  it('is 1 for what moves together, .1 for what moves apart or not at all', () => {
    expect(coMovement(grid([1, 2, 3, 9]), grid([10, 20, 30, 90]))).toBeCloseTo(1, 12);
    expect(coMovement(grid([9, 3, 2, 1]), grid([10, 20, 30, 90]))).toBe(0.1);
    expect(coMovement(grid([5, 5, 5, 5]), grid([10, 20, 30, 90]))).toBe(0.1);
  });
  it('is not known from fewer than four pairs', () => {
    expect(coMovement(grid([1, 2, 3, null]), grid([10, 20, 30, 90]))).toBeNull();
  });
  it('compares each window with the longer one that covers its end', () => {
    expect(coMovement(grid([1, 5], 2), grid([1, 1, 5, 5]))).toBeCloseTo(1, 12);
  });
});

const node = (index: number) => serviceId('prod', `s${index}`);
const edges = fc
  .array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 8, maxLength: 20 })
  .map((pairs) => pairs.map(([from, to]) => edge(node(from), node(to))));
const nodes = Array.from({ length: 7 }, (_, index) => node(index));

it('finds two assets on one cycle exactly when each is reached from the other', () => {
  fc.assert(
    fc.property(edges, (stated) => {
      const neighbours = neighboursOf(stated);
      const cycles = cyclesOf(nodes, neighbours.children);
      const reached = new Map(nodes.map((each) => [each, reachedFrom(each, neighbours.children)]));
      for (const a of nodes)
        for (const b of nodes) {
          const both = reached.get(a)?.has(b) === true && reached.get(b)?.has(a) === true;
          expect(cycles.get(a) === cycles.get(b)).toBe(both);
        }
    }),
  );
});

it('takes the longer way where the trouble is better seen', () => {
  const strength = new Map([
    [node(1), 0.2],
    [node(2), 0.9],
    [node(3), 0.8],
  ]);
  const ways = [
    edge(node(4), node(1)),
    edge(node(1), node(0)),
    edge(node(4), node(3)),
    edge(node(3), node(2)),
    edge(node(2), node(0)),
  ];
  const found = widestPaths(node(0), neighboursOf(ways), (asset) => strength.get(asset) ?? null)(node(4));
  expect(found).toEqual({ width: 0.8, assets: [node(4), node(3), node(2), node(0)] });
});

it('finds the widest way of all ways without a cycle', () => {
  fc.assert(
    fc.property(
      edges,
      fc.array(fc.constantFrom(null, 0.2, 0.5, 0.9), { minLength: 7, maxLength: 7 }),
      (stated, strengths) => {
        const neighbours = neighboursOf(stated);
        const strength = (asset: string) => strengths[nodes.indexOf(asset as never)] ?? null;
        const widest = new Map<string, number>();
        const walk = (asset: (typeof nodes)[number], width: number, seen: readonly string[]) => {
          widest.set(asset, Math.max(widest.get(asset) ?? 0, width));
          for (const parent of neighbours.parents(asset))
            if (!seen.includes(parent)) walk(parent, Math.min(width, strength(asset) ?? 1), [...seen, parent]);
        };
        walk(node(0), 1, [node(0)]);
        const pathOf = widestPaths(node(0), neighbours, strength);
        expect(nodes.map((asset) => pathOf(asset)?.width)).toEqual(nodes.map((asset) => widest.get(asset)));
      },
    ),
  );
});
