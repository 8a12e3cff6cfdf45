import { sql } from 'kysely';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Resolve } from '../../domain/identity.ts';
import type { EdgeSets } from './edge-sets.ts';
import type { PartChange, PlacedSet } from './part-change.ts';
import { type Database, places, rows } from './rows.ts';
import type { SpanChanges } from './span-changes.ts';
import { WorkingTimeline } from './working-timeline.ts';

/** Tells `spans` what becomes of the edges by what a batch changes in timelines; answers what of it is to be saved. */
export async function reviseTimelines(
  database: Database,
  changes: readonly PartChange[],
  sets: EdgeSets,
  spans: SpanChanges,
  resolve: Resolve | null,
): Promise<PartChange[]> {
  const real = changes.filter(({ was, is }) => !samePlace(was, is));
  if (real.length === 0) return real;
  const timelines = await loadAround(database, real, sets, resolve);
  for (const { timeline, source, was, is } of real) {
    const working = timelines.get(timeline) as WorkingTimeline;
    for (const time of new Set([was?.time, is?.time].filter((time) => time !== undefined))) {
      const change = working.replace(time, source, is?.time === time ? is.set : null);
      if (change) spans.revise(timeline, change);
    }
  }
  return real;
}

const samePlace = (a: PlacedSet | null, b: PlacedSet | null): boolean =>
  a?.time === b?.time && a?.set.digest === b?.set.digest;

/** Of each timeline the points at the changed times and next to them: whatever the batch does, no others are needed. */
async function loadAround(
  database: Database,
  changes: readonly PartChange[],
  sets: EdgeSets,
  resolve: Resolve | null,
): Promise<Map<number, WorkingTimeline>> {
  const asked = changes.flatMap(({ timeline, was, is }) =>
    [was, is].filter((place) => place !== null).map(({ time }) => [timeline, time]),
  );
  const found = await sql<{ timeline: number; time: Instant; source: string; edge_set: string }>`
    with asked (timeline, time) as (select ${places(2)} from ${rows(asked)})
    select distinct parts.timeline, parts.time, parts.source, parts.edge_set
    from asked join parts on parts.timeline = asked.timeline and parts.time in (
      asked.time,
      (select max(time) from parts as earlier where earlier.timeline = asked.timeline and earlier.time < asked.time),
      (select min(time) from parts as later where later.timeline = asked.timeline and later.time > asked.time)
    )
  `.execute(database);
  await sets.load(
    database,
    found.rows.map(({ edge_set }) => edge_set),
  );
  const timelines = new Map(asked.map(([timeline]) => [timeline as number, new WorkingTimeline(resolve)]));
  for (const { timeline, time, source, edge_set } of found.rows)
    timelines.get(timeline)?.place(time, source, sets.get(edge_set));
  return timelines;
}

export async function savePlaces(database: Database, changes: readonly PartChange[]): Promise<void> {
  const gone = changes.flatMap(({ timeline, source, was, is }) =>
    was && was.time !== is?.time ? [[timeline, was.time, source]] : [],
  );
  const placed = changes.flatMap(({ timeline, source, is }) =>
    is ? [[timeline, is.time, source, is.set.digest]] : [],
  );
  if (gone.length > 0)
    await sql`
      delete from parts where (timeline, time, source) in (select ${places(3)} from ${rows(gone)})
    `.execute(database);
  if (placed.length > 0)
    await sql`
      insert or replace into parts (timeline, time, source, edge_set) select ${places(4)} from ${rows(placed)}
    `.execute(database);
}
