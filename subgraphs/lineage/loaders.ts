import DataLoader from 'dataloader';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { Change } from './domain/changes/change.ts';
import { DESCRIBING } from './domain/fact.ts';
import type { RunDetail, RunRecord } from './domain/run.ts';
import type { Fact } from './domain/statement.ts';
import type { AssetRecord, LineageStore } from './ports/lineage-store.ts';
import { changesOf } from './use-cases/changes.ts';

export type LineageLoaders = ReturnType<typeof lineageLoaders>;

interface InRange {
  id: AssetId;
  from: Instant;
  to: Instant;
  knownAt: Instant | null;
}

/** One DataLoader for each batched question, for one request. */
export const lineageLoaders = (store: LineageStore) => ({
  /** The asset that an id stands for by symlinks, as it was known at a time, now when null. */
  identity: new DataLoader<{ id: AssetId; knownAt: Instant | null }, AssetId, string>(
    async (asked) => {
      const times = [...Map.groupBy(asked, ({ knownAt }) => knownAt)];
      const found = new Map(
        await Promise.all(
          times.map(async ([knownAt, each]) => {
            const ids = each.map(({ id }) => id);
            return [knownAt, await store.identities(ids, knownAt)] as const;
          }),
        ),
      );
      return asked.map(({ id, knownAt }) => found.get(knownAt)?.get(id) ?? id);
    },
    { cacheKeyFn: ({ id, knownAt }) => `${knownAt} ${id}` },
  ),
  asset: new DataLoader<AssetId, AssetRecord | null>(async (ids) => {
    const found = await store.assets(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
  /** What describes an asset, the latest of each kind. */
  latestFacts: new DataLoader<AssetId, Fact[]>(async (ids) => {
    const identities = await store.identities(ids);
    const assets = ids.map((id) => identities.get(id) ?? id);
    const found = await store.latestFacts([...new Set(assets)], { kinds: DESCRIBING });
    return assets.map((id) => found.get(id) ?? []);
  }),
  run: new DataLoader<string, RunRecord | null>(async (ids) => {
    const found = await store.runs(ids);
    return ids.map((id) => found.get(id) ?? null);
  }),
  runDetail: new DataLoader<string, RunDetail | null>((ids) => Promise.all(ids.map((id) => store.runDetail(id)))),
  /** The newest runs of a job, whenever they were. */
  newestRuns: new DataLoader<{ job: AssetId; first: number }, RunRecord[], string>(
    async (asked) => {
      const most = Math.max(...asked.map(({ first }) => first));
      const ids = asked.map(({ job }) => job);
      const identities = await store.identities(ids);
      const jobs = ids.map((id) => identities.get(id) ?? id);
      const found = await store.runsOf([...new Set(jobs)], 0, Number.MAX_SAFE_INTEGER, most);
      return asked.map(({ first }, place) => (found.get(jobs[place] as AssetId) ?? []).slice(0, first));
    },
    { cacheKeyFn: ({ job, first }) => `${first} ${job}` },
  ),
  changes: new DataLoader<InRange, Change[], string>(
    async (asked) => {
      const ranges = [...Map.groupBy(asked, rangeOf)];
      const found = await Promise.all(
        ranges.map(async ([range, [first, ...rest]]) => {
          const { from, to, knownAt } = first as InRange;
          const ids = [first as InRange, ...rest].map(({ id }) => id);
          const identities = await store.identities(ids, knownAt);
          const assets = ids.map((id) => identities.get(id) ?? id);
          const changes = await changesOf(store, [...new Set(assets)], from, to, knownAt);
          const byAsset = Map.groupBy(changes, ({ asset }) => asset);
          return [range, new Map(ids.map((id, place) => [id, byAsset.get(assets[place] as AssetId) ?? []]))] as const;
        }),
      );
      const byRange = new Map(found);
      return asked.map((one) => byRange.get(rangeOf(one))?.get(one.id) ?? []);
    },
    { cacheKeyFn: (one) => `${rangeOf(one)} ${one.id}` },
  ),
});

const rangeOf = ({ from, to, knownAt }: InRange): string => `${from} ${to} ${knownAt}`;
