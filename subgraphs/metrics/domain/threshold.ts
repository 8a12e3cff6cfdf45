import type { Duration } from '../../../vocabulary/duration.ts';

type Audience = 'ON_CALL' | 'DATA_STEWARD' | 'PRODUCT_OWNER';
export type Severity = 'INFO' | 'WARNING' | 'CRITICAL';
type Comparison = 'ABOVE' | 'BELOW' | 'ABOVE_BASELINE_BY' | 'BELOW_BASELINE_BY' | 'BURN_RATE' | 'OUTSIDE';

/** Burning the error budget `factor` times too fast over both spans is a breach. */
interface BurnRate {
  factor: number;
  long: Duration;
  short: Duration;
}

/** Looks for a lasting change instead of single values: a CUSUM with allowance k and decision interval h, in deviations. */
export interface ChangeDetector {
  kind: 'cusum';
  k: number;
  h: number;
}

/** When a metric matters, and to whom. `value` and `clearValue` are what the graph shows of any comparison. */
export interface Threshold {
  audience: Audience;
  severity: Severity;
  comparison: Comparison;
  /** Compared with; the objective for BURN_RATE. */
  value: number;
  /** At which it clears; null: the same as `value`. */
  clearValue: number | null;
  for: Duration;
  /** For OUTSIDE: the range that is well, ends included. */
  range: { low: number; high: number } | null;
  /** For BURN_RATE. */
  burnRates: BurnRate[];
  /** For BURN_RATE over a quantile: a sample above it (below it when higher is better) spends budget. */
  target: number | null;
  /** For ABOVE_BASELINE_BY and BELOW_BASELINE_BY: how the change is looked for; null: by each window's value. */
  detector: ChangeDetector | null;
}
