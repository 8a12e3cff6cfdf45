import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';

export type EdgeRole = 'READS' | 'WRITES' | 'DERIVES' | 'PART_OF' | 'TRAINS' | 'SERVES' | 'CALLS';

/** An edge without its time: `from` feeds `to`. */
export interface EdgeKey {
  from: AssetId;
  to: AssetId;
  role: EdgeRole;
}

/** How a field is computed from another, as OpenLineage's columnLineage says it. */
export interface Transformation {
  type: string;
  subtype: string | null;
  masking: boolean;
}

/** An edge as a producer states it. */
export interface StatedEdge extends EdgeKey {
  /** Only for DERIVES, and only where the producer says more than that there is a connection. */
  transformation?: Transformation;
}

type RunEventType = 'START' | 'RUNNING' | 'COMPLETE' | 'FAIL' | 'ABORT' | 'OTHER';

/** A run of another job, as a producer names it. */
export interface RunReference {
  runId: string;
  job: AssetId;
}

/** A span of data time. */
export interface NominalTime {
  start: Instant;
  /** Null when only a start was sent. */
  end: Instant | null;
}

/** A facet as its producer sent it, JSON; null takes back what was sent under this name before. */
export interface Facet {
  name: string;
  value: unknown;
}

/** Another name of a dataset, by a producer's `symlinks`: both are one asset from then on, at all times. */
export interface Symlink {
  /** The dataset that the producer describes. */
  asset: AssetId;
  alias: AssetId;
}

/** What one event said of one run. A run's edges are the union over its events. */
export interface RunStatement {
  kind: 'run';
  runId: string;
  /** The asset that runs: a JOB, or a DEPLOYMENT or SERVICE that its producer describes as a job. */
  job: AssetId;
  type: RunEventType;
  time: Instant;
  parent: RunReference | null;
  /** The run at the top of the hierarchy that it belongs to. */
  root?: RunReference | null;
  /** The span of data time that it is for, such as the day that it loads; `end` null when only a start was sent. */
  nominal?: NominalTime | null;
  /** What was said of the run itself. */
  facets?: Facet[];
  /** The versions of inputs and outputs that it read and wrote. */
  versions?: { asset: AssetId; version: string }[];
  symlinks?: Symlink[];
  /** The producer's message of what went wrong; null when there is none. */
  error: string | null;
  edges: StatedEdge[];
  facts: Fact[];
  /** Trace that the run took part in, when its producer says so. */
  traceId: string | null;
}

/** What holds of a job or dataset outside any run: OpenLineage's JobEvent and DatasetEvent. */
export interface StaticStatement {
  kind: 'static';
  /** The asset that it describes; the edges it states replace those stated of this asset before. */
  subject: AssetId;
  time: Instant;
  edges: StatedEdge[];
  facts: Fact[];
  symlinks?: Symlink[];
}

/**
 * What a steward states by hand. It never ends by events. An edge declared again with the same `validFrom` replaces the
 * declaration before, so that a steward can end it or take it back; a title declared again replaces the title, null
 * leaves it.
 */
export interface DeclaredStatement {
  kind: 'declared';
  assets: { id: AssetId; title: string | null }[];
  edges: DeclaredEdge[];
  /** What is noted on assets. */
  notes?: Fact[];
  /** Who says so. */
  author: string;
  /** Why; null when nobody said. */
  reason: string | null;
  /** Known again by `key`; `fingerprint` tells whether the same was asked. A declaration whose key is kept already changes nothing. */
  idempotency: { key: string; fingerprint: string } | null;
}

export interface DeclaredEdge extends EdgeKey {
  validFrom: Instant;
  validTo: Instant | null;
  /** The edge does not hold over this span, whoever states it; left out where it holds. */
  retracted?: boolean;
}

/** Assets known from elsewhere, such as an observation, that have no lineage yet. */
interface KnownStatement {
  kind: 'known';
  assets: AssetId[];
}

export type LineageStatement = RunStatement | StaticStatement | DeclaredStatement | KnownStatement;

/** Something a producer said of one asset at one time. Changes are found by comparing facts of one kind in order of time. */
export type Fact = { asset: AssetId; time: Instant; runId: string | null } & FactValue;

export type FactValue =
  | { kind: 'schema'; fields: { name: string; type: string | null; description: string | null }[] }
  | { kind: 'datasetType'; datasetType: string }
  | { kind: 'version'; version: string }
  | { kind: 'documentation'; text: string }
  | { kind: 'jobType'; jobType: string | null; processingType: string | null; integration: string | null }
  | { kind: 'sourceCode'; url: string | null; version: string | null }
  | { kind: 'rowCount'; rows: number }
  | { kind: 'nullCount'; field: string; nulls: number; rows: number }
  /** `name` tells checks of one kind on one field apart, where their producer names them. */
  | { kind: 'assertion'; assertion: string; field: string | null; name?: string; success: boolean }
  | { kind: 'owner'; owners: string[] }
  | { kind: 'tags'; tags: Record<string, string> }
  | { kind: 'failure'; error: string | null }
  /**
   * What happened to a dataset as a whole. RENAME: `other` was its name before. RENAMED is said of that earlier name,
   * `other` being the later one. WRITTEN: a run wrote it, said only where it said nothing else of it.
   */
  | { kind: 'lifecycle'; change: LifecycleChange; other: AssetId | null }
  /** A producer took back what it said of this kind. */
  | { kind: 'removed'; of: FactKind }
  /** A steward's note. */
  | { kind: 'annotation'; text: string; author: string }
  /** A facet as sent, understood or not. `of` tells what it was sent with. */
  | ({ kind: 'facet'; of: FacetHolder } & Facet);

export type LifecycleChange = 'CREATE' | 'ALTER' | 'OVERWRITE' | 'TRUNCATE' | 'RENAME' | 'DROP' | 'RENAMED' | 'WRITTEN';

/** Input and output facets of OpenLineage hold for one run's reading or writing, dataset and job facets until said otherwise. */
export type FacetHolder = 'job' | 'dataset' | 'input' | 'output';

export type FactKind = FactValue['kind'];
