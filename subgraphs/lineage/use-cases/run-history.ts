import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { LineageContext } from '../context.ts';
import { compareText } from '../domain/edge.ts';
import { placeOf, type RunRecord } from '../domain/run.ts';
import { foreignCursor, readFirst } from './bounds.ts';

/** A page of the runs of a job, newest first, then by id. @throws BadUserInput */
export async function runHistory(
  { store }: LineageContext,
  job: AssetId,
  { first, after }: { first: number; after?: string | null },
) {
  const most = readFirst(first);
  const place = after ? readPlace(after) : null;
  const before = place ? place.time + 1 : Number.MAX_SAFE_INTEGER;
  const comesAfter = (run: RunRecord): boolean =>
    !place || placeOf(run) < place.time || (placeOf(run) === place.time && compareText(run.runId, place.runId) > 0);
  // Runs that share the cursor's instant come again: more are asked for until enough lie behind it.
  let runs: RunRecord[] = [];
  for (let asked = most + 2; ; asked *= 2) {
    const found = (await store.runsOf([job], 0, before, asked)).get(job) ?? [];
    runs = found.filter(comesAfter);
    if (runs.length > most || found.length < asked) break;
  }
  const edges = runs.slice(0, most).map((run) => ({ node: run, cursor: cursorOf([placeOf(run), run.runId]) }));
  return {
    pageInfo: { hasNextPage: runs.length > most, endCursor: edges.at(-1)?.cursor ?? null },
    edges,
  };
}

function readPlace(cursor: string): { time: number; runId: string } {
  const [time, runId] = parseCursor(cursor, 2) ?? [];
  if (typeof time !== 'number' || typeof runId !== 'string') throw foreignCursor();
  return { time, runId };
}
