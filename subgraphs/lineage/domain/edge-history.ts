/**
 * The history of edges is a function of the set of statements, whatever their order of arrival: `intervalsOf` is that
 * function for one timeline, `reviseEdges` the step that brings its result up to date when one point changes.
 *
 * Each point of a timeline governs the segment from its time up to the next point. An edge is valid over the segments
 * that state it alike, joined where they touch. So a point that appears, grows or goes changes one segment and no other.
 */
import type { Instant } from '../../../vocabulary/duration.ts';
import { type Edge, edgeKeyOf, sameTransformation } from './edge.ts';
import { resolvedStatements } from './identity.ts';
import type { DeclaredEdge, DeclaredStatement, EdgeKey, LineageStatement, Transformation } from './statement.ts';
import { type SourcedEdge, type TimelinePoint, timelinesOf } from './timeline.ts';

/** A span over which one timeline states an edge; at most one for each edge and `validFrom`. */
export interface Interval extends EdgeKey {
  validFrom: Instant;
  /** Null while it is valid. */
  validTo: Instant | null;
  /** Source and transformation are those of the segment that opened it. */
  source: string | null;
  transformation: Transformation | null;
}

/** One point of a timeline that appeared, changed or went, with its neighbours. */
export interface TimelineChange {
  time: Instant;
  /** What the timeline stated at `time` before the change; null when it had no point there. */
  before: TimelinePoint | null;
  /** What it states there now; null when the point went. */
  after: TimelinePoint | null;
  /** The last point before `time`; null when there is none. */
  previous: TimelinePoint | null;
  /** The first point after `time`; null when there is none. */
  next: TimelinePoint | null;
}

export interface Revision {
  /** Intervals that are no more, known by edge and `validFrom`. */
  remove: Interval[];
  /** Intervals that are new, or replace the one with the same edge and `validFrom`. */
  write: Interval[];
}

/** Every interval of a timeline, its points given in order of time. */
export function intervalsOf(points: readonly TimelinePoint[]): Interval[] {
  const open = new Map<string, Interval>();
  const all: Interval[] = [];
  for (const point of points) {
    const stated = new Map(point.edges.map((edge) => [edgeKeyOf(edge), edge]));
    for (const [key, interval] of open) {
      const edge = stated.get(key);
      if (edge && sameTransformation(edge.transformation ?? null, interval.transformation)) continue;
      interval.validTo = point.time;
      open.delete(key);
    }
    for (const [key, edge] of stated) {
      if (open.has(key)) continue;
      const interval = intervalOf(edge, point.time, null);
      open.set(key, interval);
      all.push(interval);
    }
  }
  return all;
}

/**
 * Every span that these statements make, each subject's own; `recordedAt` is 0, for it is no part of what they say.
 * The graph as it was known at a time is that of the statements recorded by then. Edges lead between the assets that
 * their ends stand for (`domain/identity.ts`).
 */
export function historyOf(said: readonly LineageStatement[]): Edge[] {
  const statements = resolvedStatements(said);
  const observed = [...timelinesOf(statements).values()].flatMap(intervalsOf);
  const declared = new Map<string, Edge>();
  for (const statement of statements) {
    if (statement.kind !== 'declared') continue;
    for (const edge of statement.edges)
      declared.set(`${edgeKeyOf(edge)} ${edge.validFrom}`, declaredSpan(edge, statement));
  }
  return [...observed.map(observedSpan), ...declared.values()];
}

const KNOWN_SINCE_EVER = { recordedAt: 0, supersededAt: null };

/** An interval as a span that is told from now on. */
export const observedSpan = (interval: Interval): Edge => ({
  ...interval,
  ...KNOWN_SINCE_EVER,
  origin: 'OBSERVED',
  reason: null,
  retracted: false,
});

export const declaredSpan = (
  { from, to, role, validFrom, validTo, retracted = false }: DeclaredEdge,
  { author, reason }: Pick<DeclaredStatement, 'author' | 'reason'>,
): Edge => ({
  ...{ from, to, role, validFrom, validTo, retracted, reason },
  ...KNOWN_SINCE_EVER,
  origin: 'DECLARED',
  source: author,
  transformation: null,
});

