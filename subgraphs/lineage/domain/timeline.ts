import type { Instant } from '../../../vocabulary/duration.ts';
import { compareText } from './edge.ts';
import { mergeRuns, type RunHistory, runHistoryOf } from './run.ts';
import { unionOf } from './stated-edges.ts';
import type { LineageStatement, RunStatement, StatedEdge, StaticStatement } from './statement.ts';

/** An edge with the run that states it; null for a static event. */
export interface SourcedEdge extends StatedEdge {
  source: string | null;
}

/**
 * What one run or static event states at one time. A timeline holds at most one part for each time and source.
 * Parts of one timeline at the same instant are one point: nobody can say which came first, so both hold.
 */
export interface TimelinePart {
  time: Instant;
  source: string | null;
  edges: readonly StatedEdge[];
}

/** What a timeline states from `time` until its next point. */
export interface TimelinePoint {
  time: Instant;
  /** Each edge once. */
  edges: readonly SourcedEdge[];
}

/**
 * Who states: the completed runs of a job are one timeline, the static events of an asset another, so that neither
 * ends what the other said.
 */
export const timelineOf = (
  statement: Pick<RunStatement, 'kind' | 'job'> | Pick<StaticStatement, 'kind' | 'subject'>,
): string => (statement.kind === 'run' ? `run ${statement.job}` : `static ${statement.subject}`);

/** The part that a run has in its job's timeline; null unless it completed and never failed or was aborted. */
export const partOfRun = (run: RunHistory): TimelinePart | null =>
  run.completedAt === null || run.failedAt !== null || run.abortedAt !== null
    ? null
    : { time: run.completedAt, source: run.runId, edges: run.edges };

/** The point of all parts of a timeline at one time; null without parts. Of two runs that state an edge alike the first by id is its source. */
export function pointOf(parts: readonly TimelinePart[]): TimelinePoint | null {
  const [first] = parts;
  if (!first) return null;
  const ordered = parts.toSorted((a, b) => compareText(a.source ?? '', b.source ?? ''));
  const edges = ordered.map(({ source, edges }) => edges.map((edge) => ({ ...edge, source })));
  return { time: first.time, edges: edges.reduce((all, more) => unionOf(all, more), []) };
}

/** Every timeline that these statements make, each in order of time. */
export function timelinesOf(statements: readonly LineageStatement[]): Map<string, TimelinePoint[]> {
  const runs = new Map<string, { timeline: string; run: RunHistory }>();
  const parts = new Map<string, TimelinePart[]>();
  const add = (timeline: string, part: TimelinePart) => parts.set(timeline, [...(parts.get(timeline) ?? []), part]);
  for (const statement of statements) {
    if (statement.kind === 'static')
      add(timelineOf(statement), { time: statement.time, source: null, edges: statement.edges });
    if (statement.kind !== 'run') continue;
    const key = `${statement.runId} ${statement.job}`;
    const known = runs.get(key);
    const said = runHistoryOf(statement);
    runs.set(key, { timeline: timelineOf(statement), run: known ? mergeRuns(known.run, said) : said });
  }
  for (const { timeline, run } of runs.values()) {
    const part = partOfRun(run);
    if (part) add(timeline, part);
  }
  return new Map([...parts].map(([timeline, each]) => [timeline, pointsOf(each)]));
}

/** Every point of a timeline, in order of time, from all of its parts. */
export const pointsOf = (parts: readonly TimelinePart[]): TimelinePoint[] =>
  [...Map.groupBy(parts, ({ time }) => time).values()]
    .map(pointOf)
    .filter((point) => point !== null)
    .sort((a, b) => a.time - b.time);
