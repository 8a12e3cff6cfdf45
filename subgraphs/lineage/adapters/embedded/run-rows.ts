import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { RunHistory, Said } from '../../domain/run.ts';
import type { StatedEdge } from '../../domain/statement.ts';
import type { RunRow } from './tables.ts';

const textOf = (said: Said<unknown> | null): string | null => (said ? JSON.stringify(said) : null);

const saidOf = <Value>(text: string | null): Said<Value> | null =>
  text === null ? null : (JSON.parse(text) as Said<Value>);

export const rowOfRun = (run: RunHistory, job: number, edgeSet: string): RunRow => ({
  run_id: run.runId,
  job,
  started_at: run.startedAt,
  completed_at: run.completedAt,
  failed_at: run.failedAt,
  aborted_at: run.abortedAt,
  error: textOf(run.error),
  parent: textOf(run.parent),
  trace: textOf(run.traceId),
  root: textOf(run.root),
  nominal: textOf(run.nominal),
  versions: Object.keys(run.versions).length > 0 ? JSON.stringify(run.versions) : null,
  edge_set: edgeSet,
});

export const runOfRow = (row: RunRow, job: AssetId, edges: StatedEdge[]): RunHistory => ({
  runId: row.run_id,
  job,
  startedAt: row.started_at,
  completedAt: row.completed_at,
  failedAt: row.failed_at,
  abortedAt: row.aborted_at,
  error: saidOf(row.error),
  parent: saidOf(row.parent),
  root: saidOf(row.root),
  nominal: saidOf(row.nominal),
  traceId: saidOf(row.trace),
  versions: row.versions === null ? {} : JSON.parse(row.versions),
  edges,
});
