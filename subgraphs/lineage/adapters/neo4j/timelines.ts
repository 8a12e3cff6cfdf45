import type { Instant } from '../../../../vocabulary/duration.ts';
import { edgeKeyOf } from '../../domain/edge.ts';
import { observedSpan, reviseEdges, type TimelineChange, touchedEdges } from '../../domain/edge-history.ts';
import { type Resolve, resolvedEdges } from '../../domain/identity.ts';
import { unionOf } from '../../domain/stated-edges.ts';
import type { EdgeKey, StatedEdge, StaticStatement } from '../../domain/statement.ts';
import { partOfRun, pointOf, type TimelinePart, type TimelinePoint, timelineOf } from '../../domain/timeline.ts';
import { digestOfEdges, type EdgeSets, type StatesEdges } from './edge-sets.ts';
import { changeSpans, type Span, spansOf } from './edges.ts';
import { resolveFor } from './identities.ts';
import type { RunChange } from './runs.ts';
import type { Query } from './session.ts';

/** What one source states in a timeline, before and after a batch. */
interface PartChange {
  timeline: string;
  was: TimelinePart | null;
  is: TimelinePart | null;
}

type PartRow = StatesEdges & { timeline: string; time: Instant; source: string };

/**
 * Brings timelines and edges up to date with what a batch of runs and static events changed.
 * @param resolve null where no id stands for another.
 */
export async function writeTimelines(
  query: Query,
  runs: readonly RunChange[],
  statics: readonly StaticStatement[],
  resolve: Resolve | null,
  recordedAt: Instant,
  sets: EdgeSets,
): Promise<void> {
  const ofRuns = runs.map(({ was, is }) => ({
    timeline: timelineOf({ kind: 'run', job: is.job }),
    was: was && partOfRun(was),
    is: partOfRun(is),
  }));
  const changes = [...ofRuns, ...(await changesOfStatics(query, statics, sets))].filter(
    ({ was, is }) => !samePart(was, is),
  );
  if (changes.length === 0) return;
  const around = await partsAround(query, changes, sets);
  // A timeline of which no part was kept has no spans either.
  const begun = new Set(around.map(({ timeline }) => timeline));
  const resolveAll =
    resolve &&
    (await resolveFor(
      query,
      around.flatMap(({ edges }) => edges.flatMap(({ from, to }) => [from, to])),
    ));
  // What was stated before may name other assets than the batch does.
  const resolved: Resolve = resolve && resolveAll ? (id) => resolveAll(resolve(id)) : (id) => id;
  await writeRevisions(query, revisionsOf(changes, around, resolved), begun, recordedAt);
  await writeParts(query, changes, sets);
}

const samePart = (a: TimelinePart | null, b: TimelinePart | null): boolean =>
  a === b || (a !== null && b !== null && a.time === b.time && digestOfEdges(a.edges) === digestOfEdges(b.edges));

/** Static events of one asset and time are joined. */
async function changesOfStatics(
  query: Query,
  statics: readonly StaticStatement[],
  sets: EdgeSets,
): Promise<PartChange[]> {
  if (statics.length === 0) return [];
  const grouped = Map.groupBy(statics, (statement) => partKeyOf(timelineOf(statement), statement.time, null));
  const keys = [...grouped.keys()];
  const rows = await partRows(query, sets, 'UNWIND $keys AS key MATCH (part:Part {key: key})', { keys });
  const known = new Map(rows.map((part) => [partKeyOf(part.timeline, part.time, part.source), part]));
  return [...grouped].map(([key, group]) => {
    const { subject, time } = group[0] as StaticStatement;
    const was = known.get(key) ?? null;
    const edges = group.reduce<readonly StatedEdge[]>((all, each) => unionOf(all, each.edges), was?.edges ?? []);
    return { timeline: timelineOf({ kind: 'static', subject }), was, is: { time, source: null, edges } };
  });
}

