import { TypedFastBitSet } from 'typedfastbitset';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import { componentsOf } from './cycles.ts';

type Next = (asset: AssetId) => readonly AssetId[];

/**
 * For every asset the marked ones at it or beyond it by `next`, as bits of their places among the marked; `through` says
 * beyond which assets to look. Cycles share one set, and each set is the union of the next ones: a few operations on words
 * for each edge, where a walk from each asset would cost their product.
 */
export function reachOf(
  assets: readonly AssetId[],
  marked: readonly AssetId[],
  next: Next,
  through: (asset: AssetId) => boolean = () => true,
): (asset: AssetId) => TypedFastBitSet {
  const place = new Map(marked.map((asset, index) => [asset, index]));
  const beyond = (asset: AssetId) => (through(asset) ? next(asset) : []);
  const reached = new Map<AssetId, TypedFastBitSet>();
  // A component comes after all that it leads to, so that their sets are whole.
  for (const members of componentsOf(assets, beyond)) {
    const bits = bitsFor(marked.length);
    for (const member of members) {
      const own = place.get(member);
      if (own !== undefined) bits.add(own);
      for (const each of beyond(member)) bits.union(reached.get(each) ?? NONE);
    }
    for (const member of members) reached.set(member, bits);
  }
  return (asset) => reached.get(asset) ?? NONE;
}

/**
 * An empty set with room for so many places. All that are united must have the same room: a smaller one would grow to twice
 * that of the other, and a chain of unions without bound.
 */
export function bitsFor(places: number): TypedFastBitSet {
  const bits = new TypedFastBitSet();
  bits.resize(places);
  return bits;
}

const NONE = new TypedFastBitSet();
