import type { Factor } from './answer.ts';
import type { Candidate } from './candidates.ts';
import { UNKNOWN_MOVEMENT } from './co-movement.ts';
import type { Residual } from './conditional-residual.ts';
import { type Parent, type Standing, unexplainedBy, unexplainedDeed } from './explained-away.ts';
import type { Spread } from './neighbourhood.ts';
import { noisyOr, succession } from './strength.ts';

/** Below it there is too little reason to name an asset. */
export const SCORE_FLOOR = 0.1;

/** What a factor of zero leaves of a score, so that no single one decides alone. */
const LEAST = 0.1;

export const softened = (factor: number): number => LEAST + (1 - LEAST) * factor;

/** A candidate's score and what it is made of. */
export interface Score {
  value: number;
  factors: Factor[];
}

/** How likely something went wrong here, by what is seen of the asset alone: its anomaly, cut by its own factors, or a mishap. */
const troubleOf = ({ strength, time, coMovement, impact, mishap }: Candidate): number =>
  noisyOr([strength * softened(time) * softened(coMovement ?? UNKNOWN_MOVEMENT) * softened(impact ?? 1), mishap]);

/** How likely something began here at most: went wrong, or was done. */
const worthOf = (candidate: Candidate): number => noisyOr([troubleOf(candidate), candidate.deed]);

/** At most one: how well trouble of this worth is seen on its way. */
const pathFactor = (worth: number, width: number): number => (worth > 0 ? Math.min(1, width / worth) : 1);

/**
 * Trouble spreads to what an asset feeds, to which part of it nobody knows: with k of n degraded it is (k + 1) / (n + 2), by Laplace's
 * rule of succession, and a half where nothing is measured. At most one: twice that, so that nothing known counts for nothing.
 */
const spreadFactor = ({ measured, degraded }: Spread): number => Math.min(1, succession(degraded, measured));

/** The score if no parent explained it and it covered everything. */
export function boundOf(candidate: Candidate, pathWidth: number, spread: Spread): number {
  const worth = worthOf(candidate);
  return worth * softened(pathFactor(worth, pathWidth)) * softened(spreadFactor(spread));
}

/**
 * (ε + (1 − ε) path) · (ε + (1 − ε) spread) · noisy-or((ε + (1 − ε) brought) · deed, (ε + (1 − ε) unexplained) · trouble), ε = 0.1. Trouble is the noisy-or
 * of the anomaly's strength, cut by its own factors time, co-movement and impact, and of what happened to the asset. What somebody
 * did to it no input explains; but a deployment brings what its version was trained on, and `brought` is what that leaves of it.
 * The times of changes are in their strength already. A factor of which nothing is known counts neither for nor against.
 */
export function scoreOf(
  candidate: Candidate,
  parents: readonly Parent[],
  trainedOn: readonly Standing[],
  pathWidth: number,
  spread: Spread,
  residual: Residual | null,
): Score {
  const { signal, strength, change, deed, time, coMovement, impact } = candidate;
  const worth = worthOf(candidate);
  const unexplained = unexplainedBy(parents, candidate, residual);
  const brought = unexplainedDeed(trainedOn);
  const path = pathFactor(worth, pathWidth);
  const isMeasured = signal !== null;
  return {
    value:
      noisyOr([troubleOf(candidate) * softened(unexplained), deed * softened(brought)]) *
      softened(path) *
      softened(spreadFactor(spread)),
    factors: [
      { name: 'strength', value: strength, known: isMeasured },
      { name: 'change', value: change, known: true },
      { name: 'unexplained', value: Math.max(unexplained, deed * brought), known: parents.length > 0 },
      { name: 'path', value: path, known: true },
      { name: 'spread', value: spreadFactor(spread), known: spread.measured > 0 },
      { name: 'time', value: time, known: isMeasured && signal.onset !== null },
      { name: 'coMovement', value: coMovement ?? UNKNOWN_MOVEMENT, known: coMovement !== null },
      { name: 'impact', value: impact ?? 1, known: impact !== null },
    ],
  };
}

/** The same score with coverage as a further factor. */
export const withCoverage = ({ value, factors }: Score, coverage: number): Score => ({
  value: value * softened(coverage),
  factors: [...factors, { name: 'coverage', value: coverage, known: true }],
});
