import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText } from '../../domain/edge.ts';
import { KNOWN_THEN, walkedTypes } from './edges.ts';
import { notRetracted } from './retractions.ts';
import type { Session } from './session.ts';

/** Ids that begin with a text, after one of them, in order. */
export async function assetsFrom(
  session: Session,
  prefix: string,
  after: AssetId | null,
  most: number,
): Promise<AssetId[]> {
  const rows = await session.read<{ id: AssetId }>(
    `MATCH (asset:Asset) WHERE $after < asset.id < $before
     WITH asset.id AS id ORDER BY id LIMIT $most RETURN id`,
    { after: after ?? prefix, before: `${prefix}\u{10ffff}`, most },
  );
  return rows.map(({ id }) => id);
}

export async function feedersOf(
  session: Session,
  ids: readonly AssetId[],
  asOf: Instant,
  knownAt: Instant | null,
): Promise<Map<AssetId, AssetId[]>> {
  const ever = knownAt !== null;
  const rows = await session.read<{ id: AssetId; feeders: AssetId[] }>(
    `UNWIND $ids AS id MATCH (:Asset {id: id})<-[feeds:${walkedTypes(false, ever)}]-(from)
     WHERE feeds.validFrom <= $asOf AND $asOf < feeds.validTo AND ${notRetracted(ever)}
       ${ever ? `AND ${KNOWN_THEN}` : ''}
     RETURN id, collect(DISTINCT from.id) AS feeders`,
    { ids: [...new Set(ids)], asOf, knownAt },
  );
  return new Map(rows.map(({ id, feeders }) => [id, feeders.sort(compareText)]));
}
