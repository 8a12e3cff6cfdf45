import { sql } from 'kysely';
import type { StaticStatement } from '../../domain/statement.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import type { EdgeSet, EdgeSets } from './edge-sets.ts';
import { timelineNumber } from './graph.ts';
import type { PartChange } from './part-change.ts';
import { type Database, rows } from './rows.ts';

/** What static events change in the timelines of their assets: events of one asset and time are joined. */
export async function staticChanges(
  database: Database,
  events: readonly StaticStatement[],
  numbers: AssetNumbers,
  sets: EdgeSets,
): Promise<PartChange[]> {
  if (events.length === 0) return [];
  const grouped = Map.groupBy(events, ({ subject, time }) => `${numbers.nodeOf(subject)} ${time}`);
  const places = [...grouped.values()].map(([first]) => {
    const { subject, time } = first as StaticStatement;
    return { timeline: timelineNumber(numbers.nodeOf(subject), 'static'), time };
  });
  const known = await knownSets(database, places, sets);
  return [...grouped.values()].map((group, index) => {
    const { timeline, time } = places[index] as (typeof places)[number];
    const was = known.get(`${timeline} ${time}`);
    const set = sets.of([...(was?.edges ?? []), ...group.flatMap(({ edges }) => edges)]);
    return { timeline, source: '', was: was ? { time, set: was } : null, is: { time, set } };
  });
}

async function knownSets(
  database: Database,
  places: readonly { timeline: number; time: number }[],
  sets: EdgeSets,
): Promise<Map<string, EdgeSet>> {
  const found = await sql<{ timeline: number; time: number; edge_set: string }>`
    select parts.timeline, parts.time, parts.edge_set
    from ${rows(places.map(({ timeline, time }) => [timeline, time]))} as asked
    join parts on parts.timeline = asked.value ->> 0 and parts.time = asked.value ->> 1 and parts.source = ''
  `.execute(database);
  await sets.load(
    database,
    found.rows.map(({ edge_set }) => edge_set),
  );
  return new Map(found.rows.map(({ timeline, time, edge_set }) => [`${timeline} ${time}`, sets.get(edge_set)]));
}
