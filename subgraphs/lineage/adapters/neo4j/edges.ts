import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Edge, edgeKeyOf, isColumnLevel, isIndirect, sameSaying } from '../../domain/edge.ts';
import type { EdgeKey, EdgeRole } from '../../domain/statement.ts';
import { shortKey } from './keys.ts';
import { showRetractions } from './retractions.ts';
import type { Query } from './session.ts';

/** An edge without end in the database: null neither compares nor takes part in a uniqueness constraint. */
export const OPEN = Number.MAX_SAFE_INTEGER;

/** Timeline of what stewards declare. */
export const DECLARED = 'declared';

/** A span of an edge as one timeline states it. */
export interface Span extends Edge {
  timeline: string;
}

/** A span before a batch and after it, at one edge and `validFrom` of a timeline. */
export interface SpanChange {
  was: Span | undefined;
  is: Span | undefined;
}

export type EdgeRow = {
  from: string;
  to: string;
  role: string;
  validFrom: Instant;
  validTo: Instant;
  recordedAt: Instant;
  supersededAt: Instant | null;
  origin: string;
  source: string | null;
  reason: string | null;
  transformation: string | null;
  retracted: boolean;
  timeline: string;
};

/**
 * Types of relationship. Column-level edges have a type of their own, so that a walk over datasets never meets them;
 * so have spans that a steward retracts, and each of the three as it was known before.
 */
const CURRENT = ['FEEDS', 'FEEDS_COLUMN', 'RETRACTS'] as const;
type Type = (typeof CURRENT)[number];
const superseded = (type: Type): string => `${type}_SUPERSEDED`;

/** Every span as it is known now, or as it ever was. */
export const EVERY_SPAN = CURRENT.join('|');
export const EVERY_SPAN_EVER = [...CURRENT, ...CURRENT.map(superseded)].join('|');

/** A predicate of a walk: `feeds` was known at `$knownAt`. */
export const KNOWN_THEN = `feeds.recordedAt <= $knownAt AND $knownAt < coalesce(feeds.supersededAt, ${OPEN})`;

const typeOf = (span: EdgeKey & { retracted: boolean }): Type =>
  span.retracted ? 'RETRACTS' : isColumnLevel(span) ? 'FEEDS_COLUMN' : 'FEEDS';

/** Types that a walk takes. */
export const walkedTypes = (columns: boolean, ever: boolean): string => {
  const types: Type[] = columns ? ['FEEDS', 'FEEDS_COLUMN'] : ['FEEDS'];
  return [...types, ...(ever ? types.map(superseded) : [])].join('|');
};

/** To be returned of a pattern `(from)-[feeds]->(to)`. */
export const EDGE_COLUMNS = `from.id AS from, to.id AS to, feeds.role AS role, feeds.validFrom AS validFrom, feeds.validTo AS validTo,
  feeds.recordedAt AS recordedAt, feeds.supersededAt AS supersededAt, feeds.origin AS origin, feeds.source AS source,
  feeds.reason AS reason, feeds.transformation AS transformation, type(feeds) STARTS WITH 'RETRACTS' AS retracted,
  feeds.timeline AS timeline`;

export const spanOf = (row: EdgeRow): Span => ({
  from: row.from as AssetId,
  to: row.to as AssetId,
  role: row.role as EdgeRole,
  validFrom: row.validFrom,
  validTo: row.validTo === OPEN ? null : row.validTo,
  recordedAt: row.recordedAt,
  supersededAt: row.supersededAt,
  origin: row.origin as Edge['origin'],
  source: row.source,
  reason: row.reason,
  transformation: row.transformation === null ? null : JSON.parse(row.transformation),
  retracted: row.retracted,
  timeline: row.timeline,
});

export function edgeOf(row: EdgeRow): Edge {
  const { timeline: _, ...edge } = spanOf(row);
  return edge;
}

const keyOf = (span: EdgeKey & { timeline: string; validFrom: Instant }): string =>
  shortKey(span.timeline, edgeKeyOf(span), span.validFrom);

/** Writes what changed of spans; what was known before is kept as superseded. Both ends must be assets. */
export async function changeSpans(query: Query, changes: readonly SpanChange[], recordedAt: Instant): Promise<void> {
  const real = changes.filter(({ was, is }) => (was && is ? !sameSaying(was, is) : was !== is));
  if (real.length === 0) return;
  const was = real.flatMap((change) => change.was ?? []);
  const is = real.flatMap((change) => (change.is ? [{ ...change.is, recordedAt }] : []));
  // A span that is retracted now, or no more, is of another type.
  const stays = (change: SpanChange): boolean => change.was?.retracted === change.is?.retracted;
  await removeSpans(
    query,
    real.flatMap((change) => (stays(change) ? [] : (change.was ?? []))),
  );
  const written = (changes: readonly SpanChange[]) =>
    changes.flatMap((change) => (change.is ? [{ ...change.is, recordedAt }] : []));
  const { kept = [], made = [] } = Object.groupBy(real, (change) => (stays(change) ? 'kept' : 'made'));
  await rewriteSpans(query, written(kept));
  await makeSpans(query, written(made));
  await supersedeSpans(
    query,
    was.filter((span) => span.recordedAt < recordedAt),
    recordedAt,
  );
  await showRetractions(query, [...was, ...is]);
}

