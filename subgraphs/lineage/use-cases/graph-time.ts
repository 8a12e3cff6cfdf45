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

/** The assets that ids stand for by symlinks, each once, as it was known. */
export const identitiesAt = async (
  context: Pick<LineageContext, 'loaders'>,
  ids: readonly AssetId[],
  knownAt: Instant | null = null,
): Promise<AssetId[]> => [...new Set(await Promise.all(ids.map((id) => identityAt(context, id, knownAt))))];

/** The asset that an id stands for by symlinks, as it was known. */
export const identityAt = (
  { loaders }: Pick<LineageContext, 'loaders'>,
  id: AssetId,
  knownAt: Instant | null = null,
): Promise<AssetId> => loaders.identity.load({ id, knownAt });
