import type { Alert } from './alert.ts';
import type { Question } from './root-cause/question.ts';

/** The question that an alert asks: what began the degradation that made it fire? */
export const questionOf = ({ metric, firedAt, startedAt, lookback, onset }: Alert): Question => ({
  metric: metric.name,
  asset: metric.asset,
  at: firedAt ?? startedAt,
  lookback,
  breachedSince: onset,
});
