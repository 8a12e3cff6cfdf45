import { pageSize } from '../../../platform/page-size.ts';
import { type AssetId, identityOf } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import type { AnswerFilter } from '../domain/answer-filter.ts';
import { latestOf } from '../domain/fact.ts';
import type { Completeness } from '../domain/walk.ts';
import type { LineageStore } from '../ports/lineage-store.ts';
import { matchingAssets } from './answer-filter.ts';
import { foreignCursor, WALK_PATIENCE } from './bounds.ts';
import type { GraphTime } from './graph-time.ts';

/** Assets looked at together. */
const CHUNK = 500;

interface GapsArguments extends Pick<AnswerFilter, 'namespace' | 'tags'> {
  gaps?: readonly CoverageGapKind[] | null;
  asOf?: Instant | null;
  first: number;
  after?: string | null;
}

type LacksIt = (store: LineageStore, ids: readonly AssetId[], asOf: Instant) => Promise<(id: AssetId) => boolean>;

/** Each gap, in the order of the answer: in which assets it is looked for, and which of them have it. */
const GAPS = {
  MODEL_VERSION_WITHOUT_TRAINING_DATA: ['model-version/', withoutTrainingData],
  DEPLOYMENT_WITHOUT_MODEL_VERSION: ['deployment/', withoutModelVersion],
  DATASET_WITHOUT_OWNER: ['dataset/', withoutOwner],
  JOB_WITHOUT_RUNS: ['job/', withoutRuns],
} as const satisfies Record<string, readonly [prefix: string, lacks: LacksIt]>;

export type CoverageGapKind = keyof typeof GAPS;

const KINDS = Object.keys(GAPS) as CoverageGapKind[];

/** A page of what lineage does not tell of assets it knows, by kind of gap, then by id. @throws BadUserInput */
export async function coverageGaps({ store, now, clock }: LineageContext, asked: GapsArguments) {
  const most = pageSize(asked.first);
  const place = asked.after ? readPlace(asked.after) : null;
  const kinds = KINDS.filter((gap) => asked.gaps?.includes(gap) ?? true);
  const time: GraphTime = { asOf: asked.asOf ?? now, knownAt: null };
  const deadline = clock() + WALK_PATIENCE;
  const found: { gap: CoverageGapKind; node: { id: AssetId }; cursor: string }[] = [];
  let completeness: Completeness = 'COMPLETE';
  let endCursor: string | null = null;
  scan: for (const gap of kinds.filter((each) => !place || KINDS.indexOf(each) >= KINDS.indexOf(place.gap))) {
    const [prefix, lacks] = GAPS[gap];
    const within = asked.namespace == null ? prefix : `${prefix}${encodeURIComponent(asked.namespace)}/`;
    let last = place?.gap === gap ? place.id : null;
    for (;;) {
      const ids = await store.assetsFrom(within, last, CHUNK);
      const assets = await standingForThemselves(store, ids);
      const matching = await matchingAssets(store, assets, { tags: asked.tags }, time);
      const has = await lacks(store, matching ? [...matching] : assets, time.asOf);
      for (const id of ids.filter(has)) found.push({ gap, node: { id }, cursor: cursorOf([gap, id]) });
      last = ids.at(-1) ?? last;
      if (found.length > most) break scan;
      if (ids.length < CHUNK) break;
      if (clock() > deadline) {
        // What was gone through in vain need not be gone through again.
        completeness = 'TIMED_OUT';
        endCursor = cursorOf([gap, last as AssetId]);
        break scan;
      }
    }
  }
  const edges = found.slice(0, most);
  const more = found.length > most || completeness === 'TIMED_OUT';
  if (found.length > most || completeness === 'COMPLETE') endCursor = edges.at(-1)?.cursor ?? null;
  return {
    completeness,
    totalCount: more || place ? null : found.length,
    pageInfo: { hasNextPage: more, endCursor },
    edges,
  };
}

/** Other names of an asset are no assets of their own. */
async function standingForThemselves(store: LineageStore, ids: readonly AssetId[]): Promise<AssetId[]> {
  const identities = await store.identities(ids);
  return ids.filter((id) => !identities.has(id));
}

const isOf = (kind: string) => (id: AssetId) => identityOf(id).kind === kind;

const among = (ids: Iterable<AssetId>) => {
  const set = new Set(ids);
  return (id: AssetId): boolean => set.has(id);
};

/** Neither the model version itself nor a job that made it reads a dataset. */
async function withoutTrainingData(store: LineageStore, ids: readonly AssetId[], asOf: Instant) {
  const makers = await store.feeders(ids, asOf);
  const inputs = await store.feeders([...new Set([...makers.values()].flat())], asOf);
  const dataset = isOf('DATASET');
  const trained = (id: AssetId) =>
    (makers.get(id) ?? []).some((maker) => dataset(maker) || (inputs.get(maker) ?? []).some(dataset));
  return among(ids.filter((id) => !trained(id)));
}

async function withoutModelVersion(store: LineageStore, ids: readonly AssetId[], asOf: Instant) {
  const feeders = await store.feeders(ids, asOf);
  return among(ids.filter((id) => !feeders.get(id)?.some(isOf('MODEL_VERSION'))));
}

async function withoutOwner(store: LineageStore, ids: readonly AssetId[], asOf: Instant) {
  const owned = await store.latestFacts(ids, { asOf, kinds: ['owner', 'removed'] });
  const hasOwner = (id: AssetId) => latestOf(owned.get(id) ?? [], 'owner')?.owners.length;
  return among(ids.filter((id) => !hasOwner(id)));
}

async function withoutRuns(store: LineageStore, ids: readonly AssetId[], asOf: Instant) {
  const runs = await store.runsOf(ids, 0, asOf + 1, 1);
  return among(ids.filter((id) => !runs.has(id)));
}

function readPlace(cursor: string): { gap: CoverageGapKind; id: AssetId } {
  const [gap, id] = parseCursor(cursor, 2) ?? [];
  if (!KINDS.includes(gap as CoverageGapKind) || typeof id !== 'string') throw foreignCursor();
  return { gap: gap as CoverageGapKind, id: id as AssetId };
}
