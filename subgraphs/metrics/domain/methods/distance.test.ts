import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import type { DistanceMethod, Measure } from '../method.ts';
import { MISSING } from './bin-labels.ts';
import { distance } from './distance.ts';
import { deviationOf, proportionsOf, wassersteinDistance } from './measures.ts';

type Values = (number | string | null)[];
type Dataset = { kind: string; reference: Values; current: Values };
type Bins = Record<string, number>;

const TOLERANCE = 1e-9;

const methodOf = (measure: Measure, more: Partial<DistanceMethod> = {}): DistanceMethod => ({
  kind: 'distance',
  measure,
  bins: { kind: 'deciles', of: 'baseline' },
  missing: 'own-bin',
  epsilon: 0.0001,
  base: 2,
  ...more,
});

const distanceOf = (method: DistanceMethod, current: Bins, baseline: Bins) =>
  distance(method).compute({ bins: current }, { baseline: { bins: baseline }, end: 0 });

const evidenceOf = (method: DistanceMethod, current: Bins, baseline: Bins) =>
  distance(method).evidence({ bins: current }, { baseline: { bins: baseline }, end: 0 });

const tally = (labels: (string | number)[]): Bins => {
  const bins: Bins = {};
  for (const label of labels) bins[label] = (bins[label] ?? 0) + 1;
  return bins;
};

/** Bin i = (edge[i-1], edge[i]], as the oracles have it. */
const binned = (values: Values, edges: number[]): Bins =>
  tally(values.map((value) => (value === null ? MISSING : bisectLeft(edges, Number(value)))));

