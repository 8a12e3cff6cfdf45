import { type AssetId, type AssetKind, identityOf } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { type AnswerFilter, hasTags } from '../domain/answer-filter.ts';
import { latestOf } from '../domain/fact.ts';
import type { LineageStore } from '../ports/lineage-store.ts';
import { changesOf } from './changes.ts';
import type { GraphTime } from './graph-time.ts';

export type { TagFilter } from '../domain/answer-filter.ts';

/** Those of these assets that an answer is asked for, as they were at a time; null when it is asked for all. */
export async function matchingAssets(
  store: LineageStore,
  ids: readonly AssetId[],
  filter: AnswerFilter,
  time: GraphTime,
): Promise<ReadonlySet<AssetId> | null> {
  const { kinds, namespace, tags, changedSince } = filter;
  const asked: ((ids: AssetId[]) => AssetId[] | Promise<AssetId[]>)[] = [];
  if (kinds) asked.push((left) => left.filter((id) => kinds.includes(identityOf(id).kind as AssetKind)));
  if (namespace != null) asked.push((left) => left.filter((id) => identityOf(id).namespace === namespace));
  if (tags?.length) asked.push((left) => taggedOf(store, left, tags, time));
  if (changedSince != null) asked.push((left) => changedOf(store, left, changedSince, time));
  if (asked.length === 0) return null;
  let left = [...ids];
  for (const only of asked) left = await only(left);
  return new Set(left);
}

async function taggedOf(
  store: LineageStore,
  ids: AssetId[],
  tags: NonNullable<AnswerFilter['tags']>,
  time: GraphTime,
): Promise<AssetId[]> {
  const facts = await store.latestFacts(ids, { ...time, kinds: ['tags', 'removed'] });
  return ids.filter((id) => hasTags(latestOf(facts.get(id) ?? [], 'tags')?.tags ?? {}, tags));
}

async function changedOf(
  store: LineageStore,
  ids: AssetId[],
  since: Instant,
  { asOf, knownAt }: GraphTime,
): Promise<AssetId[]> {
  const changes = await changesOf(store, ids, since, asOf + 1, knownAt);
  const changed = new Set(changes.map(({ asset }) => asset));
  return ids.filter((id) => changed.has(id));
}
