import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  bad,
  CHURN,
  change,
  EDGES,
  edge,
  question,
  REPORT,
  rootCause,
  series,
  TENURE,
} from './estate.contract.ts';
import type { MeasuredSeries } from './question.ts';

/** The report calls the deployment, which answers every second call of it. */
const asked = question({ metric: 'latency', asset: REPORT });
const slow = { metric: 'latency', category: 'LATENCY' } as const;
const calls = (asset: typeof REPORT | typeof CHURN, level: number): MeasuredSeries =>
  series(asset, { level, badFrom: -99 }, { metric: 'calls', category: 'THROUGHPUT', direction: 'NEITHER' });
const edges = [...EDGES, edge(CHURN, REPORT)];

const impactOf = (measured: MeasuredSeries[]) =>
  rootCause(measured, [], { asked, edges })
    .causes.find(({ asset }) => asset === CHURN)
    ?.factors.find(({ name }) => name === 'impact');

describe('impact', () => {
  it('is the root of the share of the excess that calls times delay explain', () => {
    const measured = [bad(REPORT, 200, 9, slow), bad(CHURN, 150, 9, slow), calls(REPORT, 1000), calls(CHURN, 500)];
    expect(impactOf(measured)?.value).toBeCloseTo(Math.sqrt(0.25), 1);
  });

  it('is at most 1 where the callee loses more than the caller', () => {
    const measured = [bad(REPORT, 150, 9, slow), bad(CHURN, 200, 9, slow), calls(REPORT, 1000), calls(CHURN, 1000)];
    expect(impactOf(measured)?.value).toBe(1);
  });

  it('is not known where the volume of one of the two is not', () => {
    const measured = [bad(REPORT, 200, 9, slow), bad(CHURN, 150, 9, slow), calls(REPORT, 1000)];
    expect(impactOf(measured)).toMatchObject({ value: 1, known: false });
  });

  it('is not known where the two are bad in different ways', () => {
    const measured = [bad(REPORT, 200, 9, slow), bad(CHURN, 150, 9), calls(REPORT, 1000), calls(CHURN, 500)];
    expect(impactOf(measured)).toMatchObject({ known: false });
  });

  it('sets a feature that the model hardly uses behind one that it relies on', () => {
    const importance = (asset: typeof AMOUNT, level: number) =>
      series(asset, { level, badFrom: -99 }, { metric: 'feature.importance', category: 'DRIFT', direction: 'NEITHER' });
    const measured = [bad(AMOUNT, 150, 8), bad(TENURE, 150, 8), bad(CHURN, 130, 9)];
    const { causes } = rootCause(
      [...measured, importance(AMOUNT, 10), importance(TENURE, 900)],
      [change(CHURN, 'ROW_COUNT_CHANGED', -90)],
    );
    expect(causes[0]?.asset).toBe(TENURE);
    const of = (asset: string) =>
      causes.find((each) => each.asset === asset)?.factors.find(({ name }) => name === 'impact')?.value ?? 0;
    expect(of(TENURE)).toBeGreaterThan(0.95);
    expect(of(AMOUNT)).toBeLessThan(0.2);
  });
});
