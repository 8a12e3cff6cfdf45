import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datasetId, jobId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { anyStatements } from './arbitrary.contract.ts';
import { compareEdges, edgeKeyOf } from './edge.ts';
import { type Interval, intervalsOf, reviseEdges, touchedEdges } from './edge-history.ts';
import { mergeRuns, type RunHistory, runHistoryOf } from './run.ts';
import type { LineageStatement, RunStatement, StatedEdge } from './statement.ts';
import { partOfRun, pointOf, type TimelinePart, timelineOf, timelinesOf } from './timeline.ts';

const JOB = jobId('n', 'load');
const reads = (name: string): StatedEdge => ({ from: datasetId('n', name), to: JOB, role: 'READS' });

const run = (runId: string, type: RunStatement['type'], time: Instant, ...names: string[]): RunStatement => ({
  kind: 'run',
  runId,
  job: JOB,
  type,
  time,
  parent: null,
  error: null,
  edges: names.map(reads),
  facts: [],
  traceId: null,
});

const spans = (statements: LineageStatement[]): string[] =>
  intervalsOf(timelinesOf(statements).get(`run ${JOB}`) ?? []).map(
    ({ from, validFrom, validTo, source }) => `${from.split('/')[2]} [${validFrom}, ${validTo ?? ''}) by ${source}`,
  );

describe('the history of edges', () => {
  it('begins an edge when the run that names it completes, and leaves it open', () => {
    expect(spans([run('1', 'START', 5, 'orders'), run('1', 'COMPLETE', 7, 'orders')])).toEqual(['orders [7, ) by 1']);
  });

  it('ends an edge when a later run no longer names it', () => {
    const statements = [run('1', 'COMPLETE', 1, 'orders', 'prices'), run('2', 'COMPLETE', 4, 'orders')];
    expect(spans(statements)).toEqual(['orders [1, ) by 1', 'prices [1, 4) by 1']);
  });

  it('counts what only the start of a run named', () => {
    expect(spans([run('1', 'START', 0, 'orders'), run('1', 'COMPLETE', 2)])).toEqual(['orders [2, ) by 1']);
  });

  it('takes nothing from a run that failed, even when it completed afterwards', () => {
    expect(spans([run('1', 'FAIL', 1, 'orders'), run('1', 'COMPLETE', 2, 'orders')])).toEqual([]);
  });

  it('takes nothing from a run that has not ended', () => {
    expect(spans([run('1', 'START', 1, 'orders'), run('1', 'RUNNING', 2, 'orders')])).toEqual([]);
  });

  it('holds what both say of two runs that complete at one instant', () => {
    const statements = [run('2', 'COMPLETE', 1, 'prices'), run('1', 'COMPLETE', 1, 'orders')];
    expect(spans(statements)).toEqual(['orders [1, ) by 1', 'prices [1, ) by 2']);
  });

  it('is the same whatever the order of arrival', () => {
    const [first, second, late] = [
      run('1', 'COMPLETE', 1, 'orders'),
      run('3', 'COMPLETE', 5, 'orders'),
      run('2', 'COMPLETE', 3, 'prices'),
    ];
    expect(spans([second, late, first])).toEqual(spans([first, late, second]));
    expect(spans([first, second, late])).toEqual(['orders [1, 3) by 1', 'prices [3, 5) by 2', 'orders [5, ) by 3']);
  });

  it('is brought up to date event by event as if all had been known at once', () => {
    fc.assert(
      fc.property(anyStatements('n'), (statements) => {
        const byStep = new StepByStep();
        for (const statement of statements) byStep.take(statement);
        const atOnce = [...timelinesOf(statements)].map(
          ([timeline, points]) => [timeline, intervalsOf(points)] as const,
        );
        for (const [timeline, intervals] of atOnce)
          expect(sorted(byStep.intervals.get(timeline) ?? [])).toEqual(sorted(intervals));
        const empty = [...byStep.intervals].filter(([timeline]) => !atOnce.some(([known]) => known === timeline));
        expect(empty.flatMap(([, intervals]) => intervals)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const sorted = (intervals: readonly Interval[]): Interval[] =>
  intervals.toSorted((a, b) => compareEdges(a, b) || a.validFrom - b.validFrom);

/** What a store does, in memory: keeps runs, parts and intervals, and revises only what a change touches. */
class StepByStep {
  readonly intervals = new Map<string, Interval[]>();
  private readonly runs = new Map<string, RunHistory>();
  private readonly parts = new Map<string, TimelinePart[]>();

  take(statement: LineageStatement): void {
    if (statement.kind === 'static') {
      const { time, edges } = statement;
      const known = this.partsAt(timelineOf(statement), time)[0];
      this.replace(timelineOf(statement), known ?? null, {
        time,
        source: null,
        edges: [...(known?.edges ?? []), ...edges],
      });
    }
    if (statement.kind !== 'run') return;
    const key = `${statement.runId} ${statement.job}`;
    const known = this.runs.get(key);
    const said = runHistoryOf(statement);
    const now = known ? mergeRuns(known, said) : said;
    this.runs.set(key, now);
    this.replace(timelineOf(statement), known ? partOfRun(known) : null, partOfRun(now));
  }

  private replace(timeline: string, was: TimelinePart | null, is: TimelinePart | null): void {
    for (const time of new Set([was?.time, is?.time])) {
      if (time === undefined) continue;
      const before = pointOf(this.partsAt(timeline, time));
      const others = (this.parts.get(timeline) ?? []).filter(
        (part) => part.time !== time || part.source !== (was ?? is)?.source,
      );
      this.parts.set(timeline, is?.time === time ? [...others, is] : others);
      const after = pointOf(this.partsAt(timeline, time));
      const times = this.parts.get(timeline)?.map((part) => part.time) ?? [];
      const previous = Math.max(...times.filter((other) => other < time));
      const next = Math.min(...times.filter((other) => other > time));
      this.revise(timeline, {
        time,
        before,
        after,
        previous: pointOf(this.partsAt(timeline, previous)),
        next: pointOf(this.partsAt(timeline, next)),
      });
    }
  }

  private revise(timeline: string, change: Parameters<typeof reviseEdges>[0]): void {
    const known = this.intervals.get(timeline) ?? [];
    const touched = new Set(touchedEdges(change).map(edgeKeyOf));
    const fetched = known.filter((interval) => touched.has(edgeKeyOf(interval)));
    const { remove, write } = reviseEdges(change, fetched);
    const same = (a: Interval) => (b: Interval) => edgeKeyOf(a) === edgeKeyOf(b) && a.validFrom === b.validFrom;
    const kept = known.filter((interval) => ![...remove, ...write].some(same(interval)));
    this.intervals.set(timeline, [...kept, ...write]);
  }

  private partsAt(timeline: string, time: Instant): TimelinePart[] {
    return (this.parts.get(timeline) ?? []).filter((part) => part.time === time);
  }
}
