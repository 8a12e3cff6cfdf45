import { mean, standardDeviation } from 'simple-statistics';
import { pinnedBaseline } from '../../subgraphs/metrics/domain/baseline.ts';
import type { BaselineReference } from '../../subgraphs/metrics/domain/baseline-reference.ts';
import type { StoredComponents } from '../../subgraphs/metrics/domain/components.ts';
import type { MetricDefinition } from '../../subgraphs/metrics/domain/definition.ts';
import { firstStanding, judge } from '../../subgraphs/metrics/domain/judge.ts';
import { movingBaseline } from '../../subgraphs/metrics/domain/moving-baseline.ts';
import { isStanding } from '../../subgraphs/metrics/domain/phase.ts';
import { CUSUM_AT_REST, cusumAfter, cusumAlarm } from '../../subgraphs/metrics/domain/statistics/cusum.ts';
import { robustScaleOf } from '../../subgraphs/metrics/domain/statistics/robust-scale.ts';
import type { Threshold } from '../../subgraphs/metrics/domain/threshold.ts';
import { CHURN, definition, duration, threshold } from '../../subgraphs/metrics/fixtures.ts';
import { type Day, HISTORY } from './series.ts';

/** Whether an alert stands after each day from the end of the history on. */
export type Method<Value = Day> = (series: Value[], deviation: number) => boolean[];

const DAY = 86_400_000;
/** A Monday. */
const FIRST = Date.UTC(2026, 0, 5);
/** Days of the history that are pinned, and that the peers learn from. */
const REFERENCE = 30;
/** The default policy, in deviations: what matters when it lasts, and what matters at once. */
const EFFECT = 0.5;
const FAR = 3;

const above = (more: Partial<Threshold>): Threshold =>
  threshold({ comparison: 'ABOVE_BASELINE_BY', clearValue: null, for: duration('P1D'), ...more });

const policy = (deviation: number): Threshold[] => [
  above({ value: EFFECT * deviation, detector: { kind: 'cusum', k: 0.5, h: 5 } }),
  above({ value: FAR * deviation, for: duration('P2D') }),
];

export const PINNED: BaselineReference = {
  kind: 'pinned',
  from: FIRST + (HISTORY - REFERENCE) * DAY,
  to: FIRST + HISTORY * DAY,
};

/** Whether an alert stands by what the metrics subgraph judges. */
export function judged(by: MetricDefinition, components: StoredComponents[]): boolean[] {
  const windows = components.map((one, index) => ({
    start: FIRST + index * DAY,
    end: FIRST + (index + 1) * DAY,
    components: one,
  }));
  const { baseline } = by;
  const baselineAt = () => {
    if (!baseline) return () => null;
    if (baseline.kind !== 'pinned') return movingBaseline(by, baseline, windows);
    const pinned = pinnedBaseline(
      by,
      windows
        .filter(({ start }) => start >= baseline.from && start < baseline.to)
        .map(({ end, components: one }) => ({
          ...{ name: by.name, fingerprint: by.fingerprint, asset: CHURN, dimensions: '', traceIds: [], recordedAt: 0 },
          ...{ end, duration: DAY, components: one },
        })),
    );
    return () => pinned;
  };
  const first = firstStanding(by, FIRST + HISTORY * DAY);
  const steps = judge({ definition: by, baselineAt: baselineAt() }, first, windows, FIRST + windows.length * DAY);
  return steps.map(({ standing }) => standing.thresholds.some(isStanding));
}

const headwater =
  (baseline: BaselineReference): Method =>
  (series, deviation) =>
    judged(
      definition({ baseline, thresholds: policy(deviation), minimumSamples: 1 }),
      series.map(({ value, of }) => ({ numerator: value * of, denominator: of })),
    );

const referenceOf = (series: Day[]): number[] => series.slice(HISTORY - REFERENCE, HISTORY).map(({ value }) => value);

/** NannyML's rule for performance: outside the mean of the reference's chunks ± 3 standard deviations. */
const threeSigma: Method = (series) => {
  const reference = referenceOf(series);
  const [middle, width] = [mean(reference), 3 * standardDeviation(reference)];
  return series.slice(HISTORY).map(({ value }) => Math.abs(value - middle) > width);
};

/** A limit set by hand, two deviations above the mean of the whole history. */
const fixed: Method = (series, deviation) => {
  const limit = mean(series.slice(0, HISTORY).map(({ value }) => value)) + 2 * deviation;
  return series.slice(HISTORY).map(({ value }) => value > limit);
};

/** A tabular CUSUM that takes the reference for the truth and begins anew after each alarm. */
const plainCusum: Method = (series) => {
  const scale = robustScaleOf(referenceOf(series));
  let state = CUSUM_AT_REST;
  return series.slice(HISTORY).map(({ value }, day) => {
    const z = scale && scale.deviation > 0 ? (value - scale.middle) / scale.deviation : 0;
    state = { ...cusumAfter(state, z, day), down: CUSUM_AT_REST.down };
    const alarm = cusumAlarm(state);
    if (alarm) state = CUSUM_AT_REST;
    return alarm !== null;
  });
};

export const METHODS: Record<string, Method> = {
  headwaterPinned: headwater(PINNED),
  headwaterRolling: headwater({ kind: 'rolling', length: duration('P28D') }),
  headwaterSeasonal: headwater({ kind: 'seasonal', season: duration('P7D'), length: duration('P56D') }),
  fixedThreshold: fixed,
  threeSigma,
  plainCusum,
};
