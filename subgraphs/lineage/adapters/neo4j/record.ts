import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { edgeKeyOf } from '../../domain/edge.ts';
import { declaredSpan } from '../../domain/edge-history.ts';
import { type Resolve, resolvedDeclaration, symlinksOf } from '../../domain/identity.ts';
import { namedAssets } from '../../domain/named-assets.ts';
import type { DeclaredStatement, EdgeKey, LineageStatement } from '../../domain/statement.ts';
import { changeSpans, DECLARED, spansOf } from './edges.ts';
import { writeFacts } from './facts.ts';
import { addSymlinks, resolveFor } from './identities.ts';
import { shortKey } from './keys.ts';
import type { Memory } from './memory.ts';
import { endsIn, rebuildTimelines, timelinesAround } from './rebuilt-timelines.ts';
import { runKeyOf, runsChangedBy, writeRunFacets, writeRuns } from './runs.ts';
import { foldedNameOf, writeNames } from './search.ts';
import { isThereAlready, type Query } from './session.ts';
import { writeTimelines } from './timelines.ts';

/** One call of `record`. */
export interface RecordCall {
  statements: readonly LineageStatement[];
  recordedAt: Instant;
  /** In rows, as `rowsIn` counts them. */
  size: number;
}

/**
 * Writes what several calls state in one transaction; answers how many assets each made known.
 * @param takingFactsForNew what a run says of which nothing was known is taken to be new and not looked for. Where another
 * job's run of that id said the very same, the database refuses the batch: it is then to be written once more without.
 */
export async function writeCalls(
  query: Query,
  calls: readonly RecordCall[],
  memory: Memory,
  takingFactsForNew = true,
): Promise<{ counts: { newAssets: number }[]; recordedAt: Instant }> {
  // Neo4j reads what is committed: without the lock, what another process writes between our reading and writing is lost.
  // Nothing is recorded before what is kept already, should a clock go back: what was known at a time stays what it was.
  // Whether anything stands for another is asked on the way: the database keeps that count, but a query takes its time.
  const [{ before, recordedAt, joined } = { before: 0, recordedAt: 0, joined: 0 }] = await query<{
    before: Instant;
    recordedAt: Instant;
    joined: number;
  }>(
    `MATCH (schema:HeadwaterSchema) SET schema.locked = true WITH schema, coalesce(schema.recordedAt, 0) AS before
     SET schema.recordedAt = CASE WHEN schema.recordedAt > $recordedAt THEN schema.recordedAt ELSE $recordedAt END
     WITH before, schema.recordedAt AS recordedAt
     CALL () { MATCH ()-[same:SAME_AS]->() RETURN count(same) AS joined }
     RETURN before, recordedAt, joined`,
    { recordedAt: Math.max(...calls.map((call) => call.recordedAt)) },
  );
  memory.begin(before);
  const fresh = new Set(
    await withoutRepeats(
      query,
      calls.flatMap((call) => call.statements),
    ),
  );
  const named = calls.map((call) => call.statements.filter((statement) => fresh.has(statement)).flatMap(namedAssets));
  const counts = await writeAssets(query, named, memory, recordedAt);
  const statements = [...fresh];
  const apart = joined === 0 && statements.every((statement) => symlinksOf(statement).length === 0);
  const resolve = apart ? null : await writeIdentities(query, statements, named.flat(), memory, recordedAt);
  const declared = statements.filter((statement) => statement.kind === 'declared');
  const runs = statements.filter((statement) => statement.kind === 'run');
  const statics = statements.filter((statement) => statement.kind === 'static');
  const changes = await runsChangedBy(query, runs, memory.edgeSets);
  const begun = new Set(takingFactsForNew ? changes.flatMap(({ was, is }) => (was ? [] : runKeyOf(is))) : []);
  const { begins = [], goesOn = [] } = Object.groupBy(runs, (run) => (begun.has(runKeyOf(run)) ? 'begins' : 'goesOn'));
  const facts = [
    ...[...goesOn, ...statics].flatMap(({ facts }) => facts),
    ...declared.flatMap(({ notes }) => notes ?? []),
  ];
  const newFacts = begins.flatMap(({ facts }) => facts);
  await together([
    writeRuns(query, changes, memory.edgeSets),
    writeRunFacets(query, runs),
    writeTimelines(query, changes, statics, resolve, recordedAt, memory.edgeSets),
    writeFacts(query, facts, recordedAt, memory),
    writeFacts(query, newFacts, recordedAt, memory, 'created'),
  ]);
  for (const statement of declared)
    await writeDeclared(query, resolve ? resolvedDeclaration(statement, resolve) : statement, recordedAt);
  return { counts, recordedAt };
}