/** The edges whose intervals a change may alter, so that a store need fetch no others. */
export function touchedEdges({ before, after, previous }: TimelineChange): EdgeKey[] {
  const kept = byKey(previous);
  const was = before ? byKey(before) : kept;
  const is = after ? byKey(after) : kept;
  const touched = [...is].filter(([key, edge]) => {
    const old = was.get(key);
    if (!old || !sameTransformation(old.transformation ?? null, edge.transformation ?? null)) return true;
    // Where the point before states it alike, the interval was opened earlier and nothing of it depends on this point.
    const before = kept.get(key);
    const opens = !before || !sameTransformation(before.transformation ?? null, edge.transformation ?? null);
    return opens && !sameSaying(old, edge);
  });
  const gone = [...was].filter(([key]) => !is.has(key));
  return [...touched, ...gone].map(([, { from, to, role }]) => ({ from, to, role }));
}

/**
 * What to write and remove so that a timeline's intervals follow a change.
 * @param intervals of at least the touched edges, those that overlap or touch [time, time of the next point].
 */
export function reviseEdges(change: TimelineChange, intervals: readonly Interval[]): Revision {
  const { time, previous, next } = change;
  const stated = byKey(change.after ?? previous);
  const statedNext = byKey(next);
  const known = Map.groupBy(intervals, edgeKeyOf);
  const revision: Revision = { remove: [], write: [] };
  for (const edge of touchedEdges(change)) {
    const key = edgeKeyOf(edge);
    const old = (known.get(key) ?? []).filter((interval) => touches(interval, time, next?.time ?? null));
    const now = rebuilt(old, time, next?.time ?? null, stated.get(key), statedNext.get(key));
    revision.remove.push(...old.filter((was) => !now.some((is) => is.validFrom === was.validFrom)));
    revision.write.push(...now.filter((is) => !old.some((was) => sameInterval(was, is))));
  }
  return revision;
}

/** What stands before the segment, over it and after it, joined where it touches. */
function rebuilt(
  old: readonly Interval[],
  from: Instant,
  until: Instant | null,
  stated: SourcedEdge | undefined,
  statedNext: SourcedEdge | undefined,
): Interval[] {
  const pieces: Interval[] = [];
  const left = old.find(({ validFrom }) => validFrom < from);
  if (left) pieces.push({ ...left, validTo: from });
  if (stated) pieces.push(intervalOf(stated, from, until));
  const right = until === null ? undefined : old.find(({ validTo }) => validTo === null || validTo > until);
  if (right && until !== null && statedNext) pieces.push(intervalOf(statedNext, until, right.validTo));
  return pieces.reduce<Interval[]>((joined, piece) => {
    const last = joined.at(-1);
    if (last?.validTo === piece.validFrom && sameTransformation(last.transformation, piece.transformation))
      last.validTo = piece.validTo;
    else joined.push(piece);
    return joined;
  }, []);
}

const intervalOf = (edge: SourcedEdge, validFrom: Instant, validTo: Instant | null): Interval => ({
  from: edge.from,
  to: edge.to,
  role: edge.role,
  validFrom,
  validTo,
  source: edge.source,
  transformation: edge.transformation ?? null,
});

const byKey = (point: TimelinePoint | null): Map<string, SourcedEdge> =>
  new Map(point?.edges.map((edge) => [edgeKeyOf(edge), edge]));

const touches = ({ validFrom, validTo }: Interval, from: Instant, until: Instant | null): boolean =>
  (until === null || validFrom <= until) && (validTo === null || validTo >= from);

type Saying = Pick<SourcedEdge, 'source'> & { transformation?: Transformation | null };

const sameSaying = (a: Saying, b: Saying): boolean =>
  a.source === b.source && sameTransformation(a.transformation ?? null, b.transformation ?? null);

const sameInterval = (a: Interval, b: Interval): boolean =>
  a.validFrom === b.validFrom && a.validTo === b.validTo && sameSaying(a, b);
