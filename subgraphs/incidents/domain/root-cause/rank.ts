import type { TypedFastBitSet } from 'typedfastbitset';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Candidate } from './candidates.ts';
import { coMovement, UNKNOWN_MOVEMENT } from './co-movement.ts';
import { residualOf } from './conditional-residual.ts';
import { greedily, type Ranking } from './greedy.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { reachOf } from './reach.ts';
import { boundOf, SCORE_FLOOR, type Score, scoreOf, softened } from './score.ts';
import { DEGRADED_FROM } from './target.ts';
import type { Neighbours } from './upstream.ts';
import type { WidestPath } from './widest-path.ts';

/** A candidate and what it was scored by. */
export interface Scored {
  candidate: Candidate;
  /** The nearest assets upstream of it of which something is known. */
  parents: readonly Candidate[];
  path: WidestPath;
  score: Score;
  /** The degraded assets on it or downstream of it, by their place among the degraded. */
  covers: TypedFastBitSet;
}

/**
 * The candidates by score, at most `first`, and those that were considered and not ranked. Coverage is counted anew after
 * each rank, over what the ranks before leave uncovered, so that a second cause is what the first does not explain. When
 * more than half of the measured assets are degraded, coverage tells nothing and is left out.
 */
export function rankingOf(
  candidates: readonly Candidate[],
  neighbours: Neighbours,
  target: AssetId,
  first: number,
  at: Instant,
): Ranking {
  const degraded = degradedOf(candidates, target);
  const scored = scoredOf(candidates, neighbours, target, [...degraded.keys()], at);
  const measured = candidates.filter(({ signal }) => signal).length;
  return greedily(scored, degraded.size * 2 > measured ? null : [...degraded.values()], first);
}

/**
 * Asset -> how much its trouble is the target's, of those that are degraded: strength, cut by time and co-movement. The
 * target is degraded, or nobody would ask.
 */
export const degradedOf = (candidates: readonly Candidate[], target: AssetId): Map<AssetId, number> =>
  new Map(
    candidates
      .filter(({ asset, anomaly }) => anomaly >= DEGRADED_FROM || asset === target)
      .map(({ asset, strength, time, coMovement }) => [
        asset,
        strength * softened(time) * softened(coMovement ?? UNKNOWN_MOVEMENT),
      ]),
  );

function scoredOf(
  candidates: readonly Candidate[],
  neighbours: Neighbours,
  target: AssetId,
  degraded: readonly AssetId[],
  at: Instant,
): Scored[] {
  const known = new Map(candidates.filter(isKnown).map((candidate) => [candidate.asset, candidate]));
  const assets = candidates.map(({ asset }) => asset);
  const { pathOf, parentsOf } = neighbourhoodOf(known, assets, neighbours, target);
  const coveredBy = reachOf(assets, degraded, neighbours.children);
  return [...known.values()].flatMap((candidate) => {
    const path = pathOf(candidate);
    if (!path || !isConsidered(candidate)) return [];
    // What no parent could lift over the floor is not held against its parents, which costs most of the time.
    const parents = boundOf(candidate, path.width) < SCORE_FLOOR ? [] : parentsOf(candidate);
    if (candidate.asset === target && !isBlamable(candidate, parents)) return [];
    const score = scoreOf(
      candidate,
      parents.map((parent) => withMovement(parent, candidate)),
      path.width,
      residual(candidate, parents, at),
    );
    return [{ candidate, parents, path, score, covers: coveredBy(candidate.asset) }];
  });
}

const isKnown = ({ signal, change }: Candidate): boolean => signal !== null || change > 0;

/** Something is unusual about it, however little. */
const isConsidered = ({ anomaly, change }: Candidate): boolean => anomaly > 0 || change > 0;

/** That the target is degraded is the question. It is the answer only when it changed, or its inputs are known. */
const isBlamable = ({ change }: Candidate, parents: readonly Candidate[]): boolean => change > 0 || parents.length > 0;

const withMovement = (parent: Candidate, { signal }: Candidate) => ({
  ...parent,
  movesWith: parent.signal && signal ? (coMovement(parent.signal.badness, signal.badness) ?? UNKNOWN_MOVEMENT) : 1,
});

function residual({ signal }: Candidate, parents: readonly Candidate[], at: Instant) {
  const inputs = parents.flatMap((parent) => parent.signal ?? []);
  return signal?.onset == null ? null : residualOf(signal, inputs, signal.onset, at);
}
