import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { type Edge, edgeKeyOf, isColumnLevel } from '../../domain/edge.ts';
import type { EdgeKey, EdgeRole } from '../../domain/statement.ts';
import { shortKey } from './keys.ts';
import type { Query } from './session.ts';

/** An edge without end in the database: null neither compares nor takes part in a uniqueness constraint. */
const OPEN = Number.MAX_SAFE_INTEGER;

/** Timeline of what stewards declare. */
export const DECLARED = 'declared';

/** A span of an edge as one timeline states it. */
export interface Span extends Edge {
  timeline: string;
}

export type EdgeRow = {
  from: string;
  to: string;
  role: string;
  validFrom: Instant;
  validTo: Instant;
  recordedAt: Instant;
  origin: string;
  source: string | null;
  transformation: string | null;
  timeline: string;
};

/** To be returned of a pattern `(from)-[feeds]->(to)`. */
export const EDGE_COLUMNS = `from.id AS from, to.id AS to, feeds.role AS role, feeds.validFrom AS validFrom, feeds.validTo AS validTo,
  feeds.recordedAt AS recordedAt, feeds.origin AS origin, feeds.source AS source, feeds.transformation AS transformation,
  feeds.timeline AS timeline`;

export const spanOf = (row: EdgeRow): Span => ({
  from: row.from as AssetId,
  to: row.to as AssetId,
  role: row.role as EdgeRole,
  validFrom: row.validFrom,
  validTo: row.validTo === OPEN ? null : row.validTo,
  recordedAt: row.recordedAt,
  origin: row.origin as Edge['origin'],
  source: row.source,
  transformation: row.transformation === null ? null : JSON.parse(row.transformation),
  timeline: row.timeline,
});

/** Column-level edges have a type of their own, so that a walk over datasets never meets them. */
const TYPES = ['FEEDS', 'FEEDS_COLUMN'] as const;
const typeOf = (edge: EdgeKey): (typeof TYPES)[number] => (isColumnLevel(edge) ? 'FEEDS_COLUMN' : 'FEEDS');

const keyOf = (span: EdgeKey & { timeline: string; validFrom: Instant }): string =>
  shortKey(span.timeline, edgeKeyOf(span), span.validFrom);

/** Writes spans, each known by timeline, edge and validFrom. Both ends must be assets. */
export async function writeSpans(query: Query, spans: readonly Span[]): Promise<void> {
  for (const type of TYPES) {
    const rows = spans
      .filter((span) => typeOf(span) === type)
      .map(({ from, to, ...span }) => ({
        from,
        to,
        key: keyOf({ from, to, ...span }),
        properties: {
          ...span,
          validTo: span.validTo ?? OPEN,
          transformation: span.transformation && JSON.stringify(span.transformation),
        },
      }));
    if (rows.length > 0)
      await query(
        `UNWIND $rows AS row MATCH (from:Asset {id: row.from}) MATCH (to:Asset {id: row.to})
         MERGE (from)-[feeds:${type} {key: row.key}]->(to) SET feeds += row.properties`,
        { rows },
      );
  }
}

export async function removeSpans(
  query: Query,
  spans: readonly (EdgeKey & { timeline: string; validFrom: Instant })[],
): Promise<void> {
  for (const type of TYPES) {
    const keys = spans.filter((span) => typeOf(span) === type).map(keyOf);
    if (keys.length > 0)
      await query(`UNWIND $keys AS key MATCH ()-[feeds:${type} {key: key}]->() DELETE feeds`, { keys });
  }
}

/** Every span of these edges in these timelines. */
export async function spansOf(query: Query, asked: readonly (EdgeKey & { timeline: string })[]): Promise<Span[]> {
  if (asked.length === 0) return [];
  const rows = await query<EdgeRow>(
    `UNWIND $asked AS asked MATCH (from:Asset {id: asked.from})-[feeds:FEEDS|FEEDS_COLUMN]->(to:Asset {id: asked.to})
     WHERE feeds.role = asked.role AND feeds.timeline = asked.timeline RETURN ${EDGE_COLUMNS}`,
    { asked: asked.map(({ from, to, role, timeline }) => ({ from, to, role, timeline })) },
  );
  return rows.map(spanOf);
}