function bisectLeft(edges: number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const binsOf = ({ kind, reference, current }: Dataset, edges: number[]): { current: Bins; baseline: Bins } => {
  const bin = (values: Values) =>
    kind === 'numeric' ? binned(values, edges) : tally(values.map((value) => value ?? MISSING));
  const every = Object.fromEntries(edges.map((_, index) => [index, 0]));
  return { current: bin(current), baseline: { ...every, [edges.length]: 0, ...bin(reference) } };
};

const categoriesOf = (dataset: Dataset): Partial<DistanceMethod> =>
  dataset.kind === 'numeric' ? {} : categorical(dataset);

const edgesOf = new Map(
  casesOf<{ edges?: number[] }>('psi').map(({ input, expected }) => [input, expected.edges ?? []]),
);

describe('distances against SciPy and NumPy', () => {
  const binnedCases = casesOf<{ psi: number }>('psi').map(({ input }) => input);

  it.each(casesOf<{ psi: number; psi_eps_1e6: number }>('psi'))('$id', ({ input, expected }) => {
    const dataset = dataOf<Dataset>(input);
    const { current, baseline } = binsOf(dataset, edgesOf.get(input) ?? []);
    const method = methodOf('psi', categoriesOf(dataset));
    expect(distanceOf(method, current, baseline)).toBeCloseTo(expected.psi, 9);
    expect(distanceOf({ ...method, epsilon: 1e-6 }, current, baseline)).toBeCloseTo(expected.psi_eps_1e6, 9);
  });

  it.each(casesOf<{ js_distance_e: number; js_distance_2: number }>('jensen_shannon'))('$id', ({ input, expected }) => {
    const dataset = dataOf<Dataset>(input);
    const { current, baseline } = binsOf(dataset, edgesOf.get(input) ?? []);
    const method = methodOf('js', categoriesOf(dataset));
    expect(distanceOf({ ...method, base: 'e' }, current, baseline)).toBeCloseTo(expected.js_distance_e, 9);
    expect(distanceOf(method, current, baseline)).toBeCloseTo(expected.js_distance_2, 9);
  });

  it.each(casesOf<{ hellinger: number }>('hellinger'))('$id', ({ input, expected }) => {
    const dataset = dataOf<Dataset>(input);
    const { current, baseline } = binsOf(dataset, edgesOf.get(input) ?? []);
    expect(distanceOf(methodOf('hellinger', categoriesOf(dataset)), current, baseline)).toBeCloseTo(
      expected.hellinger,
      9,
    );
  });

  it.each(casesOf<{ chi2: number; p: number; cramers_v: number }>('chi_square'))('$id', ({ input, expected }) => {
    const dataset = dataOf<Dataset>(input);
    const { current, baseline } = binsOf(dataset, []);
    const method = methodOf('chi-square', categorical(dataset));
    const found = distanceOf(method, current, baseline) ?? Number.NaN;
    expect(Math.abs(found - expected.chi2)).toBeLessThan(TOLERANCE * Math.max(1, expected.chi2));
    expect(distanceOf({ ...method, measure: 'cramers-v' }, current, baseline)).toBeCloseTo(expected.cramers_v, 9);
    const { pValue, effectSize } = evidenceOf(method, current, baseline);
    expect((pValue ?? 0) / expected.p).toBeCloseTo(1, 9);
    expect(effectSize).toBeCloseTo(expected.cramers_v, 9);
  });

  it.each(casesOf<{ statistic: number; p_auto: number }>('ks'))('$id, a bin for each value', ({ input, expected }) => {
    const dataset = dataOf<Dataset>(input);
    const { current, baseline } = binsOf(dataset, distinct(dataset));
    expect(distanceOf(methodOf('ks'), current, baseline)).toBeCloseTo(expected.statistic, 12);
    const { pValue } = evidenceOf(methodOf('ks'), current, baseline);
    expect(Math.abs((pValue ?? 0) / expected.p_auto - 1)).toBeLessThan(1e-6);
  });

  it.each(casesOf<{ wasserstein: number; normed_std_ddof0: number; reference_std_ddof0: number }>('wasserstein'))(
    '$id, a bin for each value',
    ({ input, expected }) => {
      const dataset = dataOf<Dataset>(input);
      const { moved, deviation } = byValue(dataset);
      expect(moved).toBeCloseTo(expected.wasserstein, 8);
      expect(deviation).toBeCloseTo(expected.reference_std_ddof0, 8);
      // Evidently divides by at least 0.001; we divide by the deviation, and say nothing where there is none.
      if (deviation > 0.001) expect(moved / deviation).toBeCloseTo(expected.normed_std_ddof0, 8);
    },
  );

  it.each(
    casesOf<{ ks?: number; wasserstein?: number }>('value_drift_evidently').filter(({ expected }) => expected.ks),
  )('$id, what Evidently computes as we do', ({ input, expected }) => {
    const { ks = Number.NaN, wasserstein = Number.NaN } = expected;
    const dataset = dataOf<Dataset>(input);
    const { current, baseline } = binsOf(dataset, distinct(dataset));
    const { pValue } = evidenceOf(methodOf('ks'), current, baseline);
    expect(Math.abs((pValue ?? 0) / ks - 1)).toBeLessThan(1e-6);
    const { moved, deviation } = byValue(dataset);
    // It divides by at least 0.001; we divide by the deviation, and say nothing where there is none.
    expect(moved / Math.max(deviation, 0.001)).toBeCloseTo(wasserstein, 8);
  });

  it.each(
    casesOf<{ chisquare?: number }>('value_drift_evidently').filter(({ expected }) => expected.chisquare !== undefined),
  )('$id, the p of its one-sample chi-square as that of a baseline without end', ({ input, expected }) => {
    const { chisquare = Number.NaN } = expected;
    const { current, baseline } = binsOf(dataOf<Dataset>(input), []);
    const endless = Object.fromEntries(Object.entries(baseline).map(([label, count]) => [label, count * 1e12]));
    const { pValue } = evidenceOf(methodOf('chi-square', categorical(dataOf<Dataset>(input))), current, endless);
    if (chisquare === 0) expect(pValue).toBe(0);
    else expect(Math.abs((pValue ?? 0) / chisquare - 1)).toBeLessThan(1e-6);
  });

  it.each(casesOf<Record<string, number>>('value_drift_evidently'))(
    '$id, in the order of magnitude of what Evidently computes over bins of its own',
    ({ input, expected }) => {
      const dataset = dataOf<Dataset>(input);
      const { current, baseline } = binsOf(dataset, edgesOf.get(input) ?? []);
      for (const [measure, theirs, within] of [
        ['js', expected.jensenshannon, 0.03],
        ['hellinger', expected.hellinger, 0.03],
        ['psi', expected.psi, 0.05],
      ] as const) {
        // It leaves missing values out, and eight values fill none of its bins evenly.
        if (input.includes('tiny')) continue;
        const method = methodOf(measure, { ...categoriesOf(dataset), base: 'e', missing: 'ignored' });
        const ours = distanceOf(method, current, baseline) ?? Number.NaN;
        expect(Math.abs(ours - (theirs ?? Number.NaN))).toBeLessThan(within);
      }
    },
  );

  it('comes within half a bin of the exact Wasserstein distance when binned', () => {
    const dataset = dataOf<Dataset>('datasets.json.gz#normal_shift');
    const edges = Array.from({ length: 91 }, (_, index) => -4 + index / 10);
    const { current, baseline } = binsOf(dataset, edges);
    const method = methodOf('wasserstein', { bins: { kind: 'edges', edges } });
    expect(Math.abs((distanceOf(method, current, baseline) ?? 0) - 0.5339616948333336)).toBeLessThan(0.05);
  });

  it('covers every data set of the oracles', () => {
    expect(binnedCases).toHaveLength(8);
  });
});

const distinct = ({ reference, current }: Dataset): number[] =>
  [...new Set([...reference, ...current])].filter((value) => typeof value === 'number').sort((a, b) => a - b);

/** Over values rather than bins: how far mass moved, and the baseline's standard deviation. */
function byValue(dataset: Dataset) {
  const positions = distinct(dataset);
  const share = (values: Values) => {
    const counts = Map.groupBy(values, (value) => value);
    return proportionsOf(positions.map((position) => counts.get(position)?.length ?? 0));
  };
  const [p, q] = [share(dataset.current), share(dataset.reference)];
  return { moved: wassersteinDistance(p, q, positions), deviation: deviationOf(q, positions) };
}

const categorical = ({ reference }: Dataset): Partial<DistanceMethod> => {
  const categories = [...new Set(reference)].filter((value) => typeof value === 'string');
  return { bins: { kind: 'categories', categories } };
};

/** Four hundred pairs of samples of one distribution over ten bins, the same in every run. */
const UNCHANGED: [Bins, Bins][] = (() => {
  let state = 12345;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const draw = (size: number) => tally(Array.from({ length: size }, () => Math.floor(random() * 10)));
  return Array.from({ length: 400 }, () => [draw(500), draw(2000)]);
})();

describe('distance', () => {
  it('reads the order of bins from interval labels, whatever the order they come in', () => {
    const [now, before] = [
      { '(2, inf)': 5, '(-inf, 1]': 5, '(1, 2]': 0 },
      { '(-inf, 1]': 5, '(1, 2]': 5, '(2, inf)': 0 },
    ];
    expect(distanceOf(methodOf('ks'), now, before)).toBeCloseTo(0.5, 12);
  });

  it('places mass by the edges when some bins were never filled', () => {
    const method = methodOf('wasserstein', { bins: { kind: 'edges', edges: [0, 10, 20, 30] } });
    // Bins 1 and 3 lie at 5 and 25.
    expect(distanceOf(method, { '3': 7 }, { '1': 4 })).toBe(20);
  });

  it('counts categories that nobody knew as one bin', () => {
    const method = methodOf('psi', { bins: { kind: 'categories', categories: ['a', 'b'] } });
    const baseline = { a: 50, b: 50 };
    expect(distanceOf(method, { a: 40, b: 40, x: 10, y: 10 }, baseline)).toBe(
      distanceOf(method, { a: 40, b: 40, z: 20 }, baseline),
    );
  });

  it('leaves missing values out when the definition says so', () => {
    const baseline = { '0': 50, '1': 50 };
    expect(distanceOf(methodOf('psi', { missing: 'ignored' }), { '0': 10, '1': 10, missing: 80 }, baseline)).toBe(0);
  });

  it('knows nothing without a baseline', () => {
    expect(distance(methodOf('psi')).compute({ bins: { a: 1 } }, { baseline: null, end: 0 })).toBeNull();
  });

  it('takes labels that are names of object properties for what they are', () => {
    const { merge } = distance(methodOf('psi'));
    const parsed = JSON.parse('{"__proto__": 1, "constructor": 2}') as Bins;
    expect(Object.entries(merge([{ bins: parsed }, { bins: parsed }]).bins)).toEqual([
      ['__proto__', 2],
      ['constructor', 4],
    ]);
  });

  it.each([
    ['a bare value', methodOf('psi'), { value: 0.3 }, 'a bare value cannot be merged'],
    ['no bins', methodOf('psi'), { bins: {} }, 'bins is empty'],
    ['a negative count', methodOf('psi'), { bins: { a: -1 } }, 'bin "a" counts -1'],
    ['labels without an order for ks', methodOf('ks'), { bins: { red: 1 } }, 'bin "red" has no place'],
    ['wasserstein without edges', methodOf('wasserstein'), { bins: { '0': 1 } }, 'needs bins with edges'],
    [
      'more bins than edges make',
      methodOf('psi', { bins: { kind: 'edges', edges: [1] } }),
      { bins: { '0': 1, '1': 1, '2': 1, missing: 1 } },
      'the definition has no bin "2"; its bins are 0 to 1, or (-inf, 1], (1, inf), and missing',
    ],
  ])('refuses %s', (_, method, components, message) => {
    expect(distance(method).read(components)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });

  it.each<[Measure, number]>([
    ['psi', 1],
    ['js', 1],
    ['hellinger', 1],
    ['chi-square', 1],
    ['cramers-v', 1],
    // Over bins the supremum is lower than over values, so its floor is passed less often.
    ['ks', 0],
    ['wasserstein', 1],
  ])('has a noise floor for %s that about one in a hundred unchanged windows passes', (measure, least) => {
    const bins = { kind: 'edges' as const, edges: [1, 2, 3, 4, 5, 6, 7, 8, 9] };
    const method = distance(methodOf(measure, { bins, normalised: measure === 'wasserstein' }));
    const above = UNCHANGED.filter(([current, before]) => {
      const [components, context] = [{ bins: current }, { baseline: { bins: before }, end: 0 }];
      return (method.compute(components, context) ?? 0) > (method.noiseFloor(components, context) ?? 0);
    });
    expect(above.length).toBeGreaterThanOrEqual(least);
    expect(above.length).toBeLessThan(12);
  });

  it('is zero for the same proportions and never negative', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom<Measure>('psi', 'js', 'hellinger', 'ks'),
        (list, factor, measure) => {
          fc.pre(list.some((count) => count > 0));
          const bins = Object.fromEntries(list.map((count, index) => [index, count]));
          const scaled = Object.fromEntries(list.map((count, index) => [index, count * factor]));
          // JS is the square root of a difference of rounding.
          expect(distanceOf(methodOf(measure), scaled, bins)).toBeCloseTo(0, 6);
        },
      ),
    );
  });
});
