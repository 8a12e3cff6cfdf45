import { pageSize } from '../../../platform/page-size.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { compareText } from '../domain/edge.ts';
import { placeOf, type RunRecord } from '../domain/run.ts';
import { foreignCursor, readRange } from './bounds.ts';
import { identityAt } from './graph-time.ts';

/** Most runs gone through for one page: those in other states than asked for may be many. */
const MOST_LOOKED_AT = 5_000;

interface RunHistoryArguments {
  first: number;
  after?: string | null;
  from?: Instant | null;
  to?: Instant | null;
  states?: readonly RunRecord['state'][] | null;
}

interface Place {
  time: number;
  runId: string;
}

/** A page of the runs of a job, newest first, then by id. @throws BadUserInput */
export async function runHistory(
  context: LineageContext,
  id: AssetId,
  { first, after, from: since, to: until, states }: RunHistoryArguments,
) {
  const { store } = context;
  const job = await identityAt(context, id);
  const most = pageSize(first);
  const place = after ? readPlace(after) : null;
  const { from, to } = readRange({ from: since ?? 0, to: until ?? Number.MAX_SAFE_INTEGER });
  const before = place ? Math.min(to, place.time + 1) : to;
  const comesAfter = (run: RunRecord): boolean =>
    !place || placeOf(run) < place.time || (placeOf(run) === place.time && compareText(run.runId, place.runId) > 0);
  const isAsked = (run: RunRecord): boolean =>
    comesAfter(run) && placeOf(run) >= from && (states?.includes(run.state) ?? true);
  // What the page does not show comes again: more are asked for until enough lie behind the cursor.
  let seen: RunRecord[] = [];
  let all = false;
  for (let asked = most + 2; ; asked *= 2) {
    seen = (await store.runsOf([job], from, before, asked)).get(job) ?? [];
    all = seen.length < asked;
    const leadsOn = seen.length >= MOST_LOOKED_AT && seen.slice(-1).some(comesAfter);
    if (all || leadsOn || seen.filter(isAsked).length > most) break;
  }
  const runs = seen.filter(isAsked);
  const edges = runs.slice(0, most).map((run) => ({ node: run, cursor: cursorOfRun(run) }));
  const cutOff = !all && runs.length <= most;
  const hasNextPage = cutOff || runs.length > most;
  const last = seen.at(-1);
  return {
    completeness: cutOff ? ('TRUNCATED' as const) : ('COMPLETE' as const),
    totalCount: hasNextPage || place ? null : runs.length,
    pageInfo: { hasNextPage, endCursor: cutOff && last ? cursorOfRun(last) : (edges.at(-1)?.cursor ?? null) },
    edges,
  };
}

const cursorOfRun = (run: RunRecord): string => cursorOf([placeOf(run), run.runId]);

function readPlace(cursor: string): Place {
  const [time, runId] = parseCursor(cursor, 2) ?? [];
  if (typeof time !== 'number' || typeof runId !== 'string') throw foreignCursor();
  return { time, runId };
}
