import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { compareText } from './edge.ts';
import type { FoundAsset } from './walk.ts';

/** An asset upstream of all that were asked about. */
export interface CommonAncestor {
  id: AssetId;
  /** Least number of edges down to each asset asked about, in the order asked. */
  distances: number[];
}

/** Where an ancestor stands among others: nearest to the farthest of its descendants, then to all, then by id. */
export type PlaceAmongAncestors = readonly [greatest: number, sum: number, id: string];

export const placeOfAncestor = ({ id, distances }: CommonAncestor): PlaceAmongAncestors => [
  Math.max(...distances),
  distances.reduce((sum, distance) => sum + distance, 0),
  id,
];

export const comparePlaces = (a: PlaceAmongAncestors, b: PlaceAmongAncestors): number =>
  a[0] - b[0] || a[1] - b[1] || compareText(a[2], b[2]);

/** What several upstream walks all found, in the order of the places. An asset is not upstream of itself. */
export function commonAncestors(walks: readonly (readonly FoundAsset[])[]): CommonAncestor[] {
  const [first = [], ...rest] = walks.map((found) => new Map(found.map(({ id, depth }) => [id, depth])));
  const common: CommonAncestor[] = [];
  for (const [id, depth] of first) {
    const others = rest.map((distances) => distances.get(id));
    if (others.every((distance) => distance !== undefined)) common.push({ id, distances: [depth, ...others] });
  }
  return common
    .map((ancestor) => ({ ancestor, place: placeOfAncestor(ancestor) }))
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ ancestor }) => ancestor);
}
