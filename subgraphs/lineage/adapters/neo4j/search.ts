import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import { folded } from '../../domain/search.ts';
import type { SearchCandidates, SearchedNames } from '../../ports/lineage-store.ts';
import type { Query, Session } from './session.ts';

/** Assets whose names are kept in one transaction. */
const CHUNK = 2_000;

/** Longest a search may take in the database, in milliseconds. */
const LONGEST_SEARCH = 5_000;

/** The name of an asset as search compares it. */
export const foldedNameOf = (id: AssetId): string => folded(identityOf(id).name);

/** Keeps the names and titles of assets as search compares them; a title that is null leaves the one before. */
export async function writeNames(
  query: Query,
  assets: readonly { id: AssetId; title?: string | null }[],
): Promise<void> {
  if (assets.length === 0) return;
  await query(
    `UNWIND $rows AS row MATCH (asset:Asset {id: row.id})
     SET asset.foldedName = row.name, asset.foldedTitle = coalesce(row.title, asset.foldedTitle)`,
    {
      rows: assets.map(({ id, title }) => ({
        id,
        name: foldedNameOf(id),
        title: title == null ? null : folded(title),
      })),
    },
  );
}

/** Names of assets that were kept before there was search. */
export async function nameUnnamed(session: Session): Promise<void> {
  for (let named = CHUNK; named === CHUNK; )
    named = await session.write(async (query) => {
      const assets = await query<{ id: AssetId; title: string | null }>(
        'MATCH (asset:Asset) WHERE asset.foldedName IS NULL RETURN asset.id AS id, asset.title AS title LIMIT $most',
        { most: CHUNK },
      );
      await writeNames(query, assets);
      return assets.length;
    });
}

/** One index a branch: prefixes come off in order, sequences within from the text indexes. */
export function searchQuery(
  kind: 'prefix' | 'within',
  property: 'foldedName' | 'foldedTitle',
  ofKinds: boolean,
): string {
  const [operator, order] =
    kind === 'prefix' ? ['STARTS WITH', `ORDER BY asset.${property}, asset.id`] : ['CONTAINS', ''];
  return `MATCH (asset:Asset) WHERE asset.${property} ${operator} $text ${ofKinds ? 'AND asset.kind IN $kinds' : ''}
    WITH asset ${order} LIMIT $most RETURN asset.id AS id, asset.title AS title`;
}

export async function searchCandidates(
  session: Session,
  { text, phrases, kinds, limit }: SearchedNames,
): Promise<SearchCandidates> {
  const asked = (['foldedName', 'foldedTitle'] as const).flatMap((property) => [
    { cypher: searchQuery('prefix', property, kinds !== null), text },
    ...phrases.map((phrase) => ({ cypher: searchQuery('within', property, kinds !== null), text: phrase })),
  ]);
  const answers = await Promise.all(
    asked.map(({ cypher, text }) =>
      session.read<{ id: AssetId; title: string | null }>(cypher, { text, kinds, most: limit + 1 }, LONGEST_SEARCH),
    ),
  );
  const found = answers.flatMap((rows) => rows.slice(0, limit));
  const assets = new Map(found.map(({ id, title }) => [id, { id, name: identityOf(id).name, title }]));
  return { assets: [...assets.values()], complete: answers.every((rows) => rows.length <= limit) };
}
