import type { Alert, AlertCause } from './alert.ts';
import type { RootCause } from './root-cause/answer.ts';

/** What an alert remembers of its root cause; null when no cause was found. */
export function alertCauseOf({ metric }: Alert, { causes }: RootCause): AlertCause | null {
  const [first] = causes;
  if (!first) return null;
  const evidence = [...new Set(first.evidence.map(({ kind }) => kind))].sort();
  const isSymptom = first.asset === metric.asset && evidence.every((kind) => kind === 'ANOMALY');
  return {
    asset: first.asset,
    headline: isSymptom ? 'what feeds it is normal' : first.headline,
    path: first.path.map(({ asset }) => asset),
    evidence,
  };
}