async function removeSpans(query: Query, spans: readonly Span[]): Promise<void> {
  for (const [type, each] of Map.groupBy(spans, typeOf))
    await query(`UNWIND $keys AS key MATCH ()-[feeds:${type} {key: key}]->() DELETE feeds`, { keys: each.map(keyOf) });
}

async function rewriteSpans(query: Query, spans: readonly Span[]): Promise<void> {
  for (const [type, each] of Map.groupBy(spans, typeOf))
    await query(`UNWIND $rows AS row MATCH ()-[feeds:${type} {key: row.key}]->() SET feeds = row.properties`, {
      rows: each.map((span) => ({ ...rowOf(span), key: keyOf(span) })),
    });
}

/** Only what is not there: what is known is never looked for, which at hubs takes most of the time of a MERGE. */
async function makeSpans(query: Query, spans: readonly Span[]): Promise<void> {
  for (const [type, each] of Map.groupBy(spans, typeOf))
    await query(
      `UNWIND $rows AS row MATCH (from:Asset {id: row.from}) MATCH (to:Asset {id: row.to})
       CREATE (from)-[feeds:${type}]->(to) SET feeds = row.properties`,
      { rows: each.map(rowOf) },
    );
}

/** Writes spans that may be there already, each known by timeline, edge and validFrom. */
async function writeSpans(query: Query, spans: readonly Span[]): Promise<void> {
  for (const [type, each] of Map.groupBy(spans, typeOf))
    await query(
      `UNWIND $rows AS row MATCH (from:Asset {id: row.from}) MATCH (to:Asset {id: row.to})
       MERGE (from)-[feeds:${type} {key: row.key}]->(to) SET feeds = row.properties`,
      { rows: each.map((span) => ({ ...rowOf(span), key: keyOf(span) })) },
    );
}

/** Writes spans as they are, known now or before; what is kept already stays. */
export async function restoreSpans(query: Query, spans: readonly Span[]): Promise<void> {
  await writeSpans(
    query,
    spans.filter((span) => span.supersededAt === null),
  );
  const before = spans.filter((span) => span.supersededAt !== null);
  for (const [type, each] of Map.groupBy(before, typeOf))
    await query(
      `UNWIND $rows AS row MATCH (from:Asset {id: row.from}) MATCH (to:Asset {id: row.to})
       MERGE (from)-[feeds:${superseded(type)} {key: row.key, supersededAt: row.supersededAt}]->(to)
       SET feeds = row.properties`,
      { rows: each.map((span) => ({ ...rowOf(span), key: keyOf(span), supersededAt: span.supersededAt })) },
    );
  await showRetractions(query, spans);
}

async function supersedeSpans(query: Query, spans: readonly Span[], supersededAt: Instant): Promise<void> {
  for (const [type, each] of Map.groupBy(spans, typeOf))
    await query(
      `UNWIND $rows AS row MATCH (from:Asset {id: row.from}) MATCH (to:Asset {id: row.to})
       CREATE (from)-[feeds:${superseded(type)}]->(to) SET feeds = row.properties`,
      { rows: each.map((span) => rowOf({ ...span, supersededAt })) },
    );
}

/** Neo4j keeps no property that is null. */
function rowOf({ from, to, retracted: _, ...span }: Span) {
  const properties = {
    ...span,
    key: keyOf({ from, to, ...span }),
    validTo: span.validTo ?? OPEN,
    transformation: span.transformation && JSON.stringify(span.transformation),
    ...(isIndirect(span) ? { indirect: true } : {}),
  };
  return { from, to, properties };
}

/** Every span of these edges in these timelines as it is known now. */
export async function spansOf(query: Query, asked: readonly (EdgeKey & { timeline: string })[]): Promise<Span[]> {
  if (asked.length === 0) return [];
  const rows = await query<EdgeRow>(
    `UNWIND $asked AS asked MATCH (from:Asset {id: asked.from})-[feeds:${EVERY_SPAN}]->(to:Asset {id: asked.to})
     WHERE feeds.role = asked.role AND feeds.timeline = asked.timeline RETURN ${EDGE_COLUMNS}`,
    { asked: asked.map(({ from, to, role, timeline }) => ({ from, to, role, timeline })) },
  );
  return rows.map(spanOf);
}
