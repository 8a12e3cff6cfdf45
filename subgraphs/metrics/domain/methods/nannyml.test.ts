import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { casesOf } from '../../../../test/data/oracles/oracles.ts';
import type { DistanceMethod, Measure } from '../method.ts';
import { distance } from './distance.ts';
import { kolmogorovSmirnov, proportionsOf, wassersteinDistance } from './measures.ts';

interface Counted<Counts> {
  reference: Counts;
  chunks: Record<string, Counts>;
}

/** NannyML's own data set: counts by category, by NumPy's "doane" bins and one for what lies outside, by value. */
const data = JSON.parse(
  readFileSync(new URL('../../../../test/data/oracles/car_loan.json', import.meta.url), 'utf8'),
) as {
  categories: Record<string, Counted<Record<string, number>>>;
  histograms: Record<string, Counted<number[]>>;
  values: Record<string, Counted<number[]> & { positions: number[] }>;
};

type Found = { value: number };
type Expected = Record<string, Record<string, Found>>;

const TOLERANCE = 1e-6;
/** NannyML counts more than ten thousand values in quantile bins before it measures these. */
const BINNED_TOLERANCE = 2e-4;

const between = (measure: Measure, current: Record<string, number>, baseline: Record<string, number>) => {
  const bins: DistanceMethod['bins'] = { kind: 'categories', categories: Object.keys(baseline) };
  const method: DistanceMethod = { kind: 'distance', measure, bins, missing: 'own-bin', epsilon: 1e-4, base: 2 };
  return distance(method).compute({ bins: current }, { baseline: { bins: baseline }, end: 0 }) ?? Number.NaN;
};

const labelled = (counts: readonly number[]): Record<string, number> => Object.fromEntries(counts.entries());

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
    // Of two categories it corrects for continuity, by up to half a count in each cell; we never do.
    const allowed = Object.keys(reference).length === 2 ? 1.2 : TOLERANCE;
    expect(Math.abs(between('chi-square', chunk, reference) - (theirs.chi2?.value ?? 0))).toBeLessThan(allowed);
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

  it.each(
    cases.flatMap((one) => Object.keys(data.values).map((column) => [`${one.id} ${column}`, one, column] as const)),
  )('%s, a bin for each value', (_, { input, expected }, column) => {
    const { positions, reference, chunks } = data.values[column] as Counted<number[]> & { positions: number[] };
    const [p, q] = [proportionsOf(chunks[input.chunk] ?? []), proportionsOf(reference)];
    const theirs = expected[column] as Record<string, Found>;
    const moved = wassersteinDistance(p, q, positions) / (theirs.wasserstein?.value ?? Number.NaN);
    expect(Math.abs(moved - 1)).toBeLessThan(BINNED_TOLERANCE);
    const apart = kolmogorovSmirnov(p, q) - (theirs.kolmogorov_smirnov?.value ?? Number.NaN);
    expect(Math.abs(apart)).toBeLessThan(BINNED_TOLERANCE);
  });
});
