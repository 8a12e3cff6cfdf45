import { sql } from 'kysely';
import type { TimedFacet } from '../../domain/run.ts';
import type { RunStatement } from '../../domain/statement.ts';
import { DIGEST_LENGTH, digestOf } from '../digest.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import { type Database, places, rows } from './rows.ts';

/** Keeps the facets of runs; a long one is kept once, however many runs repeat it. */
export async function writeRunFacets(
  database: Database,
  events: readonly Pick<RunStatement, 'runId' | 'job' | 'time' | 'facets'>[],
  numbers: AssetNumbers,
): Promise<void> {
  const long = new Map<string, string>();
  const said = events.flatMap(({ runId, job, time, facets = [] }) =>
    facets.map(({ name, value }) => {
      const text = JSON.stringify(value);
      const digest = text.length > DIGEST_LENGTH * 3 ? digestOf(text) : null;
      if (digest) long.set(digest, text);
      return [runId, numbers.nodeOf(job), name, time, digest ?? text];
    }),
  );
  if (said.length === 0) return;
  if (long.size > 0)
    await sql`
      insert or ignore into fact_values (digest, value) select ${places(2)} from ${rows([...long])}
    `.execute(database);
  await sql`
    insert or ignore into run_facets (run_id, job, name, time, value) select ${places(5)} from ${rows(said)}
  `.execute(database);
}

export async function readRunFacets(database: Database, runId: string, job: number): Promise<TimedFacet[]> {
  const { rows: found } = await sql<{ name: string; time: number; value: string }>`
    select name, time, coalesce(fact_values.value, run_facets.value) as value
    from run_facets left join fact_values on fact_values.digest = run_facets.value
    where run_id = ${runId} and job = ${job}
  `.execute(database);
  return found.map(({ name, time, value }) => ({ name, time, value: JSON.parse(value) }));
}
