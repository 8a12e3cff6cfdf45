import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareText } from './edge.ts';
import { unionOf } from './stated-edges.ts';
import type { RunStatement, StatedEdge } from './statement.ts';

/** What a run's producer said at a time; of several sayings the earliest stands, at one instant the least in text. */
export interface Said<Value> {
  time: Instant;
  value: Value;
}

/** All that the events of one run say together, the same whatever their order and however often each arrived. */
export interface RunHistory {
  runId: string;
  job: AssetId;
  /** Earliest event of each type; null when none was sent. */
  startedAt: Instant | null;
  completedAt: Instant | null;
  failedAt: Instant | null;
  abortedAt: Instant | null;
  error: Said<string> | null;
  parent: Said<{ runId: string; job: AssetId }> | null;
  traceId: Said<string> | null;
  /** Union over its events, in order. */
  edges: StatedEdge[];
}

export interface RunRecord {
  runId: string;
  job: AssetId;
  state: 'RUNNING' | 'COMPLETE' | 'FAIL' | 'ABORT';
  startedAt: Instant | null;
  /** Earliest event of the type that decided the state; null while it runs. */
  endedAt: Instant | null;
  error: string | null;
  parent: { runId: string; job: AssetId } | null;
  traceId: string | null;
}

/** What one event says of its run. */
export function runHistoryOf({ runId, job, type, time, ...said }: RunStatement): RunHistory {
  const at = <Value>(value: Value | null): Said<Value> | null => (value === null ? null : { time, value });
  return {
    runId,
    job,
    startedAt: type === 'START' ? time : null,
    completedAt: type === 'COMPLETE' ? time : null,
    failedAt: type === 'FAIL' ? time : null,
    abortedAt: type === 'ABORT' ? time : null,
    error: at(said.error),
    parent: at(said.parent && { runId: said.parent.runId, job: said.parent.job }),
    traceId: at(said.traceId),
    edges: unionOf([], said.edges),
  };
}

/** Joins what two sets of events say of one run: commutative, associative and idempotent. */
export function mergeRuns(a: RunHistory, b: RunHistory): RunHistory {
  return {
    runId: a.runId,
    job: a.job,
    startedAt: earlier(a.startedAt, b.startedAt),
    completedAt: earlier(a.completedAt, b.completedAt),
    failedAt: earlier(a.failedAt, b.failedAt),
    abortedAt: earlier(a.abortedAt, b.abortedAt),
    error: first(a.error, b.error),
    parent: first(a.parent, b.parent),
    traceId: first(a.traceId, b.traceId),
    edges: unionOf(a.edges, b.edges),
  };
}

/** A run as readers see it. Failure is sticky: a COMPLETE beside a FAIL or ABORT counts for nothing. */
export function runRecordOf(run: RunHistory): RunRecord {
  const { runId, job, startedAt, completedAt, failedAt, abortedAt } = run;
  const [state, endedAt] =
    failedAt !== null
      ? (['FAIL', failedAt] as const)
      : abortedAt !== null
        ? (['ABORT', abortedAt] as const)
        : completedAt !== null
          ? (['COMPLETE', completedAt] as const)
          : (['RUNNING', null] as const);
  const said = { error: run.error, parent: run.parent, traceId: run.traceId };
  return {
    runId,
    job,
    state,
    startedAt,
    endedAt,
    error: said.error?.value ?? null,
    parent: said.parent?.value ?? null,
    traceId: said.traceId?.value ?? null,
  };
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function first<Value>(a: Said<Value> | null, b: Said<Value> | null): Said<Value> | null {
  if (a === null || b === null) return a ?? b;
  if (a.time !== b.time) return a.time < b.time ? a : b;
  return JSON.stringify(a.value) <= JSON.stringify(b.value) ? a : b;
}

/** By start, or end where no start was sent, newest first; then by id. */
export const compareNewestFirst = (a: RunRecord, b: RunRecord): number =>
  placeOf(b) - placeOf(a) || compareText(a.runId, b.runId);

/** By which a run has its place among others. */
export const placeOf = ({ startedAt, endedAt }: Pick<RunRecord, 'startedAt' | 'endedAt'>): Instant =>
  startedAt ?? endedAt ?? 0;
