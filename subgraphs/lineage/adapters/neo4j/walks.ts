import type { Clock } from '../../../../platform/clock.ts';
import { DeadlineExceeded } from '../../../../platform/errors.ts';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import { compareText, type Edge, edgeKeyOf } from '../../domain/edge.ts';
import { joinedEdges, joinedEdgesAt } from '../../domain/joined.ts';
import type { PathResult, Walk, WalkResult } from '../../domain/walk.ts';
import { EDGE_COLUMNS, type EdgeRow, EVERY_SPAN, EVERY_SPAN_EVER, edgeOf, KNOWN_THEN, walkedTypes } from './edges.ts';
import type { Session } from './session.ts';
import { findShortestPath } from './shortest-path.ts';
import { standing } from './standing.ts';

/** Longest a walk may take in the database, in milliseconds, whatever its deadline. */
const LONGEST_WALK = 10_000;

/**
 * The closure, in the one shape that keeps the breadth-first operator and stops early at the limit; a test asserts the
 * operator. It asks nothing of `found`, so that going from `start` is the cheapest plan whatever the planner's statistics
 * say: in a database emptied and filled again it would else go through all assets and count every trail between two. The
 * start may thus be among what is found, over a cycle. One depth further is asked for than answered, so that what depth
 * leaves out is known.
 */
export function closureQuery({
  direction,
  depth,
  columns,
  knownAt = null,
  indirect,
}: Pick<Walk, 'direction' | 'depth' | 'columns' | 'knownAt' | 'indirect'>): string {
  const ever = knownAt !== null;
  const steps = `[:${walkedTypes(columns, ever)}*1..${Math.trunc(depth) + 1}]`;
  const pattern = direction === 'upstream' ? `(start)<-${steps}-(found)` : `(start)-${steps}->(found)`;
  return `MATCH (start:Asset {id: $start}) USING INDEX SEEK start:Asset(id) MATCH path = ${pattern}
    WHERE ALL(feeds IN relationships(path) WHERE ${standing(ever, indirect)})
    WITH found, min(length(path)) AS depth ORDER BY depth, found.id LIMIT $most
    RETURN found.id AS id, depth`;
}

/** Each type and each end by itself, for so an index finds them. */
function changedQuery(ever: boolean): string {
  const types = (ever ? EVERY_SPAN_EVER : EVERY_SPAN).split('|');
  const known = ever ? `AND ${KNOWN_THEN}` : '';
  const branches = types.flatMap((type) =>
    ['validFrom', 'validTo'].map(
      (end) =>
        `MATCH (from)-[feeds:${type}]->(to) WHERE $from < feeds.${end} <= $to ${known} RETURN from, to, feeds.role AS role`,
    ),
  );
  return `CALL () { ${branches.join(' UNION ')} }
    WITH DISTINCT from, to, role LIMIT $most
    MATCH (from)-[feeds:${types.join('|')}]->(to) WHERE feeds.role = role ${known} RETURN ${EDGE_COLUMNS}`;
}

export function walks(session: Session, clock: Clock) {
  /** Null past the deadline. */
  const until = async <Found>(deadline: Instant, ask: (timeout: number) => Promise<Found>): Promise<Found | null> => {
    const timeout = Math.min(deadline - clock(), LONGEST_WALK);
    if (timeout <= 0) return null;
    try {
      return await ask(timeout);
    } catch (fault) {
      if (fault instanceof DeadlineExceeded) return null;
      throw fault;
    }
  };

  const edgesAmong = async (
    ids: readonly AssetId[],
    asOf: Instant,
    knownAt: Instant | null = null,
  ): Promise<Edge[]> => {
    // Expanding incoming edges avoids the hubs: many read one dataset, few feed one. The planner, left to itself, may not.
    const known = knownAt === null ? '' : `AND ${KNOWN_THEN}`;
    const rows = await session.read<EdgeRow>(
      `UNWIND $ids AS id MATCH (to:Asset {id: id})<-[feeds:${knownAt === null ? EVERY_SPAN : EVERY_SPAN_EVER}]-(from)
       USING INDEX SEEK to:Asset(id) WHERE from.id IN $ids ${known} RETURN ${EDGE_COLUMNS}`,
      { ids: [...new Set(ids)], knownAt },
    );
    return joinedEdgesAt(rows.map(edgeOf), asOf);
  };

  return {
    edgesAmong,

    async walk(walk: Walk): Promise<WalkResult> {
      const { start, asOf, knownAt = null, depth, limit, deadline } = walk;
      const reached = await until(deadline, (timeout) =>
        session.read<{ id: AssetId; depth: number }>(
          closureQuery(walk),
          { start, asOf, knownAt, most: limit + 2 },
          timeout,
        ),
      );
      if (!reached) return { found: [], completeness: 'TIMED_OUT' };
      const found = reached.filter(({ id }) => id !== start);
      const within = found.filter((each) => each.depth <= depth).slice(0, limit);
      return { found: within, completeness: within.length < found.length ? 'TRUNCATED' : 'COMPLETE' };
    },

    async shortestPath(
      from: AssetId,
      to: AssetId,
      asOf: Instant,
      deadline: Instant,
      knownAt: Instant | null = null,
    ): Promise<PathResult> {
      if (clock() > deadline) return { edges: null, completeness: 'TIMED_OUT' };
      if (from === to) return { edges: [], completeness: 'COMPLETE' };
      const edges = await until(deadline, (timeout) =>
        session.reading((query) => findShortestPath(query, from, to, { asOf, knownAt }), timeout),
      );
      return edges ? { edges: edges.chain, completeness: 'COMPLETE' } : { edges: null, completeness: 'TIMED_OUT' };
    },

    async spansChangedIn(
      from: Instant,
      to: Instant,
      limit: number,
      knownAt: Instant | null = null,
    ): Promise<{ spans: Edge[]; complete: boolean }> {
      const ever = knownAt !== null;
      const rows = await session.read<EdgeRow>(
        changedQuery(ever),
        { from, to, knownAt, most: limit + 1 },
        LONGEST_WALK,
      );
      const spans = rows.map(edgeOf);
      const edges = [...new Set(spans.map(edgeKeyOf))];
      const within = new Set(edges.slice(0, limit));
      return { spans: spans.filter((span) => within.has(edgeKeyOf(span))), complete: edges.length <= limit };
    },

    async deployed(
      ids: readonly AssetId[],
      from: Instant,
      to: Instant,
      knownAt: Instant | null = null,
    ): Promise<Edge[]> {
      const ever = knownAt !== null;
      const spans = ever ? EVERY_SPAN_EVER : EVERY_SPAN;
      const rows = await session.read<EdgeRow>(
        `UNWIND $ids AS id MATCH (from:Asset)-[feeds:${spans} {role: 'SERVES'}]->(to:Asset {id: id})
         ${ever ? `WHERE ${KNOWN_THEN}` : ''} RETURN ${EDGE_COLUMNS}`,
        { ids: [...new Set(ids)], knownAt },
      );
      return joinedEdges(rows.map(edgeOf))
        .filter(({ validFrom }) => from <= validFrom && validFrom < to)
        .sort((a, b) => a.validFrom - b.validFrom || compareText(a.from, b.from) || compareText(a.to, b.to));
    },
  };
}
