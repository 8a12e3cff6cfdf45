import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import type { AnswerFilter } from '../domain/answer-filter.ts';
import {
  comparePlaces,
  folded,
  indexedPhrases,
  matchOf,
  type PlaceAmongMatches,
  type SearchMatch,
} from '../domain/search.ts';
import { matchingAssets } from './answer-filter.ts';
import { foreignCursor } from './bounds.ts';

/** Most that is looked at of what one index finds. */
const CANDIDATES = 1_000;
const LONGEST_QUERY = 200;

interface SearchArguments extends Pick<AnswerFilter, 'kinds' | 'namespace' | 'tags' | 'changedSince'> {
  query: string;
  first: number;
  after?: string | null;
}

/** A page of the assets whose name or title matches. @throws BadUserInput */
export async function searchAssets(
  { store, now }: LineageContext,
  { query, first, after, ...filter }: SearchArguments,
) {
  const text = folded(query.trim());
  if (text === '' || query.length > LONGEST_QUERY)
    throw new BadUserInput(
      `query has ${query.trim().length} characters; expected 1 to ${LONGEST_QUERY} of a name or title`,
      'query',
    );
  const [most, place] = [pageSize(first), after ? readPlace(after) : null];
  const phrases = indexedPhrases(text);
  const { assets, complete } = await store.searchCandidates({
    ...{ text, phrases, kinds: filter.kinds ?? null, limit: CANDIDATES },
  });
  const matches = assets.map((asset) => matchOf(text, asset)).filter((match) => match !== null);
  const best = await ofAssets(
    store,
    matches.sort((a, b) => comparePlaces(a.place, b.place)),
  );
  const found = [...best.keys()];
  const matching = await matchingAssets(store, found, filter, { asOf: now, knownAt: null });
  const all = [...best].filter(([id]) => !matching || matching.has(id));
  const rest = place ? all.filter(([, match]) => comparePlaces(match.place, place) > 0) : all;
  const edges = rest
    .slice(0, most)
    .map(([id, { rank, place }]) => ({ match: rank, node: { id }, cursor: cursorOf(place) }));
  return {
    completeness: complete ? ('COMPLETE' as const) : ('TRUNCATED' as const),
    totalCount: complete ? all.length : null,
    pageInfo: { hasNextPage: rest.length > most, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
  };
}

/** The best match of each asset, other names of one asset being the same one. */
async function ofAssets(
  store: LineageContext['store'],
  matches: readonly SearchMatch[],
): Promise<Map<AssetId, SearchMatch>> {
  const identities = await store.identities(matches.map(({ id }) => id));
  const best = new Map<AssetId, SearchMatch>();
  for (const match of matches) {
    const id = identities.get(match.id) ?? match.id;
    if (!best.has(id)) best.set(id, match);
  }
  return best;
}

function readPlace(cursor: string): PlaceAmongMatches {
  const [rank, errors, name, id] = parseCursor(cursor, 4) ?? [];
  if (typeof rank !== 'number' || typeof errors !== 'number' || typeof name !== 'string' || typeof id !== 'string')
    throw foreignCursor();
  return [rank, errors, name, id];
}
