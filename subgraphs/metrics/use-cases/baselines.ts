import { type Baseline, baselineOf } from '../domain/baseline.ts';
import type { MetricDefinition, TimeRange } from '../domain/definition.ts';
import type { FingerprintedKey, Measurement, MetricKey } from '../domain/measurement.ts';
import type { Slice } from '../domain/slice.ts';
import type { MetricStore } from '../ports/metric-store.ts';

/** A metric with the definition by which it is read. */
export interface DefinedMetric {
  metric: MetricKey;
  definition: MetricDefinition;
  /** The part of it that is asked of; the whole when left out. */
  slice?: Slice;
}

/** Baselines of metrics, kept until something arrives within their range. */
export interface Baselines {
  /** One answer a metric, in order; null when the definition has none or it has no data. */
  of(metrics: readonly DefinedMetric[]): Promise<(Baseline | null)[]>;
  /** Forgets the baselines of these, for their measurements may have changed. */
  forget(metrics: readonly FingerprintedKey[]): void;
}

/** Baselines kept in memory; the least lately read go first. */
const KEPT = 20_000;

const textOf = ({ fingerprint, asset }: FingerprintedKey): string => `${fingerprint} ${asset}`;
/** Slices are asked of now and then; only whole baselines are kept. */
const isSliced = ({ slice = [] }: DefinedMetric): boolean => slice.length > 0;
const keyOf = ({ metric, definition }: DefinedMetric): FingerprintedKey => ({
  ...metric,
  fingerprint: definition.fingerprint,
});

export function baselinesIn(metrics: MetricStore): Baselines {
  const kept = new Map<string, Baseline | null>();
  const keep = (text: string, baseline: Baseline | null) => {
    kept.delete(text);
    kept.set(text, baseline);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  };
  return {
    async of(defined) {
      const missing = defined.filter(
        (one) => one.definition.baseline && (isSliced(one) || !kept.has(textOf(keyOf(one)))),
      );
      const read = await readBaselines(metrics, missing);
      const found = new Map(missing.map((one, index) => [one, read[index] ?? null] as const));
      for (const [one, baseline] of found) if (!isSliced(one)) keep(textOf(keyOf(one)), baseline);
      return defined.map((one) => {
        if (!one.definition.baseline) return null;
        return found.has(one) ? (found.get(one) ?? null) : (kept.get(textOf(keyOf(one))) ?? null);
      });
    },
    forget(keys) {
      for (const key of keys) kept.delete(textOf(key));
    },
  };
}

async function readBaselines(metrics: MetricStore, defined: readonly DefinedMetric[]): Promise<(Baseline | null)[]> {
  const queries = defined.map((one) => {
    const { from, to } = one.definition.baseline as TimeRange;
    return { ...keyOf(one), after: from, until: to };
  });
  const answers: Measurement[][] = await metrics.measurements(queries);
  return defined.map(({ definition, slice }, index) => baselineOf(definition, answers[index] ?? [], slice));
}
