import { type AssetId, datasetOfFeature } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { identitiesOf, type Resolve, resolving } from '../../domain/identity.ts';
import type { Symlink } from '../../domain/statement.ts';
import { OPEN } from './edges.ts';
import { shortKey } from './keys.ts';
import type { Query } from './session.ts';

/** Reads in or out of a transaction. */
type Read = <Row extends Record<string, unknown>>(
  query: string,
  parameters?: Record<string, unknown>,
) => Promise<Row[]>;

type Pair = { id: AssetId; asset: AssetId };

/** Which assets these ids stand for, as it was known at a time, now when null. */
export async function resolveFor(
  read: Read,
  ids: readonly AssetId[],
  knownAt: Instant | null = null,
): Promise<Resolve> {
  // The database keeps the count: without symlinks nothing is looked up.
  const [known] = await read<{ count: number }>('MATCH ()-[same:SAME_AS]->() RETURN count(same) AS count');
  if (!known?.count) return (id) => id;
  const asked = [...new Set(ids.map((id) => datasetOfFeature(id) ?? id))];
  const rows = await read<Pair>(
    `UNWIND $asked AS id MATCH (:Asset {id: id})-[same:SAME_AS]->(asset)
     WHERE ${standing(knownAt)}
     RETURN id, asset.id AS asset`,
    { asked, knownAt },
  );
  const identities = new Map(rows.map(({ id, asset }) => [id, asset]));
  return resolving((id) => identities.get(id));
}

/** Every id that stands for asset `id`, its own included, as `member`; as it was known at `$knownAt` where that is not null. */
export const members = (knownAt: Instant | null): string => `CALL (id) {
    RETURN id AS member
    UNION MATCH (:Asset {id: id})<-[same:SAME_AS]-(alias) WHERE ${standing(knownAt)} RETURN alias.id AS member
  }`;

const standing = (knownAt: Instant | null): string =>
  knownAt === null ? `same.supersededAt = ${OPEN}` : 'same.recordedAt <= $knownAt AND $knownAt < same.supersededAt';

/** An id that stands for another asset than before. */
export interface MovedId {
  id: AssetId;
  was: AssetId;
  is: AssetId;
}

/** Takes in symlinks between known assets; answers the ids that stand for another asset because of them. */
export async function addSymlinks(query: Query, symlinks: readonly Symlink[], recordedAt: Instant): Promise<MovedId[]> {
  if (symlinks.length === 0) return [];
  const said = new Map(symlinks.map((symlink) => [shortKey(symlink.asset, symlink.alias), symlink]));
  const known = await query<{ key: string }>('UNWIND $keys AS key MATCH (symlink:Symlink {key: key}) RETURN key', {
    keys: [...said.keys()],
  });
  for (const { key } of known) said.delete(key);
  if (said.size === 0) return [];
  const added = [...said].map(([key, { asset, alias }]) => ({ key, asset, alias }));
  const identities = identitiesOf([...added, ...(await joinedTo(query, added))]);
  await query('UNWIND $added AS row CREATE (symlink:Symlink) SET symlink = row', { added });
  const resolve = await resolveFor(query, [...identities.keys()]);
  const moved = [...identities].map(([id, is]) => ({ id, was: resolve(id), is })).filter(({ was, is }) => was !== is);
  await query(
    'UNWIND $rows AS row MATCH (:Asset {id: row.id})-[same:SAME_AS {supersededAt: $open}]->() SET same.supersededAt = $recordedAt',
    { rows: moved, recordedAt, open: OPEN },
  );
  await query(
    `UNWIND $rows AS row MATCH (alias:Asset {id: row.id}) MATCH (asset:Asset {id: row.is})
     CREATE (alias)-[:SAME_AS {recordedAt: $recordedAt, supersededAt: $open}]->(asset)`,
    { rows: moved, recordedAt, open: OPEN },
  );
  return moved;
}

/** The known symlinks that join to these, directly or by others. */
async function joinedTo(query: Query, symlinks: readonly Symlink[]): Promise<Symlink[]> {
  const found = new Map<string, Symlink>();
  const seen = new Set<AssetId>();
  let ids = symlinks.flatMap(({ asset, alias }) => [asset, alias]);
  while (ids.length > 0) {
    for (const id of ids) seen.add(id);
    const rows = await query<{ asset: AssetId; alias: AssetId }>(
      `UNWIND $ids AS id CALL (id) {
         MATCH (symlink:Symlink {asset: id}) RETURN symlink UNION MATCH (symlink:Symlink {alias: id}) RETURN symlink
       } RETURN symlink.asset AS asset, symlink.alias AS alias`,
      { ids: [...new Set(ids)] },
    );
    for (const { asset, alias } of rows) found.set(shortKey(asset, alias), { asset, alias });
    ids = rows.flatMap(({ asset, alias }) => [asset, alias]).filter((id) => !seen.has(id));
  }
  return [...found.values()];
}
