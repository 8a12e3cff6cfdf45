import { sql, type Transaction } from 'kysely';
import { inParts } from '../../../platform/in-parts.ts';
import type { IncidentChange, RecordedChange } from '../domain/incident-change.ts';
import type { IncidentRecord } from '../ports/incident-record.ts';
import type { Database } from './sql-database.ts';
import type { Tables } from './sql-schema.ts';

/** The record as an append-only table. */
export const incidentRecordIn = ({ tables, dialect, answering }: Database): IncidentRecord => ({
  changesAfter: (sequence, first) =>
    answering(async () => (await after(tables, sequence, first).execute()).map(recordedOf)),
  end: () =>
    answering(async () => {
      const { end } = await tables
        .selectFrom('incident_change')
        .select(({ fn }) => fn.max('sequence').as('end'))
        .executeTakeFirstOrThrow();
      return end ?? 0;
    }),
  changesOf: (incident, sequence, first) =>
    answering(async () =>
      (await after(tables, sequence, first).where('incident', '=', incident).execute()).map(recordedOf),
    ),
  countsOf: (incidents) =>
    answering(async () => {
      const rows = await tables
        .selectFrom('incident_change')
        .select(({ fn }) => ['incident', fn.countAll<number>().as('count')])
        .where('incident', 'in', dialect.among(incidents))
        .groupBy('incident')
        .execute();
      return new Map(rows.map(({ incident, count }) => [incident, count]));
    }),
});

const after = (tables: Database['tables'], sequence: number, first: number) =>
  tables
    .selectFrom('incident_change')
    .select(['sequence', 'body'])
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(first);

const recordedOf = ({ sequence, body }: { sequence: number; body: string }): RecordedChange => ({
  ...(JSON.parse(body) as IncidentChange),
  sequence,
});

/**
 * Appends to the record, as the last thing in a transaction: the row with its end stays locked until the commit, so that
 * sequences become visible in their order, and whoever follows them misses none.
 */
export async function append(database: Transaction<Tables>, changes: readonly IncidentChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { sequence: end } = await database
    .updateTable('record_end')
    .set(({ ref }) => ({ sequence: sql<number>`${ref('sequence')} + ${sql.lit(changes.length)}` }))
    .returning('sequence')
    .executeTakeFirstOrThrow();
  const begin = end - changes.length + 1;
  const rows = changes.map((change, index) => ({
    sequence: begin + index,
    id: change.id,
    incident: change.incident,
    body: JSON.stringify(change),
  }));
  for await (const part of inParts(rows))
    await database
      .insertInto('incident_change')
      .values(part)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
}
