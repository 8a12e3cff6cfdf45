import { readAssetId } from '../../../platform/asset-resolvers.ts';
import { BadUserInput } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Instant, isoOf, type Milliseconds } from '../../../vocabulary/duration.ts';

/** What one walk may cost. */
export const WALK_LIMIT = 5_000;
export const WALK_PATIENCE: Milliseconds = 2_000;

/** @throws BadUserInput naming the argument and its bounds. */
export function within(argument: string, value: number, least: number, most: number): number {
  if (value < least || value > most)
    throw new BadUserInput(`${argument} is ${value}; expected ${least} to ${most}`, argument);
  return value;
}

export const readDepth = (depth: number): number => within('depth', depth, 1, 100);

/** A range [from, to) that holds something. @throws BadUserInput */
export function readRange({ from, to }: { from: Instant; to: Instant }): { from: Instant; to: Instant } {
  if (to <= from) throw new BadUserInput(`to ${isoOf(to)} must come after from ${isoOf(from)}`, 'to');
  return { from, to };
}

/** Ids of a list argument. @throws BadUserInput naming the first that does not parse, or the bound on their number. */
export function readAssetIds(raw: readonly string[], argument: string): AssetId[] {
  if (raw.length > WALK_LIMIT)
    throw new BadUserInput(`${argument} names ${raw.length} assets; ask for at most ${WALK_LIMIT}`, argument);
  return raw.map((id, place) => readAssetId(id, `${argument}[${place}]`).id);
}

/** For an `after` that no page of the list gave. */
export const foreignCursor = (): BadUserInput =>
  new BadUserInput('`after` is not a cursor of this list; give an endCursor or cursor that it answered', 'after');
