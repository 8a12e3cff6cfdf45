import type { TypedFastBitSet } from 'typedfastbitset';
import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Candidate } from './candidates.ts';
import { cyclesOf } from './cycles.ts';
import { bitsFor, reachOf } from './reach.ts';
import type { Neighbours } from './upstream.ts';
import { type WidestPath, widestPaths } from './widest-path.ts';

/** What lies around the candidates. */
export interface Neighbourhood {
  /** The way down to the target; null when there is none. */
  pathOf(candidate: Candidate): WidestPath | null;
  /** The nearest assets upstream of which something is known. */
  parentsOf(candidate: Candidate): Candidate[];
  /** Of them those that feed a deployment through the version it serves alone: what that was trained on, or by. */
  trainedOnOf(candidate: Candidate): Candidate[];
  /** How much of what it feeds is degraded. */
  spreadOf(candidate: Candidate): Spread;
}

/** The nearest measured assets downstream of one: how many there are, and how many of these are degraded. */
export interface Spread {
  measured: number;
  degraded: number;
}

/**
 * A table stands for its measured fields: trouble of a field reaches whoever reads the table and is seen there, whatever is
 * measured of the table itself. Assets of which nothing is measured are looked through.
 */
export function neighbourhoodOf(
  known: ReadonlyMap<AssetId, Candidate>,
  assets: readonly AssetId[],
  neighbours: Neighbours,
  target: AssetId,
  isDegraded: (asset: AssetId) => boolean,
): Neighbourhood {
  const all = [...known.values()];
  const cycles = cyclesOf(assets, neighbours.children);
  const strengthOf = (asset: AssetId) => (known.get(asset)?.signal ? (known.get(asset)?.strength ?? null) : null);
  // The target is degraded, whatever its strength, or nobody would ask: it narrows no path.
  const pathOf = widestPaths(target, neighbours, (asset) => (asset === target ? null : strengthOf(asset)));
  const isMeasured = (asset: AssetId) => strengthOf(asset) !== null;
  const nearest = reachOf(assets, [...known.keys()], (asset) =>
    isMeasured(asset) ? neighbours.parts(asset).filter(isMeasured) : neighbours.parents(asset),
  );
  const measured = [...known.keys()].filter(isMeasured);
  const shownBy = reachOf(assets, measured, (asset) => (isMeasured(asset) ? [] : neighbours.children(asset)));
  const placesOf = (inputs: readonly AssetId[]) => {
    const places = bitsFor(all.length);
    for (const input of inputs) places.union(nearest(input));
    return places;
  };
  // On one cycle each lies upstream of the other: only what is farther and broke first explains.
  const explains = (parent: Candidate, candidate: Candidate) =>
    cycles.get(parent.asset) !== cycles.get(candidate.asset) ||
    (parent.depth > candidate.depth && brokeBefore(parent, candidate));
  const apartFrom = (candidate: Candidate, places: TypedFastBitSet) =>
    places
      .array()
      .flatMap((place) => all[place] ?? [])
      .filter((each) => explains(each, candidate));
  return {
    pathOf: ({ asset }) => pathOf(asset),
    parentsOf: (candidate) => apartFrom(candidate, placesOf(inputsOf(candidate.asset, neighbours))),
    trainedOnOf(candidate) {
      if (identityOf(candidate.asset).kind !== 'DEPLOYMENT') return [];
      const inputs = neighbours.parents(candidate.asset);
      const behind = placesOf(inputs.filter(isVersion).flatMap(neighbours.parents));
      return apartFrom(candidate, behind.difference(placesOf(inputs.filter((input) => !isVersion(input)))));
    },
    spreadOf({ asset }) {
      const places = bitsFor(measured.length);
      const wholes = neighbours.wholes(asset).filter((each) => each !== target);
      const fed = neighbours.children(asset).filter((each) => !wholes.includes(each));
      for (const child of [...fed, ...wholes.flatMap(neighbours.children)]) places.union(shownBy(child));
      const found = places.array().flatMap((place) => measured[place] ?? []);
      // On a cycle it lies downstream of itself.
      const others = found.filter((each) => each !== asset);
      return { measured: others.length, degraded: others.filter(isDegraded).length };
    },
  };
}

const brokeBefore = (one: Candidate, other: Candidate): boolean =>
  one.broke !== null && other.broke !== null && one.broke.to < other.broke.to;

const isVersion = (asset: AssetId): boolean => identityOf(asset).kind === 'MODEL_VERSION';

/** A model version is measured where it is served, so that what else feeds its deployments feeds what is measured of it. */
function inputsOf(asset: AssetId, { parents, children }: Neighbours): readonly AssetId[] {
  if (!isVersion(asset)) return parents(asset);
  const beside = children(asset)
    .filter((child) => identityOf(child).kind === 'DEPLOYMENT')
    .flatMap(parents)
    .filter((each) => each !== asset);
  return [...parents(asset), ...beside];
}
