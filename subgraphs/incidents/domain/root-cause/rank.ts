import type { TypedFastBitSet } from 'typedfastbitset';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Candidate } from './candidates.ts';
import { coMovement, UNKNOWN_MOVEMENT } from './co-movement.ts';
import { type Comparison, comparisonOf, type Residual } from './conditional-residual.ts';
import { greedily, type Ranking } from './greedy.ts';
import { neighbourhoodOf, type Spread } from './neighbourhood.ts';
import { reachOf } from './reach.ts';
import { boundOf, SCORE_FLOOR, type Score, scoreOf, softened } from './score.ts';
import { DEGRADED_FROM } from './target.ts';
import { lateFactor } from './time-factor.ts';
import type { Neighbours } from './upstream.ts';
import type { WidestPath } from './widest-path.ts';

/** A candidate and what it was scored by. */
export interface Scored {
  candidate: Candidate;
  /** The nearest assets upstream of it of which something is known, as they explain it. */
  parents: readonly Candidate[];
  path: WidestPath;
  spread: Spread;
  score: Score;
  /** The degraded assets on it or downstream of it, by their place among the degraded. */
  covers: TypedFastBitSet;
}

/**
 * The candidates by score, at most `first`, and those that were considered and not ranked. Coverage is counted anew after
 * each rank, over what the ranks before leave uncovered, so that a second cause is what the first does not explain.
 */
export function rankingOf(
  { considered, coveredBy, degraded }: Field,
  first: number,
  residualOf: (comparison: Comparison) => Residual | null,
): Ranking {
  const scored = considered.map((each) => scoredOf(each, coveredBy, residualOf));
  return greedily(scored, [...degraded.values()], first);
}

/**
 * Asset -> how much its trouble is the target's, of those that are degraded: strength, cut by time and co-movement. The
 * target is degraded, or nobody would ask.
 */
const degradedOf = (candidates: readonly Candidate[], target: AssetId): Map<AssetId, number> =>
  new Map(
    candidates
      .filter(({ asset, anomaly }) => anomaly >= DEGRADED_FROM || asset === target)
      .map(({ asset, strength, time, coMovement }) => [
        asset,
        strength * softened(time) * softened(coMovement ?? UNKNOWN_MOVEMENT),
      ]),
  );

/** The candidates before they are scored. */
export interface Field {
  considered: readonly Considered[];
  /** How much the trouble of each degraded asset is the target's. */
  degraded: ReadonlyMap<AssetId, number>;
  /** The degraded assets on an asset or downstream of it, by their place among the degraded. */
  coveredBy(asset: AssetId): TypedFastBitSet;
}

/** A candidate of which something is unusual, and what it is scored by. */
interface Considered {
  candidate: Candidate;
  parents: readonly Candidate[];
  trainedOn: readonly Candidate[];
  path: WidestPath;
  spread: Spread;
  /** Null where no input explains it, or it cannot be known by how much. */
  comparison: Comparison | null;
}

/** Comparisons over whole baselines take milliseconds each: of more candidates only those that may score highest have one. */
const MOST_COMPARED = 100;

export function fieldOf(candidates: readonly Candidate[], neighbours: Neighbours, target: AssetId): Field {
  const known = new Map(candidates.filter(isKnown).map((candidate) => [candidate.asset, candidate]));
  const assets = candidates.map(({ asset }) => asset);
  const degraded = degradedOf(candidates, target);
  const isDegraded = (asset: AssetId) => degraded.has(asset);
  const { pathOf, parentsOf, trainedOnOf, spreadOf } = neighbourhoodOf(known, assets, neighbours, target, isDegraded);
  const considered = [...known.values()].flatMap((candidate) => {
    const path = pathOf(candidate);
    if (!path || !isConsidered(candidate)) return [];
    const spread = spreadOf(candidate);
    const bound = boundOf(candidate, path.width, spread);
    // What no parent could lift over the floor is not held against its parents, which costs most of the time.
    const parents = bound < SCORE_FLOOR ? [] : parentsOf(candidate);
    if (candidate.asset === target && !isBlamable(candidate, parents)) return [];
    const trainedOn = candidate.likeliest?.kind === 'MODEL_DEPLOYED' ? trainedOnOf(candidate) : [];
    return [{ candidate, parents, trainedOn, path, spread, bound, comparison: comparisonWith(candidate, parents) }];
  });
  const compared = considered.filter(({ comparison }) => comparison).sort((a, b) => b.bound - a.bound);
  for (const each of compared.slice(MOST_COMPARED)) each.comparison = null;
  const coveredBy = reachOf(assets, [...degraded.keys()], neighbours.children);
  return { considered, coveredBy, degraded };
}

function scoredOf(
  { candidate, parents: all, trainedOn, path, spread, comparison }: Considered,
  coveredBy: Field['coveredBy'],
  residualOf: (comparison: Comparison) => Residual | null,
): Scored {
  const parents = all.map((parent) => asExplaining(parent, candidate));
  const score = scoreOf(candidate, parents, trainedOn, path.width, spread, comparison && residualOf(comparison));
  return { candidate, parents, path, spread, score, covers: coveredBy(candidate.asset) };
}

const isKnown = ({ signal, change }: Candidate): boolean => signal !== null || change > 0;

/** Something is unusual about it, however little. */
const isConsidered = ({ anomaly, change }: Candidate): boolean => anomaly > 0 || change > 0;

/** That the target is degraded is the question. It is the answer only when it changed, or its inputs are known. */
const isBlamable = ({ change }: Candidate, parents: readonly Candidate[]): boolean => change > 0 || parents.length > 0;

/** A parent as it explains an asset: what broke or was done after the asset broke explains it less. */
const asExplaining = (parent: Candidate, { signal, broke }: Candidate) => ({
  ...parent,
  ...(broke && {
    time: parent.broke ? Math.min(parent.time, lateFactor(parent.broke.from, broke, parent.broke.step)) : parent.time,
    change: parent.changeBy(broke),
  }),
  movesWith: parent.signal && signal ? (coMovement(parent.signal.badness, signal.badness) ?? UNKNOWN_MOVEMENT) : 1,
});

function comparisonWith({ signal }: Candidate, parents: readonly Candidate[]): Comparison | null {
  const inputs = parents.flatMap((parent) => parent.signal ?? []);
  return signal?.onset == null ? null : comparisonOf(signal, inputs);
}
