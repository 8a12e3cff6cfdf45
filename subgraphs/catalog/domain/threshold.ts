import type { AuthoredThreshold, MetricDefinitionDocument } from './document.ts';

type Comparison = 'ABOVE' | 'BELOW' | 'ABOVE_BASELINE_BY' | 'BELOW_BASELINE_BY' | 'BURN_RATE' | 'OUTSIDE';

/** A threshold in the reading form. */
export interface Threshold {
  audience: AuthoredThreshold['audience'];
  severity: AuthoredThreshold['severity'];
  comparison: Comparison;
  /** For OUTSIDE the low end of the range; for BURN_RATE the objective. */
  value: number;
  clearValue: number | null;
  for: string;
}

/** What a comparison needs beyond one value. */
export interface ThresholdParameters {
  /** For OUTSIDE: the range that is well. */
  range: { low: number; high: number } | null;
  /** For BURN_RATE on a quantile. */
  target: number | null;
  burnRates: { factor: number; long: string; short: string }[];
  /** For ABOVE_BASELINE_BY and BELOW_BASELINE_BY: how a lasting change is looked for; null: by each window's value. */
  detector: { kind: 'cusum'; k: number; h: number } | null;
}

/** Allowance and decision interval: half of the change that is best found, and one false alarm in 930 windows. */
const CUSUM = { k: 0.5, h: 5 };

/** The reading form of a definition's thresholds; one without `for` must hold for one window. */
export const thresholdsOf = ({ spec }: MetricDefinitionDocument): Threshold[] =>
  spec.thresholds.map((threshold) => ({
    audience: threshold.audience,
    severity: threshold.severity,
    ...conditionOf(threshold),
    for: threshold.for ?? spec.window,
  }));

export const parametersOf = ({ spec }: MetricDefinitionDocument): ThresholdParameters[] =>
  spec.thresholds.map(({ outside, target, burnRates, detector }) => ({
    range: outside ? { low: outside[0], high: outside[1] } : null,
    target: target ?? null,
    burnRates: burnRates ?? [],
    detector: detector === 'cusum' ? { kind: 'cusum', ...CUSUM } : (detector ?? null),
  }));

function conditionOf(threshold: AuthoredThreshold): Pick<Threshold, 'comparison' | 'value' | 'clearValue'> {
  const { below, above, clearAbove, clearBelow, belowBaselineBy, aboveBaselineBy, outside, objective } = threshold;
  if (below !== undefined) return { comparison: 'BELOW', value: below, clearValue: clearAbove ?? null };
  if (above !== undefined) return { comparison: 'ABOVE', value: above, clearValue: clearBelow ?? null };
  if (belowBaselineBy !== undefined)
    return { comparison: 'BELOW_BASELINE_BY', value: belowBaselineBy, clearValue: null };
  if (aboveBaselineBy !== undefined)
    return { comparison: 'ABOVE_BASELINE_BY', value: aboveBaselineBy, clearValue: null };
  if (outside) return { comparison: 'OUTSIDE', value: outside[0], clearValue: null };
  if (objective !== undefined) return { comparison: 'BURN_RATE', value: objective, clearValue: null };
  throw new TypeError('a threshold without a condition; impossiblePolicies refuses it');
}
