/** A small estate in few words, for the contract of the store. */
import {
  type AssetId,
  datasetId,
  deploymentId,
  featureId,
  jobId,
  modelVersionId,
} from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type {
  DeclaredStatement,
  EdgeRole,
  Fact,
  FactValue,
  RunStatement,
  StatedEdge,
  StaticStatement,
} from '../domain/statement.ts';
import type { Walk } from '../domain/walk.ts';
import type { LineageStore } from './lineage-store.ts';

export interface OpenedStore {
  store: LineageStore;
  /** Closes the store and opens it again on the same data; left out where the data end with the store. */
  reopen?(): Promise<LineageStore>;
  /** Closes the store and whatever the test needed for it. */
  close(): Promise<void>;
}

/** Opens a store that holds nothing. */
export type OpenStore = () => Promise<OpenedStore>;

export const dataset = (name: string): AssetId => datasetId('n', name);
export const feature = (name: string, field: string): AssetId => featureId('n', name, field);
export const job = (name: string): AssetId => jobId('n', name);
export const model = (version: string): AssetId => modelVersionId('n', 'churn', version);
export const deployment = (name: string): AssetId => deploymentId('prod', name);

export const edge = (from: AssetId, role: EdgeRole, to: AssetId): StatedEdge => ({ from, to, role });

/** Inputs and outputs of a job. */
export const flow = (name: string, inputs: string[], outputs: string[]): StatedEdge[] => [
  ...inputs.map((input) => edge(dataset(input), 'READS', job(name))),
  ...outputs.map((output) => edge(job(name), 'WRITES', dataset(output))),
];

/** A COMPLETE event, its run named after job and time, unless `more` says otherwise. */
export const run = (
  name: string,
  time: Instant,
  edges: StatedEdge[],
  more: Partial<RunStatement> = {},
): RunStatement => ({
  kind: 'run',
  runId: `${name}@${time}`,
  job: job(name),
  type: 'COMPLETE',
  time,
  parent: null,
  error: null,
  edges,
  facts: [],
  traceId: null,
  ...more,
});

export const static_ = (subject: AssetId, time: Instant, edges: StatedEdge[], facts: Fact[] = []): StaticStatement => ({
  kind: 'static',
  subject,
  time,
  edges,
  facts,
});

export const declared = (
  edges: DeclaredStatement['edges'],
  more: Partial<DeclaredStatement> = {},
): DeclaredStatement => ({
  kind: 'declared',
  assets: [],
  edges,
  author: 'steward',
  reason: null,
  idempotency: null,
  ...more,
});

export const fact = (asset: AssetId, time: Instant, value: FactValue, runId: string | null = null): Fact => ({
  asset,
  time,
  runId,
  ...value,
});

/** Far enough away that no test meets it. */
export const NEVER = Number.MAX_SAFE_INTEGER;

export const walkFrom = (start: AssetId, more: Partial<Walk> = {}): Walk => ({
  start,
  direction: 'upstream',
  depth: 100,
  limit: 1000,
  asOf: 100,
  columns: false,
  deadline: NEVER,
  ...more,
});
