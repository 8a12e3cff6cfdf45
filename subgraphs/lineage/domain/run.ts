import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareText } from './edge.ts';
import { orderedEdges, unionOf } from './stated-edges.ts';
import type { Facet, NominalTime, RunReference, RunStatement, StatedEdge } from './statement.ts';

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
  parent: Said<RunReference> | null;
  root: Said<RunReference> | null;
  nominal: Said<NominalTime> | null;
  traceId: Said<string> | null;
  /** By input and output: the latest version said, for an output has its version when the run ends. */
  versions: Record<AssetId, Said<string>>;
  /** Union over its events, in order. */
  edges: readonly StatedEdge[];
}

export interface RunRecord {
  runId: string;
  job: AssetId;
  /** UNKNOWN: another run names it, of itself nothing was told. */
  state: 'RUNNING' | 'COMPLETE' | 'FAIL' | 'ABORT' | 'UNKNOWN';
  startedAt: Instant | null;
  /** Earliest event of the type that decided the state; null while it runs. */
  endedAt: Instant | null;
  error: string | null;
  parent: RunReference | null;
  root: RunReference | null;
  /** The span of data time that it is for; null when nobody said. */
  nominal: NominalTime | null;
  traceId: string | null;
  /** Versions of inputs and outputs, where their producer said them. */
  versions: Record<AssetId, string>;
}

/** What belongs to one run and is too much to list for many. */
export interface RunDetail {
  /** The edges that it stated. */
  edges: readonly StatedEdge[];
  /** The latest of each name, by name; those taken back are left out. */
  facets: Facet[];
}

/** A facet of a run, as one of its events sent it. */
export interface TimedFacet extends Facet {
  time: Instant;
}

/** The latest facet of each name, by name; of several sent at one instant the greatest in text. */
export function latestFacets(facets: readonly TimedFacet[]): Facet[] {
  const latest = new Map<string, TimedFacet>();
  for (const facet of facets) {
    const known = latest.get(facet.name);
    if (!known || known.time < facet.time || (known.time === facet.time && textOf(known) < textOf(facet)))
      latest.set(facet.name, facet);
  }
  return [...latest.values()]
    .filter(({ value }) => value !== null)
    .map(({ name, value }) => ({ name, value }))
    .sort((a, b) => compareText(a.name, b.name));
}

const textOf = ({ value }: Facet): string => JSON.stringify(value);

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
    parent: at(referenceOf(said.parent)),
    root: at(referenceOf(said.root ?? null)),
    nominal: at(said.nominal ? { start: said.nominal.start, end: said.nominal.end } : null),
    traceId: at(said.traceId),
    versions: Object.fromEntries((said.versions ?? []).map(({ asset, version }) => [asset, { time, value: version }])),
    edges: orderedEdges(said.edges),
  };
}

const referenceOf = (said: RunReference | null): RunReference | null => said && { runId: said.runId, job: said.job };

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
    root: first(a.root, b.root),
    nominal: first(a.nominal, b.nominal),
    traceId: first(a.traceId, b.traceId),
    versions: mergeVersions(a.versions, b.versions),
    edges: unionOf(a.edges, b.edges),
  };
}

/** A run as readers see it. Failure is sticky: a COMPLETE beside a FAIL or ABORT counts for nothing. */
export function runRecordOf(run: Omit<RunHistory, 'edges'>): RunRecord {
  const { runId, job, startedAt, completedAt, failedAt, abortedAt } = run;
  const [state, endedAt] =
    failedAt !== null
      ? (['FAIL', failedAt] as const)
      : abortedAt !== null
        ? (['ABORT', abortedAt] as const)
        : completedAt !== null
          ? (['COMPLETE', completedAt] as const)
          : (['RUNNING', null] as const);
  return {
    runId,
    job,
    state,
    startedAt,
    endedAt,
    error: run.error?.value ?? null,
    parent: run.parent?.value ?? null,
    root: run.root?.value ?? null,
    nominal: run.nominal?.value ?? null,
    traceId: run.traceId?.value ?? null,
    versions: Object.fromEntries(Object.entries(run.versions).map(([asset, { value }]) => [asset, value])),
  };
}

/** All that is known of a run that only others name. */
export const namedRun = ({ runId, job }: RunReference): RunRecord => ({
  ...{ runId, job, state: 'UNKNOWN', startedAt: null, endedAt: null, error: null },
  ...{ parent: null, root: null, nominal: null, traceId: null, versions: {} },
});

function mergeVersions(a: RunHistory['versions'], b: RunHistory['versions']): RunHistory['versions'] {
  const merged = { ...a };
  for (const [asset, said] of Object.entries(b) as [AssetId, Said<string>][]) {
    const known = merged[asset];
    const later =
      !known || known.time < said.time || (known.time === said.time && compareText(known.value, said.value) < 0);
    if (later) merged[asset] = said;
  }
  return merged;
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

/** The newest runs of each job, at most so many, of what was found of each. */
export const newestOfEach = (
  found: ReadonlyMap<AssetId, readonly RunRecord[]>,
  most: number,
): Map<AssetId, RunRecord[]> =>
  new Map([...found].map(([job, runs]) => [job, runs.toSorted(compareNewestFirst).slice(0, most)]));

/** By which a run has its place among others. */
export const placeOf = ({ startedAt, endedAt }: Pick<RunRecord, 'startedAt' | 'endedAt'>): Instant =>
  startedAt ?? endedAt ?? 0;
