import type { Factor } from './answer.ts';
import type { Candidate } from './candidates.ts';
import { unexplainedBy } from './explained-away.ts';
import { noisyOr } from './strength.ts';

/** What a factor of zero leaves of a score, so that no single one decides alone. */
const LEAST = 0.1;

const softened = (factor: number): number => LEAST + (1 - LEAST) * factor;

/** A candidate's score and what it is made of. */
export interface Score {
  value: number;
  factors: Factor[];
}

/**
 * S · Π(ε + (1 − ε) f) over the factors unexplained and path, ε = 0.1. S is the noisy-or of the anomaly's strength, cut
 * by its own factors time and co-movement, and of the changes, whose times are in their strength already.
 */
export function scoreOf(candidate: Candidate, parents: readonly Candidate[], pathWidth: number): Score {
  const { strength, change, time, coMovement } = candidate;
  const worth = noisyOr([strength * softened(time) * softened(coMovement), change]);
  const unexplained = unexplainedBy(parents, candidate);
  const path = worth > 0 ? Math.min(1, pathWidth / worth) : 1;
  const ofAnomaly = candidate.signal
    ? [
        { name: 'time', value: time },
        { name: 'coMovement', value: coMovement },
      ]
    : [];
  return {
    value: worth * softened(unexplained) * softened(path),
    factors: [
      { name: 'strength', value: strength },
      { name: 'change', value: change },
      { name: 'unexplained', value: unexplained },
      { name: 'path', value: path },
      ...ofAnomaly,
    ],
  };
}

/** The same score with coverage as a further factor. */
export const withCoverage = ({ value, factors }: Score, coverage: number): Score => ({
  value: value * softened(coverage),
  factors: [...factors, { name: 'coverage', value: coverage }],
});
