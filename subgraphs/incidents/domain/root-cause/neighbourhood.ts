import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Candidate } from './candidates.ts';
import { cyclesOf } from './cycles.ts';
import { bitsFor, reachOf } from './reach.ts';
import { DEGRADED_FROM } from './target.ts';
import { TROUBLE_KINDS, type TroubleKind } from './trouble-kind.ts';
import type { Neighbours } from './upstream.ts';
import { type WidestPath, widestPaths } from './widest-path.ts';

/** What lies around the candidates. */
export interface Neighbourhood {
  /** The way down to the target; null when there is none. */
  pathOf(candidate: Candidate): WidestPath | null;
  /** The nearest assets upstream of which something is known. */
  parentsOf(candidate: Candidate): Candidate[];
}

type Kind = TroubleKind | null;

/**
 * Assets that would not tell of a kind of trouble, measured though they may be, are looked through: whoever measures only
 * how old a table is says nothing of what is in it. So paths and parents are found for each kind of trouble.
 */
export function neighbourhoodOf(
  known: ReadonlyMap<AssetId, Candidate>,
  assets: readonly AssetId[],
  neighbours: Neighbours,
  target: Candidate,
): Neighbourhood {
  const all = [...known.values()];
  const cycles = cyclesOf(assets, neighbours.children);
  const kindOf = (candidate: Candidate): Kind => kindShown(candidate) ?? kindShown(target);
  // The target is degraded, whatever its strength, or nobody would ask: it narrows no path.
  const waysOf = onceForEach((kind: Kind) =>
    widestPaths(target.asset, neighbours, (asset) => (asset === target.asset ? null : shown(known.get(asset), kind))),
  );
  const nearestOf = onceForEach((kind: Kind) => {
    const tells = (asset: AssetId) => shown(known.get(asset), kind) !== null;
    return reachOf(assets, [...known.keys()], (asset) =>
      tells(asset) ? neighbours.parts(asset).filter(tells) : neighbours.parents(asset),
    );
  });
  return {
    pathOf: (candidate) => waysOf(kindOf(candidate))(candidate.asset),
    parentsOf(candidate) {
      const nearest = nearestOf(kindOf(candidate));
      const places = bitsFor(all.length);
      for (const input of inputsOf(candidate.asset, neighbours)) places.union(nearest(input));
      // What lies on one cycle explains nothing of each other: nobody can say which of them began.
      const isApart = ({ asset }: Candidate) => cycles.get(asset) !== cycles.get(candidate.asset);
      return places
        .array()
        .flatMap((place) => all[place] ?? [])
        .filter(isApart);
    },
  };
}

/** What kind of trouble an asset has; null when that cannot be told, as of a change whose effect nobody measured. */
const kindShown = ({ signal, anomaly, change }: Candidate): Kind =>
  signal && (anomaly >= DEGRADED_FROM || change === 0) ? TROUBLE_KINDS[signal.category] : null;

/** How strongly an asset shows trouble of a kind, or any where the kind is not known; null when it would not tell. */
const shown = (candidate: Candidate | undefined, kind: Kind): number | null =>
  candidate?.signal && (kind === null || candidate.kinds.has(kind)) ? candidate.strength : null;

/** A model version is measured where it is served, so that what else feeds its deployments feeds what is measured of it. */
function inputsOf(asset: AssetId, { parents, children }: Neighbours): readonly AssetId[] {
  if (identityOf(asset).kind !== 'MODEL_VERSION') return parents(asset);
  const beside = children(asset)
    .filter((child) => identityOf(child).kind === 'DEPLOYMENT')
    .flatMap(parents)
    .filter((each) => each !== asset);
  return [...parents(asset), ...beside];
}

function onceForEach<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, { value: Value }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}