/** Sends what does not wait for one another's answers. All of it is over when this is, or a second try would meet the first. */
async function together(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  // What is there already ended the transaction; the others then failed for that, and may have been heard first.
  if (faults.length > 0) throw faults.find(isThereAlready) ?? faults[0];
}

/** Takes in the symlinks of statements; what they join is one asset before anything is written of it. */
async function writeIdentities(
  query: Query,
  statements: readonly LineageStatement[],
  named: readonly AssetId[],
  memory: Memory,
  recordedAt: Instant,
): Promise<Resolve> {
  const moved = await addSymlinks(query, statements.flatMap(symlinksOf), recordedAt);
  const timelines = moved.length > 0 ? await timelinesAround(query, moved, memory.edgeSets) : [];
  const ids = [...named, ...timelines.flatMap(endsIn)];
  const resolve = await resolveFor(query, ids);
  const resolved = ids.map(resolve).filter((id, place) => id !== ids[place]);
  if (resolved.length > 0) await writeAssets(query, [resolved], memory, recordedAt);
  await rebuildTimelines(query, timelines, moved, resolve, recordedAt);
  return resolve;
}

async function writeAssets(
  query: Query,
  named: AssetId[][],
  memory: Memory,
  recordedAt: Instant,
): Promise<{ newAssets: number }[]> {
  const ids = [...new Set(named.flat())].filter((id) => memory.assets.isNew(id));
  if (ids.length === 0) return named.map(() => ({ newAssets: 0 }));
  const rows = await query<{ id: AssetId }>('UNWIND $ids AS id MATCH (asset:Asset {id: id}) RETURN asset.id AS id', {
    ids,
  });
  const known = new Set(rows.map(({ id }) => id));
  const unknown = new Set(ids.filter((id) => !known.has(id)));
  if (unknown.size > 0)
    await query('UNWIND $assets AS row MERGE (asset:Asset {id: row.id}) ON CREATE SET asset = row', {
      assets: [...unknown].map((id) => ({ id, kind: identityOf(id).kind, recordedAt, foldedName: foldedNameOf(id) })),
    });
  return named.map((each) => {
    const fresh = new Set(each.filter((id) => unknown.has(id)));
    for (const id of fresh) unknown.delete(id);
    return { newAssets: fresh.size };
  });
}

/** The statements without declarations whose idempotency key is kept already; the keys of the others are kept now. */
async function withoutRepeats(query: Query, statements: readonly LineageStatement[]): Promise<LineageStatement[]> {
  const keyed = new Map<string, DeclaredStatement>();
  for (const statement of statements)
    if (statement.kind === 'declared' && statement.idempotency && !keyed.has(shortKey(statement.idempotency.key)))
      keyed.set(shortKey(statement.idempotency.key), statement);
  if (keyed.size === 0) return [...statements];
  const rows = await query<{ key: string }>(
    'UNWIND $keys AS key MATCH (declaration:Declaration {key: key}) RETURN declaration.key AS key',
    { keys: [...keyed.keys()] },
  );
  const kept = new Set(rows.map(({ key }) => key));
  const fresh = [...keyed].filter(([key]) => !kept.has(key));
  await query('UNWIND $rows AS row CREATE (declaration:Declaration {key: row.key, statement: row.statement})', {
    rows: fresh.map(([key, statement]) => ({ key, statement: JSON.stringify(statement) })),
  });
  const taken = new Set(fresh.map(([, statement]) => statement));
  return statements.filter(
    (statement) => statement.kind !== 'declared' || !statement.idempotency || taken.has(statement),
  );
}

async function writeDeclared(query: Query, statement: DeclaredStatement, recordedAt: Instant): Promise<void> {
  const titled = statement.assets.filter(({ title }) => title !== null);
  if (titled.length > 0)
    await query('UNWIND $titled AS row MATCH (asset:Asset {id: row.id}) SET asset.title = row.title', { titled });
  await writeNames(query, titled);
  const declared = new Map(
    statement.edges.map((edge) => [placeOf(edge), { ...declaredSpan(edge, statement), timeline: DECLARED }]),
  );
  const known = new Map((await spansOf(query, [...declared.values()])).map((span) => [placeOf(span), span]));
  await changeSpans(
    query,
    [...declared].map(([place, is]) => ({ was: known.get(place), is })),
    recordedAt,
  );
}

const placeOf = (edge: EdgeKey & { validFrom: Instant }): string => `${edgeKeyOf(edge)} ${edge.validFrom}`;
