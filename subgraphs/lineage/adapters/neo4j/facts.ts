import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareFacts, lastOfEach } from '../../domain/fact.ts';
import type { Fact, FactKind, FactValue } from '../../domain/statement.ts';
import { writtenFact } from '../written-fact.ts';
import { members } from './identities.ts';
import { shortKey } from './keys.ts';
import { Memory } from './memory.ts';
import type { Query, Session } from './session.ts';

type FactRow = { asset: string; time: Instant; runId: string; value: string };

/** Those written before long values were kept once hold theirs themselves. */
export const WITH_VALUE = 'OPTIONAL MATCH (kept:FactValue {digest: fact.digest})';
export const VALUE = 'coalesce(fact.value, kept.value)';
const FACT_COLUMNS = `id AS asset, fact.time AS time, fact.runId AS runId, ${VALUE} AS value`;

/** Looks for each, or takes it to be new: then one that is there already is refused by its key, and all of the batch with it. */
const WRITING = {
  merged: 'MERGE (fact:Fact {key: row.key}) ON CREATE SET fact = row',
  created: `CREATE (fact:Fact {key: row.key, subject: row.subject, time: row.time, runId: row.runId,
    recordedAt: row.recordedAt, value: row.value, digest: row.digest})`,
};

/** Keeps every fact, so that a late one finds its place; a long value is kept once, under its digest. */
export async function writeFacts(
  query: Query,
  facts: readonly Fact[],
  recordedAt: Instant,
  known: Pick<Memory, 'factSubjects' | 'factValues'> = new Memory(),
  writing: keyof typeof WRITING = 'merged',
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => {
    const { asset, time, runId, kind } = fact;
    const { subject: about, text, digest } = writtenFact(fact);
    const subject = shortKey(asset, about);
    const key = shortKey(subject, time, runId, text);
    return {
      subject: { key: subject, asset, kind },
      long: digest === null ? null : { digest, value: text },
      fact: { key, subject, time, runId: runId ?? '', recordedAt, ...(digest === null ? { value: text } : { digest }) },
    };
  });
  const values = rows
    .map(({ long }) => long)
    .filter((long) => long !== null)
    .filter(({ digest }) => known.factValues.isNew(digest));
  if (values.length > 0)
    await query('UNWIND $values AS row MERGE (kept:FactValue {digest: row.digest}) ON CREATE SET kept = row', {
      values,
    });
  const subjects = rows.map(({ subject }) => subject).filter(({ key }) => known.factSubjects.isNew(key));
  if (subjects.length > 0)
    await query('UNWIND $subjects AS row MERGE (subject:FactSubject {key: row.key}) ON CREATE SET subject = row', {
      subjects,
    });
  await query(`UNWIND $facts AS row ${WRITING[writing]}`, {
    facts: [...new Map(rows.map(({ fact }) => [fact.key, fact])).values()],
  });
}

/** Of every id that stood for one of these, as it was known. */
const subjectsOf = (knownAt: Instant | null): string => `UNWIND $ids AS id
  ${members(knownAt)}
  MATCH (subject:FactSubject {asset: member}) WHERE $kinds IS NULL OR subject.kind IN $kinds`;

/** Facts of assets in [from, to), and of each subject the last before, recorded by `knownAt` where that is not null. */
export async function readFacts(
  session: Session,
  ids: readonly AssetId[],
  from: Instant,
  to: Instant,
  kinds: readonly FactKind[] | undefined,
  knownAt: Instant | null,
): Promise<Fact[]> {
  const within = await session.read<FactRow>(
    `${subjectsOf(knownAt)} MATCH (fact:Fact {subject: subject.key}) WHERE $from <= fact.time AND fact.time < $to ${recordedBy('fact', knownAt)}
     ${WITH_VALUE} RETURN ${FACT_COLUMNS}`,
    { ids: [...new Set(ids)], from, to, kinds: kinds ?? null, knownAt },
  );
  return [...(await lastBefore(session, ids, from, kinds, knownAt)), ...within.map(factOf)].sort(compareFacts);
}

/** Of each subject of these assets the last fact before a time. */
export async function lastBefore(
  session: Session,
  ids: readonly AssetId[],
  time: Instant,
  kinds?: readonly FactKind[],
  knownAt: Instant | null = null,
): Promise<Fact[]> {
  const rows = await session.read<FactRow>(
    `${subjectsOf(knownAt)}
     CALL (subject) {
       MATCH (earlier:Fact {subject: subject.key}) WHERE earlier.time < $time ${recordedBy('earlier', knownAt)} RETURN earlier.time AS last ORDER BY last DESC LIMIT 1
     }
     MATCH (fact:Fact {subject: subject.key, time: last}) WHERE true ${recordedBy('fact', knownAt)}
     ${WITH_VALUE} RETURN ${FACT_COLUMNS}`,
    { ids: [...new Set(ids)], time, knownAt, kinds: kinds ?? null },
  );
  return lastOfEach(rows.map(factOf));
}

const recordedBy = (fact: string, knownAt: Instant | null): string =>
  knownAt === null ? '' : `AND coalesce(${fact}.recordedAt, 0) <= $knownAt`;

const factOf = ({ asset, time, runId, value }: FactRow): Fact => ({
  asset: asset as AssetId,
  time,
  runId: runId || null,
  ...(JSON.parse(value) as FactValue),
});
