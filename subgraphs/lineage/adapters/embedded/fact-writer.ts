import { sql } from 'kysely';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { Fact } from '../../domain/statement.ts';
import { Remembered } from '../remembered.ts';
import { writtenFact } from '../written-fact.ts';
import type { AssetNumbers } from './asset-numbers.ts';
import { type Database, places, rows } from './rows.ts';

/**
 * Writes facts. Producers say the same of an asset run after run, so what is known to be kept already, a subject or a
 * long value such as a schema, is not sent to the database again.
 */
export class FactWriter {
  private readonly subjects = new Remembered();
  private readonly values = new Remembered();
  private readonly numbers: AssetNumbers;

  constructor(numbers: AssetNumbers) {
    this.numbers = numbers;
  }

  /** Keeps every fact, so that a late one finds its place; a long value is kept once, under its digest. */
  async write(database: Database, facts: readonly Fact[], recordedAt: Instant): Promise<void> {
    if (facts.length === 0) return;
    const subjects: [asset: number, subject: string][] = [];
    const long: [digest: string, text: string][] = [];
    const values = facts.map((fact) => {
      const { asset, time, runId } = fact;
      const node = this.numbers.nodeOf(asset);
      const { subject, text, digest } = writtenFact(fact);
      if (this.subjects.isNew(`${node} ${subject}`)) subjects.push([node, subject]);
      if (digest && this.values.isNew(digest)) long.push([digest, text]);
      return [node, subject, time, runId ?? '', digest ?? text];
    });
    if (subjects.length > 0)
      await sql`
        insert or ignore into fact_subjects (asset, name) select ${places(2)} from ${rows(subjects)}
      `.execute(database);
    if (long.length > 0)
      await sql`
        insert or ignore into fact_values (digest, value) select ${places(2)} from ${rows(long)}
      `.execute(database);
    await sql`
      with said (asset, subject, time, run_id, value) as (select ${places(5)} from ${rows(values)})
      insert or ignore into facts (subject, time, run_id, value, recorded_at)
      select fact_subjects.subject, said.time, said.run_id, said.value, ${recordedAt}
      from said cross join fact_subjects on fact_subjects.asset = said.asset and fact_subjects.name = said.subject
    `.execute(database);
  }

  /** After a batch: what it wrote is kept, or not, when it failed. */
  settle(written: boolean): void {
    this.subjects.settle(written);
    this.values.settle(written);
  }
}