type PlacedPart = TimelinePart & { timeline: string };

async function partRows(
  query: Query,
  sets: EdgeSets,
  match: string,
  parameters: Record<string, unknown>,
): Promise<PlacedPart[]> {
  const rows = await query<PartRow>(
    `${match} RETURN DISTINCT part.timeline AS timeline, part.time AS time, part.source AS source, part.edgeSet AS edgeSet, part.edges AS edges`,
    parameters,
  );
  const edges = await sets.read(query, rows);
  return rows.map(({ timeline, time, source }, place) => ({
    timeline,
    time,
    source: source || null,
    edges: edges[place] as readonly StatedEdge[],
  }));
}

/** All parts of a timeline; without a word on their time no index would be taken. */
export const partsOf = (query: Query, timeline: string, sets: EdgeSets): Promise<TimelinePart[]> =>
  partRows(query, sets, 'MATCH (part:Part {timeline: $timeline}) WHERE part.time IS NOT NULL', { timeline });

/** Of each timeline the parts at the changed times and next to them: whatever the batch does, no others are needed. */
function partsAround(query: Query, changes: readonly PartChange[], sets: EdgeSets): Promise<PlacedPart[]> {
  const asked = changes.flatMap(({ timeline, was, is }) =>
    [was, is].filter((part) => part !== null).map(({ time }) => ({ timeline, time })),
  );
  return partRows(
    query,
    sets,
    `UNWIND $asked AS asked
     CALL (asked) {
       RETURN asked.time AS time
       UNION MATCH (part:Part {timeline: asked.timeline}) WHERE part.time < asked.time RETURN part.time AS time ORDER BY time DESC LIMIT 1
       UNION MATCH (part:Part {timeline: asked.timeline}) WHERE part.time > asked.time RETURN part.time AS time ORDER BY time LIMIT 1
     }
     MATCH (part:Part {timeline: asked.timeline, time: time})`,
    { asked },
  );
}

interface TimelineRevision {
  timeline: string;
  change: TimelineChange;
}

/** The changes of points that changes of parts come to, one after another. */
function revisionsOf(
  changes: readonly PartChange[],
  around: readonly PlacedPart[],
  resolve: Resolve,
): TimelineRevision[] {
  const timelines = Map.groupBy(around, ({ timeline }) => timeline);
  return changes.flatMap(({ timeline, was, is }) => {
    const revisions: TimelineRevision[] = [];
    for (const time of new Set([was?.time, is?.time].filter((each) => each !== undefined))) {
      const parts: TimelinePart[] = timelines.get(timeline) ?? [];
      const source = (is ?? was)?.source ?? null;
      const others = parts.filter((part) => part.time !== time || part.source !== source);
      const now = is?.time === time ? [...others, is] : others;
      timelines.set(timeline, now as PlacedPart[]);
      if (!repeatsTheLast(time, parts, now as PlacedPart[]))
        revisions.push({ timeline, change: changeAt(time, parts, now as PlacedPart[], resolve) });
    }
    return revisions;
  });
}

/** Whether a part appeared alone at its time and states what the only one before it does: then no span begins or ends. */
function repeatsTheLast(time: Instant, before: readonly TimelinePart[], after: readonly TimelinePart[]): boolean {
  if (before.some((part) => part.time === time)) return false;
  const last = Math.max(...after.map((part) => part.time).filter((each) => each < time));
  const [now, ...others] = after.filter((part) => part.time === time);
  const [previous, ...more] = after.filter((part) => part.time === last);
  if (!now || !previous || others.length + more.length > 0) return false;
  return digestOfEdges(now.edges) === digestOfEdges(previous.edges);
}

