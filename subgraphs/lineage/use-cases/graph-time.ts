import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { LineageContext } from '../context.ts';

/** Arguments that say which graph is meant: as it stood, and as it was known; both now when left out. */
export interface GraphTimeArguments {
  asOf?: Instant | null;
  knownAt?: Instant | null;
}

/** A graph as it stood at `asOf`, as it was known at `knownAt`, now when null. */
export interface GraphTime {
  asOf: Instant;
  knownAt: Instant | null;
}

export const readGraphTime = ({ now }: LineageContext, { asOf, knownAt }: GraphTimeArguments): GraphTime => ({
  asOf: asOf ?? now,
  knownAt: knownAt ?? null,
});

/** The asset that an id stands for by symlinks, as it was known. */
export const identityAt = (
  { loaders }: Pick<LineageContext, 'loaders'>,
  id: AssetId,
  knownAt: Instant | null = null,
): Promise<AssetId> => loaders.identity.load({ id, knownAt });
