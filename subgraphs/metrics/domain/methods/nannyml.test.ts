import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { casesOf, dataOf } from '../../../../test/data/oracles/oracles.ts';
import type { DistanceMethod, Measure } from '../method.ts';
import { distance } from './distance.ts';
import { kolmogorovSmirnov, proportionsOf, wassersteinDistance } from './measures.ts';

interface Counted<Counts> {
  reference: Counts;
  chunks: Record<string, Counts>;
}

/** NannyML's own data set: counts by category, and by NumPy's "doane" bins and one for what lies outside. */
const data = JSON.parse(
  readFileSync(new URL('../../../../test/data/oracles/car_loan.json', import.meta.url), 'utf8'),
) as {
  categories: Record<string, Counted<Record<string, number>>>;
  histograms: Record<string, Counted<number[]>>;
};

/** Ten thousand bins of equal width over the reference, and the values of a chunk that lie outside. */
interface Fine {
  from: number;
  to: number;
  reference: number[];
  chunks: Record<string, { counts: number[]; below: number[]; above: number[] }>;
}
const fine = dataOf<Record<string, Fine>>('car_loan_bins.json.gz#columns');

type Found = { value: number };
type Expected = Record<string, Record<string, Found>>;

const TOLERANCE = 1e-6;
const CHUNK_SIZE = 5000;

const between = (measure: Measure, current: Record<string, number>, baseline: Record<string, number>) => {
  const bins: DistanceMethod['bins'] = { kind: 'categories', categories: Object.keys(baseline) };
  const method: DistanceMethod = { kind: 'distance', measure, bins, missing: 'own-bin', epsilon: 1e-4, base: 2 };
  return distance(method).compute({ bins: current }, { baseline: { bins: baseline }, end: 0 }) ?? Number.NaN;
};

const labelled = (counts: readonly number[]): Record<string, number> => Object.fromEntries(counts.entries());

/** Both with what lies outside the reference, each value in a bin of its own, and all others at the start of theirs. */
function finelyBinned({ from, to, reference, chunks }: Fine, chunk: number) {
  const { counts = [], below = [], above = [] } = chunks[chunk] ?? {};
  const starts = reference.map((_, index) => from + (index * (to - from)) / reference.length);
  return {
    positions: [...below, ...starts, ...above],
    p: proportionsOf([...below.map(() => 1), ...counts, ...above.map(() => 1)]),
    q: proportionsOf([...below.map(() => 0), ...reference, ...above.map(() => 0)]),
    below: below.length,
  };
}

/** Of two categories: |observed - expected|, the same in each of the four cells. */
function awayFromExpected(current: Record<string, number>, baseline: Record<string, number>): number {
  const [[now = 0, other = 0], [before = 0, otherBefore = 0]] = [Object.values(current), Object.values(baseline)];
  return Math.abs(now - ((now + other) * (now + before)) / (now + other + before + otherBefore));
}

const cases = casesOf<Expected, { chunk: number }>('univariate_drift_nannyml');

describe("drift of single columns, against NannyML's", () => {
  it.each(
    cases.flatMap((one) => Object.keys(data.categories).map((column) => [`${one.id} ${column}`, one, column] as const)),
  )('%s', (_, { input, expected }, column) => {
    const { reference, chunks } = data.categories[column] as Counted<Record<string, number>>;
    const chunk = chunks[input.chunk] ?? {};
    const theirs = expected[column] as Record<string, Found>;
    expect(Math.abs(between('js', chunk, reference) - (theirs.jensen_shannon?.value ?? 0))).toBeLessThan(TOLERANCE);
    expect(Math.abs(between('hellinger', chunk, reference) - (theirs.hellinger?.value ?? 0))).toBeLessThan(TOLERANCE);
    // Of two categories it corrects for continuity, which takes half a count off what each cell is away; we never do.
    const away = awayFromExpected(chunk, reference);
    const corrected = Object.keys(reference).length === 2 ? ((away - 0.5) / away) ** 2 : 1;
    const ours = between('chi-square', chunk, reference) * corrected;
    expect(Math.abs(ours - (theirs.chi2?.value ?? Number.NaN))).toBeLessThan(TOLERANCE);
  });

  it.each(
    cases.flatMap((one) => Object.keys(data.histograms).map((column) => [`${one.id} ${column}`, one, column] as const)),
  )('%s', (_, { input, expected }, column) => {
    const { reference, chunks } = data.histograms[column] as Counted<number[]>;
    const [now, before] = [labelled(chunks[input.chunk] ?? []), labelled(reference)];
    const theirs = expected[column] as Record<string, Found>;
    expect(Math.abs(between('js', now, before) - (theirs.jensen_shannon?.value ?? 0))).toBeLessThan(TOLERANCE);
    expect(Math.abs(between('hellinger', now, before) - (theirs.hellinger?.value ?? 0))).toBeLessThan(TOLERANCE);
  });

  it.each(cases.flatMap((one) => Object.keys(fine).map((column) => [`${one.id} ${column}`, one, column] as const)))(
    '%s, over ten thousand bins as it counts more values than that',
    (_, { input, expected }, column) => {
      const { positions, p, q, below } = finelyBinned(fine[column] as Fine, input.chunk);
      const theirs = expected[column] as Record<string, Found>;
      const apart = kolmogorovSmirnov(p, q) - (theirs.kolmogorov_smirnov?.value ?? Number.NaN);
      expect(Math.abs(apart)).toBeLessThan(TOLERANCE);
      // It counts one row more than there is once any lies below the reference.
      const counted = p.map((share, index) => (below > 0 && index === below ? share + 1 / CHUNK_SIZE : share));
      const moved = wassersteinDistance(counted, q, positions) - (theirs.wasserstein?.value ?? Number.NaN);
      expect(Math.abs(moved)).toBeLessThan(TOLERANCE);
    },
  );

  it('covers every column that it tells of', () => {
    const named = [...Object.keys(data.categories), ...Object.keys(fine)];
    for (const { expected } of cases) expect(Object.keys(expected).toSorted()).toEqual(named.toSorted());
    expect(Object.keys(data.histograms).toSorted()).toEqual(Object.keys(fine).toSorted());
  });
});
