import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Candidate } from './candidates.ts';
import { coverageOf } from './coverage.ts';
import { cyclesOf } from './cycles.ts';
import { type Score, scoreOf, withCoverage } from './score.ts';
import { DEGRADED_FROM } from './target.ts';
import { byText, type Neighbours, reachedFrom } from './upstream.ts';
import { type WidestPath, widestPaths } from './widest-path.ts';

/** Below it there is too little reason to name an asset. */
const SCORE_FLOOR = 0.1;

export interface Ranked {
  rank: number;
  score: Score;
  candidate: Candidate;
  /** The nearest assets upstream of it of which something is known. */
  parents: readonly Candidate[];
  path: WidestPath;
  /** The degraded assets on it or downstream of it. */
  covers: ReadonlySet<AssetId>;
}

type Scored = Omit<Ranked, 'rank'>;

/**
 * The candidates by score, at most `first`. Coverage is counted anew after each rank, over what the ranks before leave
 * uncovered, so that a second cause is what the first does not explain. When more than half of the measured assets are
 * degraded, coverage tells nothing and is left out.
 */
export function rankingOf(
  candidates: readonly Candidate[],
  neighbours: Neighbours,
  target: AssetId,
  first: number,
): Ranked[] {
  const degraded = degradedOf(candidates, target);
  const scored = scoredOf(candidates, neighbours, target, degraded);
  const measured = candidates.filter(({ signal }) => signal).length;
  return greedy(scored, degraded.size * 2 > measured ? null : degraded, first);
}

/** Asset -> strength of those that are degraded; the target is, or nobody would ask. */
export const degradedOf = (candidates: readonly Candidate[], target: AssetId): Map<AssetId, number> =>
  new Map(
    candidates
      .filter(({ asset, anomaly }) => anomaly >= DEGRADED_FROM || asset === target)
      .map(({ asset, strength }) => [asset, strength]),
  );

/** Takes the best, covers what it covers, and again. */
function greedy(scored: readonly Scored[], degraded: ReadonlyMap<AssetId, number> | null, first: number): Ranked[] {
  const ranked: Ranked[] = [];
  const taken = new Set<AssetId>();
  for (let left = scored; ranked.length < first; ) {
    const now = degraded
      ? left.map((each) => ({ ...each, score: withCoverage(each.score, coverageOf(each.covers, degraded, taken)) }))
      : left;
    const best = Math.max(0, ...now.map(({ score }) => score.value));
    if (best < SCORE_FLOOR) break;
    const tied = now.filter(({ score }) => best - score.value < SAME).sort(byDepth);
    const rank = ranked.length + 1;
    ranked.push(...tied.map((each) => ({ ...each, rank })));
    for (const { covers } of tied) for (const asset of covers) taken.add(asset);
    left = left.filter((each) => !tied.some(({ candidate }) => candidate === each.candidate));
  }
  return ranked.slice(0, first);
}

/** Scores nearer than this differ by rounding alone. */
const SAME = 1e-9;

const byDepth = (a: Scored, b: Scored): number =>
  a.candidate.depth - b.candidate.depth || byText(a.candidate.asset, b.candidate.asset);

function scoredOf(
  candidates: readonly Candidate[],
  neighbours: Neighbours,
  target: AssetId,
  degraded: ReadonlyMap<AssetId, number>,
): Scored[] {
  const known = new Map(candidates.filter(isKnown).map((candidate) => [candidate.asset, candidate]));
  // The target is degraded, whatever its strength, or nobody would ask: it narrows no path.
  const paths = widestPaths(target, neighbours, (asset) =>
    asset === target ? null : known.get(asset)?.signal ? (known.get(asset)?.strength ?? null) : null,
  );
  const cycles = cyclesOf([target, ...known.keys()], neighbours);
  return [...known.values()].flatMap((candidate) => {
    const path = paths.get(candidate.asset);
    if (!path || scoreOf(candidate, [], path.width).value < SCORE_FLOOR) return [];
    const parents = parentsOf(candidate.asset, known, neighbours, cycles);
    if (candidate.asset === target && !isBlamable(candidate, parents)) return [];
    const score = scoreOf(candidate, parents, path.width);
    return score.value < SCORE_FLOOR
      ? []
      : [{ candidate, parents, path, score, covers: coveredBy(candidate, neighbours, degraded) }];
  });
}

function coveredBy({ asset }: Candidate, neighbours: Neighbours, degraded: ReadonlyMap<AssetId, number>): Set<AssetId> {
  const downstream = reachedFrom(asset, neighbours.children);
  return new Set([...downstream].filter((each) => degraded.has(each)));
}

const isKnown = ({ signal, change }: Candidate): boolean => signal !== null || change > 0;

/** That the target is degraded is the question. It is the answer only when it changed, or its inputs are known. */
const isBlamable = ({ change }: Candidate, parents: readonly Candidate[]): boolean => change > 0 || parents.length > 0;

/**
 * The nearest assets upstream of which something is known; the others are looked through. What lies on one cycle with
 * the asset explains nothing: nobody can say which of them began.
 */
function parentsOf(
  asset: AssetId,
  known: ReadonlyMap<AssetId, Candidate>,
  neighbours: Neighbours,
  cycles: ReadonlyMap<AssetId, AssetId>,
): Candidate[] {
  const reached = reachedFrom(asset, neighbours.parents, (each) => !known.has(each));
  return [...reached].flatMap((each) => (cycles.get(each) === cycles.get(asset) ? [] : (known.get(each) ?? [])));
}
