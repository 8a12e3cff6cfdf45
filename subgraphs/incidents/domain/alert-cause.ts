import type { AlertCause } from './alert.ts';
import type { RootCause } from './root-cause/answer.ts';

/** What an alert remembers of its root cause; null when no cause was found. */
export function alertCauseOf({ causes }: RootCause): AlertCause | null {
  const [first] = causes;
  if (!first) return null;
  return {
    asset: first.asset,
    headline: first.headline,
    path: first.path.map(({ asset }) => asset),
    evidence: [...new Set(first.evidence.map(({ kind }) => kind))].sort(),
  };
}