function changeAt(
  time: Instant,
  before: readonly TimelinePart[],
  after: readonly TimelinePart[],
  resolve: Resolve,
): TimelineChange {
  const pointAt = (parts: readonly TimelinePart[], at: Instant | undefined): TimelinePoint | null =>
    at === undefined
      ? null
      : pointOf(
          parts
            .filter((part) => part.time === at)
            .map((part) => ({ ...part, edges: resolvedEdges(part.edges, resolve) })),
        );
  const times = after.map((part) => part.time).sort((a, b) => a - b);
  return {
    time,
    before: pointAt(before, time),
    after: pointAt(after, time),
    previous: pointAt(
      after,
      times.findLast((each) => each < time),
    ),
    next: pointAt(
      after,
      times.find((each) => each > time),
    ),
  };
}

const spanKeyOf = (timeline: string, edge: EdgeKey): string => `${timeline} ${edgeKeyOf(edge)}`;

/** Reads the spans that the changes touch, revises them one change after another, and writes what differs in the end. */
async function writeRevisions(
  query: Query,
  revisions: readonly TimelineRevision[],
  begun: ReadonlySet<string>,
  recordedAt: Instant,
): Promise<void> {
  const touched = revisions.flatMap(({ timeline, change }) =>
    touchedEdges(change).map((edge) => ({ ...edge, timeline })),
  );
  const asked = new Map(touched.map((edge) => [spanKeyOf(edge.timeline, edge), edge]));
  const original = await spansOf(
    query,
    [...asked.values()].filter(({ timeline }) => begun.has(timeline)),
  );
  const spans = Map.groupBy(original, (span) => spanKeyOf(span.timeline, span));
  for (const { timeline, change } of revisions) {
    const intervals = touchedEdges(change).flatMap((edge) => spans.get(spanKeyOf(timeline, edge)) ?? []);
    const { remove, write } = reviseEdges(change, intervals);
    for (const interval of [...remove, ...write]) {
      const key = spanKeyOf(timeline, interval);
      spans.set(
        key,
        (spans.get(key) ?? []).filter(({ validFrom }) => validFrom !== interval.validFrom),
      );
    }
    for (const interval of write)
      spans.get(spanKeyOf(timeline, interval))?.push({ ...observedSpan(interval), timeline });
  }
  const placed = (span: Span): string => `${spanKeyOf(span.timeline, span)} ${span.validFrom}`;
  const was = new Map(original.map((span) => [placed(span), span]));
  const is = new Map([...spans.values()].flat().map((span) => [placed(span), span]));
  const changed = [...new Set([...was.keys(), ...is.keys()])];
  await changeSpans(
    query,
    changed.map((place) => ({ was: was.get(place), is: is.get(place) })),
    recordedAt,
  );
}

const partKeyOf = (timeline: string, time: Instant, source: string | null): string =>
  `${timeline} ${time} ${source ?? ''}`;

const rowOf = ({ timeline, time, source, edges }: PlacedPart) => ({
  key: partKeyOf(timeline, time, source),
  ...{ timeline, time, source: source ?? '', edgeSet: digestOfEdges(edges) },
});

/** Writes parts as they are, whether they are there or not. */
export async function writePlacedParts(query: Query, parts: readonly PlacedPart[], sets: EdgeSets): Promise<void> {
  await sets.keep(
    query,
    parts.map(({ edges }) => edges),
  );
  if (parts.length > 0)
    await query('UNWIND $rows AS row MERGE (part:Part {key: row.key}) SET part = row', { rows: parts.map(rowOf) });
}

async function writeParts(query: Query, changes: readonly PartChange[], sets: EdgeSets): Promise<void> {
  const gone = changes.flatMap(({ timeline, was, is }) =>
    was && was.time !== is?.time ? [partKeyOf(timeline, was.time, was.source)] : [],
  );
  if (gone.length > 0) await query('UNWIND $gone AS key MATCH (part:Part {key: key}) DELETE part', { gone });
  await writePlacedParts(
    query,
    changes.flatMap(({ timeline, is }) => (is ? [{ ...is, timeline }] : [])),
    sets,
  );
}
