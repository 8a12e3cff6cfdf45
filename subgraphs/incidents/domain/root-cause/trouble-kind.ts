import type { MetricCategory } from './question.ts';

/** What is wrong when a metric is bad: what data or predictions say, how old data is, or how a service answers. */
export type TroubleKind = 'VALUES' | 'AGE' | 'SERVICE';

/** Null for volume, which moves with any trouble and with none. */
export const TROUBLE_KINDS: Record<MetricCategory, TroubleKind | null> = {
  ACCURACY: 'VALUES',
  DRIFT: 'VALUES',
  DATA_QUALITY: 'VALUES',
  FRESHNESS: 'AGE',
  LATENCY: 'SERVICE',
  FAILURES: 'SERVICE',
  RESOURCES: 'SERVICE',
  THROUGHPUT: null,
};
