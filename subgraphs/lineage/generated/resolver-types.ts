import type { Instant } from '../../../vocabulary/duration.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AssetReference } from '../../../platform/asset-resolvers.ts';
import type { DescribedAsset } from '../domain/fact.ts';
import type { Edge } from '../domain/edge.ts';
import type { Change as ChangeRecord } from '../domain/changes/change.ts';
import type { FailedCheck as FailedCheckRecord } from '../domain/failed-checks.ts';
import type { PlacedDifference } from '../use-cases/difference.ts';
import type { FacetFact } from '../use-cases/asset-facts.ts';
import type { WalkedEdge } from '../use-cases/walk-page.ts';
import type { RunRecord } from '../domain/run.ts';
import type { LineageContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  DateTime: { input: Instant; output: Instant; }
  Duration: { input: Duration; output: Duration; }
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type AlternativePath = {
  __typename?: 'AlternativePath';
  cursor: Scalars['String']['output'];
  /** Whether it is one of the set of which no two share a step. */
  disjoint: Scalars['Boolean']['output'];
  /** Number of edges. */
  length: Scalars['Int']['output'];
  /** From the first asset to the last; of several edges between the same two assets the first by role. */
  steps: Array<LineagePathStep>;
};

export type AncestorDistance = {
  __typename?: 'AncestorDistance';
  asset: Asset;
  /** Least number of edges from the ancestor down to it. */
  distance: Scalars['Int']['output'];
};

export type AnnotateAssetInput = {
  asset: Scalars['ID']['input'];
  /** Who says so; until people sign in, `local user` when left out. */
  author?: InputMaybe<Scalars['String']['input']>;
  text: Scalars['String']['input'];
};

export type AnnotateAssetPayload = {
  __typename?: 'AnnotateAssetPayload';
  /** Null when there are errors. */
  asset?: Maybe<Asset>;
  userErrors: Array<UserError>;
};

export type Annotation = {
  __typename?: 'Annotation';
  author: Scalars['String']['output'];
  text: Scalars['String']['output'];
  time: Scalars['DateTime']['output'];
};

export type Asset = {
  __typename?: 'Asset';
  /** Other ids that producers' symlinks say are the same asset. */
  aliases?: Maybe<Array<Scalars['ID']['output']>>;
  /** Stewards' notes, newest first. */
  annotations?: Maybe<Array<Annotation>>;
  /**
   * The deployments that its trouble reaches, greatest exposure first. `namespace` (their environment), `tags` and
   * `changedSince` filter the answer; exposure is that among all.
   */
  blastRadius?: Maybe<BlastRadiusConnection>;
  /** What changed on it in [from, to), oldest first; `knownAt` leaves out what Headwater learned since. */
  changes?: Maybe<Array<Change>>;
  /** Title from a declaration or the producer's documentation; null when none was given. `title` is the catalog's. */
  declaredTitle?: Maybe<Scalars['String']['output']>;
  /** When it was dropped or renamed away; null while it exists, when a producer says something of it again, and when nobody says. */
  deletedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What only this kind of asset has; null when lineage does not know it. */
  detail?: Maybe<AssetDetail>;
  /** Everything it feeds, nearest first, then by id; arguments as for `upstream`. */
  downstream?: Maybe<LineageConnection>;
  /** What producers sent with it, as they sent it, the latest of each name, by holder and name. */
  facets?: Maybe<Array<AssetFacet>>;
  id: Scalars['ID']['output'];
  kind: AssetKind;
  name: Scalars['String']['output'];
  namespace: Scalars['String']['output'];
  /** When it was first recorded; null when lineage does not know it. */
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it was called before; null when nobody says. */
  renamedFrom?: Maybe<Asset>;
  /** What it is called since it was renamed away; null when it was not. */
  renamedTo?: Maybe<Asset>;
  /**
   * Its runs a page at a time, newest first by start (by end where no start was sent), then by id. `from` and `to` keep to
   * those with that time in [from, to), `states` to those that stand so now.
   */
  runHistory?: Maybe<RunConnection>;
  /** Its runs, newest first; empty for what does not run. */
  runs?: Maybe<Array<Run>>;
  /**
   * Everything that feeds it, nearest first, then by id. `kinds`, `namespace`, `tags` and `changedSince` filter the answer, not
   * the walk, and `totalCount` counts what they leave; naming FEATURE lets the walk take column-level edges too. `direct` leaves out fields that only steer others, by a filter, a join or an order.
   * `knownAt` takes the graph as Headwater knew it then, without what it learned since.
   */
  upstream?: Maybe<LineageConnection>;
  /**
   * What changed upstream of it in [from, to), itself left out; newest first, then by the change's id. Upstream is as it
   * was at the end of that time, or now if that has not come. `knownAt` takes graph and changes as Headwater knew them then.
   */
  upstreamChanges?: Maybe<UpstreamChangeConnection>;
};


export type AssetBlastRadiusArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
  depth?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  tags?: InputMaybe<Array<TagFilterInput>>;
};


export type AssetChangesArgs = {
  from: Scalars['DateTime']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  to: Scalars['DateTime']['input'];
};


export type AssetDownstreamArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
  depth?: Scalars['Int']['input'];
  direct?: Scalars['Boolean']['input'];
  first?: Scalars['Int']['input'];
  kinds?: InputMaybe<Array<AssetKind>>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  tags?: InputMaybe<Array<TagFilterInput>>;
};


export type AssetFacetsArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  names?: InputMaybe<Array<Scalars['String']['input']>>;
};


export type AssetRunHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  from?: InputMaybe<Scalars['DateTime']['input']>;
  states?: InputMaybe<Array<RunState>>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


export type AssetRunsArgs = {
  first?: Scalars['Int']['input'];
};


export type AssetUpstreamArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
  depth?: Scalars['Int']['input'];
  direct?: Scalars['Boolean']['input'];
  first?: Scalars['Int']['input'];
  kinds?: InputMaybe<Array<AssetKind>>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  tags?: InputMaybe<Array<TagFilterInput>>;
};


export type AssetUpstreamChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  changes?: InputMaybe<Array<ChangeKind>>;
  depth?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  kinds?: InputMaybe<Array<AssetKind>>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  tags?: InputMaybe<Array<TagFilterInput>>;
  to: Scalars['DateTime']['input'];
};

export type AssetDetail = Dataset | Deployment | Feature | Job | ModelVersion | Service;

/** Something a producer sent with an asset, understood or not. */
export type AssetFacet = {
  __typename?: 'AssetFacet';
  holder: FacetHolder;
  name: Scalars['String']['output'];
  /** The run that sent it; null when none did. */
  run?: Maybe<Run>;
  /** Since when it holds. */
  time: Scalars['DateTime']['output'];
  value?: Maybe<Scalars['JSON']['output']>;
};

export type AssetKind =
  | 'DATASET'
  | 'DEPLOYMENT'
  | 'FEATURE'
  | 'JOB'
  | 'MODEL_VERSION'
  | 'SERVICE';

/** By exposure, greatest first; those without measured traffic last, by importance × input share; then by depth and id. */
export type BlastRadiusConnection = {
  __typename?: 'BlastRadiusConnection';
  completeness: Completeness;
  edges: Array<BlastRadiusEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type BlastRadiusEdge = {
  __typename?: 'BlastRadiusEdge';
  cursor: Scalars['String']['output'];
  depth: Scalars['Int']['output'];
  /**
   * Traffic share × importance × input share, in 0..1; an importance that nobody states counts in full. Null when its
   * traffic is not measured.
   */
  exposure?: Maybe<Scalars['Float']['output']>;
  /**
   * What its tag `importance` says: a number in 0..1, or low (0.25), medium (0.5), high (0.75), critical (1). Null when
   * nobody states it.
   */
  importance?: Maybe<Scalars['Float']['output']>;
  /**
   * Share of what directly feeds it that the trouble reaches, in 0..1. Distance itself takes nothing away: a wrong value
   * is as wrong ten jobs on, but a deployment with other inputs depends on this one the less.
   */
  inputShare: Scalars['Float']['output'];
  node: Asset;
  /**
   * Share of the traffic of all reached deployments that passes through this one, in 0..1, from the THROUGHPUT metrics
   * of the last seven days. Null when its traffic is not measured.
   */
  trafficShare?: Maybe<Scalars['Float']['output']>;
};

/** Something that happened to an asset and may explain a degradation. */
export type Change = {
  __typename?: 'Change';
  asset: Asset;
  details?: Maybe<Scalars['JSON']['output']>;
  id: Scalars['ID']['output'];
  kind: ChangeKind;
  /** The run that showed it; null when there is none. */
  run?: Maybe<Run>;
  /** One sentence. */
  summary: Scalars['String']['output'];
  time: Scalars['DateTime']['output'];
};

export type ChangeKind =
  | 'ASSERTION_FAILED'
  | 'CODE_CHANGED'
  | 'DATASET_DROPPED'
  | 'DATASET_RENAMED'
  | 'DATASET_TRUNCATED'
  | 'MODEL_DEPLOYED'
  | 'NULL_SHARE_CHANGED'
  | 'ROW_COUNT_CHANGED'
  | 'RUN_FAILED'
  | 'SCHEMA_CHANGED';

export type ClosureAsset = {
  __typename?: 'ClosureAsset';
  asset: Asset;
  depth: Scalars['Int']['output'];
};

export type ClosureEdge = {
  __typename?: 'ClosureEdge';
  /** Id of the upstream asset. */
  from: Scalars['ID']['output'];
  role: EdgeRole;
  /** Id of the downstream asset. */
  to: Scalars['ID']['output'];
};

export type CommonAncestorConnection = {
  __typename?: 'CommonAncestorConnection';
  completeness: Completeness;
  edges: Array<CommonAncestorEdge>;
  pageInfo: PageInfo;
  /** Common ancestors after the filters; null when a walk was cut off and nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type CommonAncestorEdge = {
  __typename?: 'CommonAncestorEdge';
  cursor: Scalars['String']['output'];
  /** For each asset asked about, in the order asked, each once. */
  distances: Array<AncestorDistance>;
  node: Asset;
};

export type Completeness =
  /** Nothing was left out. */
  | 'COMPLETE'
  /** The deadline was hit: there may be more. */
  | 'TIMED_OUT'
  /** A bound on depth or count was hit: there is more. */
  | 'TRUNCATED';

export type CoverageGapConnection = {
  __typename?: 'CoverageGapConnection';
  /**
   * Whether this page's part of the assets was gone through. TIMED_OUT after a long stretch without gaps: `endCursor`
   * leads on from there, even from a page without edges.
   */
  completeness: Completeness;
  edges: Array<CoverageGapEdge>;
  pageInfo: PageInfo;
  /** Counted when all gaps fit the first page; else null, for nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type CoverageGapEdge = {
  __typename?: 'CoverageGapEdge';
  cursor: Scalars['String']['output'];
  gap: CoverageGapKind;
  node: Asset;
};

export type CoverageGapKind =
  /** No producer named an owner in an ownership facet. Owners from the catalog are `Asset.owner` and not looked at here. */
  | 'DATASET_WITHOUT_OWNER'
  /** No model version feeds it. */
  | 'DEPLOYMENT_WITHOUT_MODEL_VERSION'
  /** It is named by a static event, a declaration or a child, but no event of a run came. */
  | 'JOB_WITHOUT_RUNS'
  /** No dataset feeds it, nor the job that trained it. */
  | 'MODEL_VERSION_WITHOUT_TRAINING_DATA';

export type Dataset = {
  __typename?: 'Dataset';
  /** As producers name it: TABLE, VIEW, TOPIC, …; null when not stated. */
  datasetType?: Maybe<Scalars['String']['output']>;
  /** Fields in the producer's order; null when no schema was sent. */
  fields?: Maybe<Array<DatasetField>>;
  /** Latest version stated by a producer. */
  version?: Maybe<Scalars['String']['output']>;
};

export type DatasetField = {
  __typename?: 'DatasetField';
  description?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  type?: Maybe<Scalars['String']['output']>;
};

export type DeclareLineageInput = {
  assets?: Array<DeclaredAssetInput>;
  /** Who says so; until people sign in, `local user` when left out. */
  author?: InputMaybe<Scalars['String']['input']>;
  edges?: Array<DeclaredEdgeInput>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, for whoever asks later. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type DeclareLineagePayload = {
  __typename?: 'DeclareLineagePayload';
  assets: Array<Asset>;
  /** Edges stated by this call, new or not. */
  edgeCount: Scalars['Int']['output'];
  userErrors: Array<UserError>;
};

export type DeclaredAssetInput = {
  id: Scalars['ID']['input'];
  title?: InputMaybe<Scalars['String']['input']>;
};

export type DeclaredEdgeInput = {
  /** The upstream side: it feeds `to`. */
  from: Scalars['ID']['input'];
  role: EdgeRole;
  to: Scalars['ID']['input'];
  /** Since when; now when left out. */
  validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when; still valid when left out. */
  validTo?: InputMaybe<Scalars['DateTime']['input']>;
};

export type Deployment = {
  __typename?: 'Deployment';
  environment: Scalars['String']['output'];
};

export type DifferenceKind =
  | 'ADDED'
  /** It stands at both times, but ended in between, or who states it or how it transforms changed. */
  | 'CHANGED'
  | 'ENDED';

export type EdgeOrigin =
  /** A steward said so. */
  | 'DECLARED'
  /** A run or another event of a producer said so. */
  | 'OBSERVED';

export type EdgeRole =
  /** Service or deployment -> its caller. */
  | 'CALLS'
  /** Feature -> the feature computed from it. */
  | 'DERIVES'
  /** Feature -> its dataset. */
  | 'PART_OF'
  /** Dataset or model version -> the job that reads it. */
  | 'READS'
  /** Model version -> the deployment that serves it. */
  | 'SERVES'
  /** Training job -> the model version it made. */
  | 'TRAINS'
  /** Job -> the dataset it writes. */
  | 'WRITES';

export type FacetHolder =
  | 'DATASET'
  /** Of one run's reading. */
  | 'INPUT'
  | 'JOB'
  /** Of one run's writing. */
  | 'OUTPUT';

/** A check that fails now. */
export type FailedCheck = {
  __typename?: 'FailedCheck';
  asset: Asset;
  /** ASSERTION_FAILED or RUN_FAILED. */
  kind: ChangeKind;
  /** When it began to fail, as far as is told of in the last 14 days. */
  since: Scalars['DateTime']['output'];
  /** One sentence. */
  summary: Scalars['String']['output'];
};

export type Feature = {
  __typename?: 'Feature';
  dataset: Asset;
  /** The fields that it is computed from, and how, by id. */
  derivedFrom: Array<FieldDerivation>;
  /** The fields that are computed from it, and how, by id. */
  derives: Array<FieldDerivation>;
  /**
   * What a change of this field reaches, nearest first, then by id. Where producers tell fields apart only what is computed
   * from it; where a job does not, everything that it writes may be affected, and so on from there.
   */
  impact: FieldImpactConnection;
  type?: Maybe<Scalars['String']['output']>;
};


export type FeatureDerivedFromArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


export type FeatureDerivesArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


export type FeatureImpactArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  depth?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
  kinds?: InputMaybe<Array<AssetKind>>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};

export type FedAssets = {
  __typename?: 'FedAssets';
  assets: Array<ClosureAsset>;
  completeness: Completeness;
};

export type FieldDerivation = {
  __typename?: 'FieldDerivation';
  /** The field at the other end. */
  field: Asset;
  via: LineageVia;
};

export type FieldImpactConnection = {
  __typename?: 'FieldImpactConnection';
  completeness: Completeness;
  edges: Array<FieldImpactEdge>;
  pageInfo: PageInfo;
  /** Assets reached, after `kinds`; null when the walk was cut off and nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type FieldImpactEdge = {
  __typename?: 'FieldImpactEdge';
  certainty: ImpactCertainty;
  cursor: Scalars['String']['output'];
  /** Least number of edges between the two. */
  depth: Scalars['Int']['output'];
  /** Whether a value of the field gets there, rather than a filter, join or order by it. */
  direct: Scalars['Boolean']['output'];
  node: Asset;
};

export type ImpactCertainty =
  /** A job on the way tells only which datasets it reads: it may be affected. */
  | 'DATASET'
  /** Column lineage leads there. */
  | 'FIELD';

export type Job = {
  __typename?: 'Job';
  integration?: Maybe<Scalars['String']['output']>;
  /** As producers name it, such as SQL_JOB; null when not stated. */
  jobType?: Maybe<Scalars['String']['output']>;
  /** The job that started its latest run; null when none was named. */
  parent?: Maybe<Asset>;
  /** BATCH or STREAMING; null when not stated. */
  processingType?: Maybe<Scalars['String']['output']>;
  /** Where its code is; null when not stated. */
  sourceCodeUrl?: Maybe<Scalars['String']['output']>;
  /** Version of its code; null when not stated. */
  sourceCodeVersion?: Maybe<Scalars['String']['output']>;
};

export type LineageClosure = {
  __typename?: 'LineageClosure';
  /** The asked asset first, then by depth and id. */
  assets: Array<ClosureAsset>;
  completeness: Completeness;
  /** Every edge between two assets of the closure. */
  edges: Array<ClosureEdge>;
};

export type LineageConnection = {
  __typename?: 'LineageConnection';
  completeness: Completeness;
  edges: Array<LineageEdge>;
  pageInfo: PageInfo;
  /** Assets that the walk found after the filters; null when it was cut off and nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type LineageDiff = {
  __typename?: 'LineageDiff';
  /** TRUNCATED when more than 20,000 edges changed, or a walk was cut off: ask for a shorter time, or of one asset. */
  completeness: Completeness;
  edges: Array<LineageDifference>;
  pageInfo: PageInfo;
  /** Null when it was cut off and nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type LineageDifference = {
  __typename?: 'LineageDifference';
  /** As it stands at the later time; null where it ended. */
  after?: Maybe<LineageVia>;
  /** As it stood at the earlier time; null where it was added. */
  before?: Maybe<LineageVia>;
  cursor: Scalars['String']['output'];
  from: Asset;
  kind: DifferenceKind;
  role: EdgeRole;
  to: Asset;
};

export type LineageDirection =
  | 'DOWNSTREAM'
  | 'UPSTREAM';

export type LineageEdge = {
  __typename?: 'LineageEdge';
  cursor: Scalars['String']['output'];
  /** Least number of edges between the two, assets of every kind counted. */
  depth: Scalars['Int']['output'];
  /** Whether values alone lead there, without a filter, join or order; null where no column-level edges take part, or nobody could tell. */
  direct?: Maybe<Scalars['Boolean']['output']>;
  node: Asset;
};

export type LineagePath = {
  __typename?: 'LineagePath';
  completeness: Completeness;
  /** Number of edges. */
  length: Scalars['Int']['output'];
  /** From the first asset to the last. */
  steps: Array<LineagePathStep>;
};

export type LineagePathStep = {
  __typename?: 'LineagePathStep';
  asset: Asset;
  /** The edge that led here; null on the first step. */
  via?: Maybe<LineageVia>;
};

export type LineagePaths = {
  __typename?: 'LineagePaths';
  /**
   * TRUNCATED when `k` left a chain out, or when there is too much around both ends for all chains between them to be
   * looked at. Chains longer than `maxLength` are not asked for.
   */
  completeness: Completeness;
  /** Of the chains that `k` lets in. */
  pageInfo: PageInfo;
  paths: Array<AlternativePath>;
  /** Of all pages together; null when some were left out and nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type LineageVia = {
  __typename?: 'LineageVia';
  /** Who declared it; null when it was observed. */
  author?: Maybe<Scalars['String']['output']>;
  /** The job at either end of the edge, or the one that said so; null when there is none. */
  job?: Maybe<Asset>;
  origin: EdgeOrigin;
  /** Why it was declared; null when nobody said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When Headwater learned of it as it stands. */
  recordedAt: Scalars['DateTime']['output'];
  role: EdgeRole;
  /** The run that first said so; null when none did. */
  run?: Maybe<Run>;
  /** When Headwater learned otherwise; null while this is what it knows. */
  supersededAt?: Maybe<Scalars['DateTime']['output']>;
  /** Between fields: how one is computed from the other; null when nobody said. */
  transformation?: Maybe<Transformation>;
  validFrom: Scalars['DateTime']['output'];
  /** Null while it is valid. */
  validTo?: Maybe<Scalars['DateTime']['output']>;
};

export type ModelVersion = {
  __typename?: 'ModelVersion';
  model: Scalars['String']['output'];
  version: Scalars['String']['output'];
};

export type ModelVersionConnection = {
  __typename?: 'ModelVersionConnection';
  edges: Array<ModelVersionEdge>;
  pageInfo: PageInfo;
  /** Null where more follow or came before. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type ModelVersionEdge = {
  __typename?: 'ModelVersionEdge';
  cursor: Scalars['String']['output'];
  node: Asset;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Adds a note to an asset. */
  annotateAsset: AnnotateAssetPayload;
  /**
   * States assets and edges by hand. Whole or not at all: with any fault, every fault is listed in `userErrors` and
   * nothing is stored. Sent again with the same `idempotencyKey` it answers as before.
   */
  declareLineage: DeclareLineagePayload;
  /** Makes assets known that have measurements but no lineage yet. Answers how many were new. */
  recordAssets: Scalars['Int']['output'];
  /**
   * Says that edges do not hold, whoever states them: from then on no walk takes them over the span given, and no event
   * brings them back. Declaring such an edge again, with the same `validFrom`, takes the retraction back. Whole or not at
   * all.
   */
  retractLineage: RetractLineagePayload;
};


export type MutationAnnotateAssetArgs = {
  input: AnnotateAssetInput;
};


export type MutationDeclareLineageArgs = {
  input: DeclareLineageInput;
};


export type MutationRecordAssetsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationRetractLineageArgs = {
  input: RetractLineageInput;
};

export type NameMatch =
  /** The whole name or title. */
  | 'EXACT'
  /** With an error (two from nine characters on, none below six): a character missing, added or wrong, or two swapped. */
  | 'FUZZY'
  /** It begins so. */
  | 'PREFIX'
  /** It holds the query somewhere. */
  | 'SUBSTRING'
  /** A word of it begins so. */
  | 'WORD_PREFIX';

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** An asset by its id; null when it is not known, BAD_USER_INPUT when the id does not parse. */
  asset?: Maybe<Asset>;
  /**
   * What changed on these assets in [from, to): schema, code, failures, deployments; oldest first. At most 5,000 assets.
   * `knownAt` leaves out what Headwater learned since.
   */
  changes: Array<Change>;
  /**
   * What is upstream of all of several assets, 2 to 20: nearest first by the greatest of the distances, then by their
   * sum, then by id. An asset is not upstream of itself. Null when one of them is not known. Cut off exactly when the
   * upstream of one of them is; what lies beyond may then also be common.
   */
  commonAncestors?: Maybe<CommonAncestorConnection>;
  /**
   * What lineage does not tell of assets that it knows, as of a time, now when left out: by kind of gap in the order of
   * `CoverageGapKind`, then by id. `gaps` names the kinds looked for; all when left out. `namespace` is exactly that of
   * the assets, and `tags` they bear.
   */
  coverageGaps: CoverageGapConnection;
  /**
   * Checks on these assets that fail now, at most 5,000 assets: assertions that failed when they were last told of, and jobs
   * whose last run that ended failed. What was last told of more than 14 days ago is left out: nobody says any more how it
   * is. By asset, then since when.
   */
  failedChecks: Array<FailedCheck>;
  /**
   * Those of these assets (at most 5,000) that the asset feeds, however far down, nearest first, the asset itself at depth 0;
   * features and column-level edges take part. COMPLETE when everything downstream was looked at: at most 100,000 assets.
   * Null when the asset is not known.
   */
  fedBy?: Maybe<FedAssets>;
  /**
   * The upstream closure of an asset with the edges among it, for reasoning over a whole neighbourhood at once.
   * Features and column-level edges take part.
   */
  lineageClosure?: Maybe<LineageClosure>;
  /**
   * How the graph differs between two times: edges that were added, that ended, and that changed; ordered by from, to and
   * role. Of the whole graph, or of all that is upstream or downstream of `asset` at either time.
   */
  lineageDiff: LineageDiff;
  /**
   * The shortest chain of edges from one asset down to another, as of a time, now when left out. Null when there is none.
   * `knownAt` takes the graph as Headwater knew it then, without what it learned since.
   */
  lineagePath?: Maybe<LineagePath>;
  /**
   * Up to `k` (1 to 100) chains of at most `maxLength` edges from one asset down to another that meet no asset twice, a
   * page of `first` at a time; all pages are to be asked with the same `k`, `maxLength`, `asOf` and `knownAt`.
   * First a set of which no two share a step, as many as there are and together as short as possible: what must all be
   * cut before nothing gets through. (Under a `maxLength` that leaves some of them out there may be larger sets.) Then the
   * others. Each of the two by length, then by the ids on the way. Null when `from` is not known.
   */
  lineagePaths?: Maybe<LineagePaths>;
  /** The versions of a model that are known, by id. */
  modelVersions: ModelVersionConnection;
  /** One run by its id, also one that only others name; null when it is not known. */
  run?: Maybe<Run>;
  /** Runs of these jobs and deployments, under each of their ids, that started or ended in [from, to), newest first. */
  runs: Array<Run>;
  /**
   * Assets by name or declared title, in any case. Best kind of match first (`NameMatch`, in its order), then fewest
   * errors, then name, then id. A query of one or two characters finds only what begins with it.
   */
  searchAssets: SearchConnection;
};


export type QueryAssetArgs = {
  id: Scalars['ID']['input'];
};


export type QueryChangesArgs = {
  assets: Array<Scalars['ID']['input']>;
  from: Scalars['DateTime']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryCommonAncestorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  assets: Array<Scalars['ID']['input']>;
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
  depth?: Scalars['Int']['input'];
  first?: Scalars['Int']['input'];
  kinds?: InputMaybe<Array<AssetKind>>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  tags?: InputMaybe<Array<TagFilterInput>>;
};


export type QueryCoverageGapsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  first?: Scalars['Int']['input'];
  gaps?: InputMaybe<Array<CoverageGapKind>>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  tags?: InputMaybe<Array<TagFilterInput>>;
};


export type QueryFailedChecksArgs = {
  assets: Array<Scalars['ID']['input']>;
};


export type QueryFedByArgs = {
  among: Array<Scalars['ID']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  depth?: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryLineageClosureArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  depth?: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  limit?: Scalars['Int']['input'];
};


export type QueryLineageDiffArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asset?: InputMaybe<Scalars['ID']['input']>;
  depth?: Scalars['Int']['input'];
  direction?: LineageDirection;
  first?: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryLineagePathArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  from: Scalars['ID']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  to: Scalars['ID']['input'];
};


export type QueryLineagePathsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  first?: Scalars['Int']['input'];
  from: Scalars['ID']['input'];
  k?: Scalars['Int']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  maxLength?: Scalars['Int']['input'];
  to: Scalars['ID']['input'];
};


export type QueryModelVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  model: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
};


export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRunsArgs = {
  first?: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  jobs: Array<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QuerySearchAssetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  changedSince?: InputMaybe<Scalars['DateTime']['input']>;
  first?: Scalars['Int']['input'];
  kinds?: InputMaybe<Array<AssetKind>>;
  namespace?: InputMaybe<Scalars['String']['input']>;
  query: Scalars['String']['input'];
  tags?: InputMaybe<Array<TagFilterInput>>;
};

export type RetractLineageInput = {
  /** Who says so; until people sign in, `local user` when left out. */
  author?: InputMaybe<Scalars['String']['input']>;
  edges: Array<RetractedEdgeInput>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, for whoever asks later. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type RetractLineagePayload = {
  __typename?: 'RetractLineagePayload';
  /** Edges retracted by this call, again or not. */
  edgeCount: Scalars['Int']['output'];
  userErrors: Array<UserError>;
};

export type RetractedEdgeInput = {
  from: Scalars['ID']['input'];
  role: EdgeRole;
  to: Scalars['ID']['input'];
  /** Since when it does not hold; as long as it is said to stand when left out. */
  validFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when it does not hold; for good when left out. */
  validTo?: InputMaybe<Scalars['DateTime']['input']>;
};

export type Run = {
  __typename?: 'Run';
  /** Null while it runs and when no start was sent. */
  duration?: Maybe<Scalars['Duration']['output']>;
  /** Null while it runs. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The producer's message; null when there is none. */
  error?: Maybe<Scalars['String']['output']>;
  /** What its producer sent of it, as it was sent, the latest of each name, by name. */
  facets: Array<RunFacet>;
  /** `run/<uuid>`. */
  id: Scalars['ID']['output'];
  /** What it read, by id. */
  inputs: Array<RunDataset>;
  job: Asset;
  nominalEnd?: Maybe<Scalars['DateTime']['output']>;
  /** The span of data time that it is for, such as the day that it loads; null when nobody said. */
  nominalStart?: Maybe<Scalars['DateTime']['output']>;
  /** What it wrote, by id. */
  outputs: Array<RunDataset>;
  /** The run that started it; null when none was named. */
  parent?: Maybe<Run>;
  /** The run at the top of its hierarchy; null when none was named. */
  root?: Maybe<Run>;
  /** Null when no start was sent. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** RUNNING, COMPLETE, FAIL or ABORT; UNKNOWN of a run that only others name. A failure is final, whatever arrives after it. */
  state: RunState;
};

export type RunConnection = {
  __typename?: 'RunConnection';
  /**
   * TRUNCATED after a long stretch of runs in other states than those asked for: `endCursor` leads on from there, even
   * from a page without edges.
   */
  completeness: Completeness;
  edges: Array<RunEdge>;
  pageInfo: PageInfo;
  /** Counted when all runs fit the first page; else null, for nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type RunDataset = {
  __typename?: 'RunDataset';
  asset: Asset;
  /** The version that it read or wrote; null when nobody said. */
  version?: Maybe<Scalars['String']['output']>;
};

export type RunEdge = {
  __typename?: 'RunEdge';
  cursor: Scalars['String']['output'];
  node: Run;
};

export type RunFacet = {
  __typename?: 'RunFacet';
  name: Scalars['String']['output'];
  value?: Maybe<Scalars['JSON']['output']>;
};

export type RunState =
  | 'ABORT'
  | 'COMPLETE'
  | 'FAIL'
  | 'RUNNING'
  /** Another run names it; of itself it told nothing. */
  | 'UNKNOWN';

export type SearchConnection = {
  __typename?: 'SearchConnection';
  /** TRUNCATED when so many match that not all were looked at: name more of it, or the kinds. */
  completeness: Completeness;
  edges: Array<SearchEdge>;
  pageInfo: PageInfo;
  /** After the filters; null when not all were looked at. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type SearchEdge = {
  __typename?: 'SearchEdge';
  cursor: Scalars['String']['output'];
  match: NameMatch;
  node: Asset;
};

export type Service = {
  __typename?: 'Service';
  environment: Scalars['String']['output'];
};

/** A tag that an asset must bear; with any value when `value` is left out. */
export type TagFilterInput = {
  key: Scalars['String']['input'];
  value?: InputMaybe<Scalars['String']['input']>;
};

/** How a field is computed from another, as OpenLineage's columnLineage says it. */
export type Transformation = {
  __typename?: 'Transformation';
  /** Whether the value is made unreadable on the way. */
  masking: Scalars['Boolean']['output'];
  /** Such as IDENTITY, TRANSFORMATION, AGGREGATION, JOIN, FILTER; null when not stated. */
  subtype?: Maybe<Scalars['String']['output']>;
  /** DIRECT when the value comes from it; INDIRECT when it only steers, by a filter, a join or an order. */
  type: Scalars['String']['output'];
};

export type UpstreamChangeConnection = {
  __typename?: 'UpstreamChangeConnection';
  completeness: Completeness;
  edges: Array<UpstreamChangeEdge>;
  pageInfo: PageInfo;
  /** Null when the walk was cut off and nobody counted. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type UpstreamChangeEdge = {
  __typename?: 'UpstreamChangeEdge';
  cursor: Scalars['String']['output'];
  /** Least number of edges from the changed asset down to the asked one. */
  depth: Scalars['Int']['output'];
  node: Change;
};

/** A fault in what the caller sent: what and where. */
export type UserError = {
  __typename?: 'UserError';
  code: Scalars['String']['output'];
  field?: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Asset: Asset;
  Run: Run;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Asset:
    ( { __typename: 'Asset' }
    & GraphQLRecursivePick<FederationTypes['Asset'], {"id":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AssetDetail:
    | ( DescribedAsset )
    | ( DescribedAsset )
    | ( DescribedAsset )
    | ( DescribedAsset )
    | ( DescribedAsset )
    | ( DescribedAsset )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AlternativePath: ResolverTypeWrapper<Omit<AlternativePath, 'steps'> & { steps: Array<ResolversTypes['LineagePathStep']> }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AncestorDistance: ResolverTypeWrapper<Omit<AncestorDistance, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  AnnotateAssetInput: AnnotateAssetInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AnnotateAssetPayload: ResolverTypeWrapper<Omit<AnnotateAssetPayload, 'asset'> & { asset?: Maybe<ResolversTypes['Asset']> }>;
  Annotation: ResolverTypeWrapper<Annotation>;
  Asset: ResolverTypeWrapper<AssetReference>;
  AssetDetail: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssetDetail']>;
  AssetFacet: ResolverTypeWrapper<FacetFact>;
  AssetKind: AssetKind;
  BlastRadiusConnection: ResolverTypeWrapper<Omit<BlastRadiusConnection, 'edges'> & { edges: Array<ResolversTypes['BlastRadiusEdge']> }>;
  BlastRadiusEdge: ResolverTypeWrapper<Omit<BlastRadiusEdge, 'node'> & { node: ResolversTypes['Asset'] }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Change: ResolverTypeWrapper<ChangeRecord>;
  ChangeKind: ChangeKind;
  ClosureAsset: ResolverTypeWrapper<Omit<ClosureAsset, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  ClosureEdge: ResolverTypeWrapper<Edge>;
  CommonAncestorConnection: ResolverTypeWrapper<Omit<CommonAncestorConnection, 'edges'> & { edges: Array<ResolversTypes['CommonAncestorEdge']> }>;
  CommonAncestorEdge: ResolverTypeWrapper<Omit<CommonAncestorEdge, 'distances' | 'node'> & { distances: Array<ResolversTypes['AncestorDistance']>, node: ResolversTypes['Asset'] }>;
  Completeness: Completeness;
  CoverageGapConnection: ResolverTypeWrapper<Omit<CoverageGapConnection, 'edges'> & { edges: Array<ResolversTypes['CoverageGapEdge']> }>;
  CoverageGapEdge: ResolverTypeWrapper<Omit<CoverageGapEdge, 'node'> & { node: ResolversTypes['Asset'] }>;
  CoverageGapKind: CoverageGapKind;
  Dataset: ResolverTypeWrapper<DescribedAsset>;
  DatasetField: ResolverTypeWrapper<DatasetField>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeclareLineageInput: DeclareLineageInput;
  DeclareLineagePayload: ResolverTypeWrapper<Omit<DeclareLineagePayload, 'assets'> & { assets: Array<ResolversTypes['Asset']> }>;
  DeclaredAssetInput: DeclaredAssetInput;
  DeclaredEdgeInput: DeclaredEdgeInput;
  Deployment: ResolverTypeWrapper<DescribedAsset>;
  DifferenceKind: DifferenceKind;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  EdgeOrigin: EdgeOrigin;
  EdgeRole: EdgeRole;
  FacetHolder: FacetHolder;
  FailedCheck: ResolverTypeWrapper<FailedCheckRecord>;
  Feature: ResolverTypeWrapper<DescribedAsset>;
  FedAssets: ResolverTypeWrapper<Omit<FedAssets, 'assets'> & { assets: Array<ResolversTypes['ClosureAsset']> }>;
  FieldDerivation: ResolverTypeWrapper<Omit<FieldDerivation, 'field' | 'via'> & { field: ResolversTypes['Asset'], via: ResolversTypes['LineageVia'] }>;
  FieldImpactConnection: ResolverTypeWrapper<Omit<FieldImpactConnection, 'edges'> & { edges: Array<ResolversTypes['FieldImpactEdge']> }>;
  FieldImpactEdge: ResolverTypeWrapper<Omit<FieldImpactEdge, 'node'> & { node: ResolversTypes['Asset'] }>;
  ImpactCertainty: ImpactCertainty;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Job: ResolverTypeWrapper<DescribedAsset>;
  LineageClosure: ResolverTypeWrapper<Omit<LineageClosure, 'assets' | 'edges'> & { assets: Array<ResolversTypes['ClosureAsset']>, edges: Array<ResolversTypes['ClosureEdge']> }>;
  LineageConnection: ResolverTypeWrapper<Omit<LineageConnection, 'edges'> & { edges: Array<ResolversTypes['LineageEdge']> }>;
  LineageDiff: ResolverTypeWrapper<Omit<LineageDiff, 'edges'> & { edges: Array<ResolversTypes['LineageDifference']> }>;
  LineageDifference: ResolverTypeWrapper<PlacedDifference>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<WalkedEdge>;
  LineagePath: ResolverTypeWrapper<Omit<LineagePath, 'steps'> & { steps: Array<ResolversTypes['LineagePathStep']> }>;
  LineagePathStep: ResolverTypeWrapper<Omit<LineagePathStep, 'asset' | 'via'> & { asset: ResolversTypes['Asset'], via?: Maybe<ResolversTypes['LineageVia']> }>;
  LineagePaths: ResolverTypeWrapper<Omit<LineagePaths, 'paths'> & { paths: Array<ResolversTypes['AlternativePath']> }>;
  LineageVia: ResolverTypeWrapper<Edge>;
  ModelVersion: ResolverTypeWrapper<DescribedAsset>;
  ModelVersionConnection: ResolverTypeWrapper<Omit<ModelVersionConnection, 'edges'> & { edges: Array<ResolversTypes['ModelVersionEdge']> }>;
  ModelVersionEdge: ResolverTypeWrapper<Omit<ModelVersionEdge, 'node'> & { node: ResolversTypes['Asset'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NameMatch: NameMatch;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RetractLineageInput: RetractLineageInput;
  RetractLineagePayload: ResolverTypeWrapper<RetractLineagePayload>;
  RetractedEdgeInput: RetractedEdgeInput;
  Run: ResolverTypeWrapper<RunRecord>;
  RunConnection: ResolverTypeWrapper<Omit<RunConnection, 'edges'> & { edges: Array<ResolversTypes['RunEdge']> }>;
  RunDataset: ResolverTypeWrapper<Omit<RunDataset, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunFacet: ResolverTypeWrapper<RunFacet>;
  RunState: RunState;
  SearchConnection: ResolverTypeWrapper<Omit<SearchConnection, 'edges'> & { edges: Array<ResolversTypes['SearchEdge']> }>;
  SearchEdge: ResolverTypeWrapper<Omit<SearchEdge, 'node'> & { node: ResolversTypes['Asset'] }>;
  Service: ResolverTypeWrapper<DescribedAsset>;
  TagFilterInput: TagFilterInput;
  Transformation: ResolverTypeWrapper<Transformation>;
  UpstreamChangeConnection: ResolverTypeWrapper<Omit<UpstreamChangeConnection, 'edges'> & { edges: Array<ResolversTypes['UpstreamChangeEdge']> }>;
  UpstreamChangeEdge: ResolverTypeWrapper<Omit<UpstreamChangeEdge, 'node'> & { node: ResolversTypes['Change'] }>;
  UserError: ResolverTypeWrapper<UserError>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AlternativePath: Omit<AlternativePath, 'steps'> & { steps: Array<ResolversParentTypes['LineagePathStep']> };
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  AncestorDistance: Omit<AncestorDistance, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  AnnotateAssetInput: AnnotateAssetInput;
  ID: Scalars['ID']['output'];
  AnnotateAssetPayload: Omit<AnnotateAssetPayload, 'asset'> & { asset?: Maybe<ResolversParentTypes['Asset']> };
  Annotation: Annotation;
  Asset: AssetReference;
  AssetDetail: ResolversUnionTypes<ResolversParentTypes>['AssetDetail'];
  AssetFacet: FacetFact;
  BlastRadiusConnection: Omit<BlastRadiusConnection, 'edges'> & { edges: Array<ResolversParentTypes['BlastRadiusEdge']> };
  BlastRadiusEdge: Omit<BlastRadiusEdge, 'node'> & { node: ResolversParentTypes['Asset'] };
  Float: Scalars['Float']['output'];
  Change: ChangeRecord;
  ClosureAsset: Omit<ClosureAsset, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  ClosureEdge: Edge;
  CommonAncestorConnection: Omit<CommonAncestorConnection, 'edges'> & { edges: Array<ResolversParentTypes['CommonAncestorEdge']> };
  CommonAncestorEdge: Omit<CommonAncestorEdge, 'distances' | 'node'> & { distances: Array<ResolversParentTypes['AncestorDistance']>, node: ResolversParentTypes['Asset'] };
  CoverageGapConnection: Omit<CoverageGapConnection, 'edges'> & { edges: Array<ResolversParentTypes['CoverageGapEdge']> };
  CoverageGapEdge: Omit<CoverageGapEdge, 'node'> & { node: ResolversParentTypes['Asset'] };
  Dataset: DescribedAsset;
  DatasetField: DatasetField;
  DateTime: Scalars['DateTime']['output'];
  DeclareLineageInput: DeclareLineageInput;
  DeclareLineagePayload: Omit<DeclareLineagePayload, 'assets'> & { assets: Array<ResolversParentTypes['Asset']> };
  DeclaredAssetInput: DeclaredAssetInput;
  DeclaredEdgeInput: DeclaredEdgeInput;
  Deployment: DescribedAsset;
  Duration: Scalars['Duration']['output'];
  FailedCheck: FailedCheckRecord;
  Feature: DescribedAsset;
  FedAssets: Omit<FedAssets, 'assets'> & { assets: Array<ResolversParentTypes['ClosureAsset']> };
  FieldDerivation: Omit<FieldDerivation, 'field' | 'via'> & { field: ResolversParentTypes['Asset'], via: ResolversParentTypes['LineageVia'] };
  FieldImpactConnection: Omit<FieldImpactConnection, 'edges'> & { edges: Array<ResolversParentTypes['FieldImpactEdge']> };
  FieldImpactEdge: Omit<FieldImpactEdge, 'node'> & { node: ResolversParentTypes['Asset'] };
  JSON: Scalars['JSON']['output'];
  Job: DescribedAsset;
  LineageClosure: Omit<LineageClosure, 'assets' | 'edges'> & { assets: Array<ResolversParentTypes['ClosureAsset']>, edges: Array<ResolversParentTypes['ClosureEdge']> };
  LineageConnection: Omit<LineageConnection, 'edges'> & { edges: Array<ResolversParentTypes['LineageEdge']> };
  LineageDiff: Omit<LineageDiff, 'edges'> & { edges: Array<ResolversParentTypes['LineageDifference']> };
  LineageDifference: PlacedDifference;
  LineageEdge: WalkedEdge;
  LineagePath: Omit<LineagePath, 'steps'> & { steps: Array<ResolversParentTypes['LineagePathStep']> };
  LineagePathStep: Omit<LineagePathStep, 'asset' | 'via'> & { asset: ResolversParentTypes['Asset'], via?: Maybe<ResolversParentTypes['LineageVia']> };
  LineagePaths: Omit<LineagePaths, 'paths'> & { paths: Array<ResolversParentTypes['AlternativePath']> };
  LineageVia: Edge;
  ModelVersion: DescribedAsset;
  ModelVersionConnection: Omit<ModelVersionConnection, 'edges'> & { edges: Array<ResolversParentTypes['ModelVersionEdge']> };
  ModelVersionEdge: Omit<ModelVersionEdge, 'node'> & { node: ResolversParentTypes['Asset'] };
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RetractLineageInput: RetractLineageInput;
  RetractLineagePayload: RetractLineagePayload;
  RetractedEdgeInput: RetractedEdgeInput;
  Run: RunRecord;
  RunConnection: Omit<RunConnection, 'edges'> & { edges: Array<ResolversParentTypes['RunEdge']> };
  RunDataset: Omit<RunDataset, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunFacet: RunFacet;
  SearchConnection: Omit<SearchConnection, 'edges'> & { edges: Array<ResolversParentTypes['SearchEdge']> };
  SearchEdge: Omit<SearchEdge, 'node'> & { node: ResolversParentTypes['Asset'] };
  Service: DescribedAsset;
  TagFilterInput: TagFilterInput;
  Transformation: Transformation;
  UpstreamChangeConnection: Omit<UpstreamChangeConnection, 'edges'> & { edges: Array<ResolversParentTypes['UpstreamChangeEdge']> };
  UpstreamChangeEdge: Omit<UpstreamChangeEdge, 'node'> & { node: ResolversParentTypes['Change'] };
  UserError: UserError;
};

export type AlternativePathResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['AlternativePath'] = ResolversParentTypes['AlternativePath']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  disjoint?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  length?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['LineagePathStep']>, ParentType, ContextType>;
};

export type AncestorDistanceResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['AncestorDistance'] = ResolversParentTypes['AncestorDistance']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  distance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AnnotateAssetPayloadResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['AnnotateAssetPayload'] = ResolversParentTypes['AnnotateAssetPayload']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AnnotationResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Annotation'] = ResolversParentTypes['Annotation']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AssetResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset'], FederationReferenceType extends FederationReferenceTypes['Asset'] = FederationReferenceTypes['Asset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Asset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aliases?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  annotations?: Resolver<Maybe<Array<ResolversTypes['Annotation']>>, ParentType, ContextType>;
  blastRadius?: Resolver<Maybe<ResolversTypes['BlastRadiusConnection']>, ParentType, ContextType, RequireFields<AssetBlastRadiusArgs, 'depth' | 'first'>>;
  changes?: Resolver<Maybe<Array<ResolversTypes['Change']>>, ParentType, ContextType, RequireFields<AssetChangesArgs, 'from' | 'to'>>;
  declaredTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deletedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['AssetDetail']>, ParentType, ContextType>;
  downstream?: Resolver<Maybe<ResolversTypes['LineageConnection']>, ParentType, ContextType, RequireFields<AssetDownstreamArgs, 'depth' | 'direct' | 'first'>>;
  facets?: Resolver<Maybe<Array<ResolversTypes['AssetFacet']>>, ParentType, ContextType, Partial<AssetFacetsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AssetKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  renamedFrom?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  renamedTo?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  runHistory?: Resolver<Maybe<ResolversTypes['RunConnection']>, ParentType, ContextType, RequireFields<AssetRunHistoryArgs, 'first'>>;
  runs?: Resolver<Maybe<Array<ResolversTypes['Run']>>, ParentType, ContextType, RequireFields<AssetRunsArgs, 'first'>>;
  upstream?: Resolver<Maybe<ResolversTypes['LineageConnection']>, ParentType, ContextType, RequireFields<AssetUpstreamArgs, 'depth' | 'direct' | 'first'>>;
  upstreamChanges?: Resolver<Maybe<ResolversTypes['UpstreamChangeConnection']>, ParentType, ContextType, RequireFields<AssetUpstreamChangesArgs, 'depth' | 'first' | 'from' | 'to'>>;
};

export type AssetDetailResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['AssetDetail'] = ResolversParentTypes['AssetDetail']> = {
  __resolveType: TypeResolveFn<'Dataset' | 'Deployment' | 'Feature' | 'Job' | 'ModelVersion' | 'Service', ParentType, ContextType>;
};

export type AssetFacetResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['AssetFacet'] = ResolversParentTypes['AssetFacet']> = {
  holder?: Resolver<ResolversTypes['FacetHolder'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type BlastRadiusConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['BlastRadiusConnection'] = ResolversParentTypes['BlastRadiusConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['BlastRadiusEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BlastRadiusEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['BlastRadiusEdge'] = ResolversParentTypes['BlastRadiusEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exposure?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  importance?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  inputShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  trafficShare?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ClosureAssetResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['ClosureAsset'] = ResolversParentTypes['ClosureAsset']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClosureEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['ClosureEdge'] = ResolversParentTypes['ClosureEdge']> = {
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['EdgeRole'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CommonAncestorConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['CommonAncestorConnection'] = ResolversParentTypes['CommonAncestorConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['CommonAncestorEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CommonAncestorEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['CommonAncestorEdge'] = ResolversParentTypes['CommonAncestorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distances?: Resolver<Array<ResolversTypes['AncestorDistance']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type CoverageGapConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['CoverageGapConnection'] = ResolversParentTypes['CoverageGapConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['CoverageGapEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CoverageGapEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['CoverageGapEdge'] = ResolversParentTypes['CoverageGapEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gap?: Resolver<ResolversTypes['CoverageGapKind'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type DatasetResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Dataset'] = ResolversParentTypes['Dataset']> = {
  datasetType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<Array<ResolversTypes['DatasetField']>>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DatasetFieldResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['DatasetField'] = ResolversParentTypes['DatasetField']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeclareLineagePayloadResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['DeclareLineagePayload'] = ResolversParentTypes['DeclareLineagePayload']> = {
  assets?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  edgeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeploymentResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Deployment'] = ResolversParentTypes['Deployment']> = {
  environment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type FailedCheckResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['FailedCheck'] = ResolversParentTypes['FailedCheck']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeatureResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Feature'] = ResolversParentTypes['Feature']> = {
  dataset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  derivedFrom?: Resolver<Array<ResolversTypes['FieldDerivation']>, ParentType, ContextType, Partial<FeatureDerivedFromArgs>>;
  derives?: Resolver<Array<ResolversTypes['FieldDerivation']>, ParentType, ContextType, Partial<FeatureDerivesArgs>>;
  impact?: Resolver<ResolversTypes['FieldImpactConnection'], ParentType, ContextType, RequireFields<FeatureImpactArgs, 'depth' | 'first'>>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FedAssetsResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['FedAssets'] = ResolversParentTypes['FedAssets']> = {
  assets?: Resolver<Array<ResolversTypes['ClosureAsset']>, ParentType, ContextType>;
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
};

export type FieldDerivationResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['FieldDerivation'] = ResolversParentTypes['FieldDerivation']> = {
  field?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  via?: Resolver<ResolversTypes['LineageVia'], ParentType, ContextType>;
};

export type FieldImpactConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['FieldImpactConnection'] = ResolversParentTypes['FieldImpactConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['FieldImpactEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FieldImpactEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['FieldImpactEdge'] = ResolversParentTypes['FieldImpactEdge']> = {
  certainty?: Resolver<ResolversTypes['ImpactCertainty'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  direct?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JobResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job']> = {
  integration?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  jobType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  processingType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceCodeUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceCodeVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LineageClosureResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineageClosure'] = ResolversParentTypes['LineageClosure']> = {
  assets?: Resolver<Array<ResolversTypes['ClosureAsset']>, ParentType, ContextType>;
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ClosureEdge']>, ParentType, ContextType>;
};

export type LineageConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineageConnection'] = ResolversParentTypes['LineageConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LineageDiffResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineageDiff'] = ResolversParentTypes['LineageDiff']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['LineageDifference']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LineageDifferenceResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineageDifference'] = ResolversParentTypes['LineageDifference']> = {
  after?: Resolver<Maybe<ResolversTypes['LineageVia']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['LineageVia']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['EdgeRole'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type LineageEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  direct?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type LineagePathResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineagePath'] = ResolversParentTypes['LineagePath']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  length?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['LineagePathStep']>, ParentType, ContextType>;
};

export type LineagePathStepResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineagePathStep'] = ResolversParentTypes['LineagePathStep']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  via?: Resolver<Maybe<ResolversTypes['LineageVia']>, ParentType, ContextType>;
};

export type LineagePathsResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineagePaths'] = ResolversParentTypes['LineagePaths']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  paths?: Resolver<Array<ResolversTypes['AlternativePath']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LineageViaResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['LineageVia'] = ResolversParentTypes['LineageVia']> = {
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['EdgeOrigin'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['EdgeRole'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  supersededAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  transformation?: Resolver<Maybe<ResolversTypes['Transformation']>, ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ModelVersionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion']> = {
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ModelVersionConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['ModelVersionConnection'] = ResolversParentTypes['ModelVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ModelVersionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ModelVersionEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['ModelVersionEdge'] = ResolversParentTypes['ModelVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  annotateAsset?: Resolver<ResolversTypes['AnnotateAssetPayload'], ParentType, ContextType, RequireFields<MutationAnnotateAssetArgs, 'input'>>;
  declareLineage?: Resolver<ResolversTypes['DeclareLineagePayload'], ParentType, ContextType, RequireFields<MutationDeclareLineageArgs, 'input'>>;
  recordAssets?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationRecordAssetsArgs, 'ids'>>;
  retractLineage?: Resolver<ResolversTypes['RetractLineagePayload'], ParentType, ContextType, RequireFields<MutationRetractLineageArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType, RequireFields<QueryAssetArgs, 'id'>>;
  changes?: Resolver<Array<ResolversTypes['Change']>, ParentType, ContextType, RequireFields<QueryChangesArgs, 'assets' | 'from' | 'to'>>;
  commonAncestors?: Resolver<Maybe<ResolversTypes['CommonAncestorConnection']>, ParentType, ContextType, RequireFields<QueryCommonAncestorsArgs, 'assets' | 'depth' | 'first'>>;
  coverageGaps?: Resolver<ResolversTypes['CoverageGapConnection'], ParentType, ContextType, RequireFields<QueryCoverageGapsArgs, 'first'>>;
  failedChecks?: Resolver<Array<ResolversTypes['FailedCheck']>, ParentType, ContextType, RequireFields<QueryFailedChecksArgs, 'assets'>>;
  fedBy?: Resolver<Maybe<ResolversTypes['FedAssets']>, ParentType, ContextType, RequireFields<QueryFedByArgs, 'among' | 'depth' | 'id'>>;
  lineageClosure?: Resolver<Maybe<ResolversTypes['LineageClosure']>, ParentType, ContextType, RequireFields<QueryLineageClosureArgs, 'depth' | 'id' | 'limit'>>;
  lineageDiff?: Resolver<ResolversTypes['LineageDiff'], ParentType, ContextType, RequireFields<QueryLineageDiffArgs, 'depth' | 'direction' | 'first' | 'from' | 'to'>>;
  lineagePath?: Resolver<Maybe<ResolversTypes['LineagePath']>, ParentType, ContextType, RequireFields<QueryLineagePathArgs, 'from' | 'to'>>;
  lineagePaths?: Resolver<Maybe<ResolversTypes['LineagePaths']>, ParentType, ContextType, RequireFields<QueryLineagePathsArgs, 'first' | 'from' | 'k' | 'maxLength' | 'to'>>;
  modelVersions?: Resolver<ResolversTypes['ModelVersionConnection'], ParentType, ContextType, RequireFields<QueryModelVersionsArgs, 'first' | 'model' | 'namespace'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  runs?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunsArgs, 'first' | 'from' | 'jobs' | 'to'>>;
  searchAssets?: Resolver<ResolversTypes['SearchConnection'], ParentType, ContextType, RequireFields<QuerySearchAssetsArgs, 'first' | 'query'>>;
};

export type RetractLineagePayloadResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['RetractLineagePayload'] = ResolversParentTypes['RetractLineagePayload']> = {
  edgeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RunResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run'], FederationReferenceType extends FederationReferenceTypes['Run'] = FederationReferenceTypes['Run']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Run']> | FederationReferenceType, FederationReferenceType, ContextType>;
  duration?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  facets?: Resolver<Array<ResolversTypes['RunFacet']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<Array<ResolversTypes['RunDataset']>, ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  nominalEnd?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nominalStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outputs?: Resolver<Array<ResolversTypes['RunDataset']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  root?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RunState'], ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RunDatasetResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['RunDataset'] = ResolversParentTypes['RunDataset']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type RunFacetResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['RunFacet'] = ResolversParentTypes['RunFacet']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type SearchConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['SearchConnection'] = ResolversParentTypes['SearchConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['SearchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SearchEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['SearchEdge'] = ResolversParentTypes['SearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  match?: Resolver<ResolversTypes['NameMatch'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type ServiceResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service']> = {
  environment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransformationResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['Transformation'] = ResolversParentTypes['Transformation']> = {
  masking?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subtype?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UpstreamChangeConnectionResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['UpstreamChangeConnection'] = ResolversParentTypes['UpstreamChangeConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['UpstreamChangeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UpstreamChangeEdgeResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['UpstreamChangeEdge'] = ResolversParentTypes['UpstreamChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = LineageContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = LineageContext> = {
  AlternativePath?: AlternativePathResolvers<ContextType>;
  AncestorDistance?: AncestorDistanceResolvers<ContextType>;
  AnnotateAssetPayload?: AnnotateAssetPayloadResolvers<ContextType>;
  Annotation?: AnnotationResolvers<ContextType>;
  Asset?: AssetResolvers<ContextType>;
  AssetDetail?: AssetDetailResolvers<ContextType>;
  AssetFacet?: AssetFacetResolvers<ContextType>;
  BlastRadiusConnection?: BlastRadiusConnectionResolvers<ContextType>;
  BlastRadiusEdge?: BlastRadiusEdgeResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  ClosureAsset?: ClosureAssetResolvers<ContextType>;
  ClosureEdge?: ClosureEdgeResolvers<ContextType>;
  CommonAncestorConnection?: CommonAncestorConnectionResolvers<ContextType>;
  CommonAncestorEdge?: CommonAncestorEdgeResolvers<ContextType>;
  CoverageGapConnection?: CoverageGapConnectionResolvers<ContextType>;
  CoverageGapEdge?: CoverageGapEdgeResolvers<ContextType>;
  Dataset?: DatasetResolvers<ContextType>;
  DatasetField?: DatasetFieldResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeclareLineagePayload?: DeclareLineagePayloadResolvers<ContextType>;
  Deployment?: DeploymentResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  FailedCheck?: FailedCheckResolvers<ContextType>;
  Feature?: FeatureResolvers<ContextType>;
  FedAssets?: FedAssetsResolvers<ContextType>;
  FieldDerivation?: FieldDerivationResolvers<ContextType>;
  FieldImpactConnection?: FieldImpactConnectionResolvers<ContextType>;
  FieldImpactEdge?: FieldImpactEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Job?: JobResolvers<ContextType>;
  LineageClosure?: LineageClosureResolvers<ContextType>;
  LineageConnection?: LineageConnectionResolvers<ContextType>;
  LineageDiff?: LineageDiffResolvers<ContextType>;
  LineageDifference?: LineageDifferenceResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  LineagePath?: LineagePathResolvers<ContextType>;
  LineagePathStep?: LineagePathStepResolvers<ContextType>;
  LineagePaths?: LineagePathsResolvers<ContextType>;
  LineageVia?: LineageViaResolvers<ContextType>;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  ModelVersionConnection?: ModelVersionConnectionResolvers<ContextType>;
  ModelVersionEdge?: ModelVersionEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RetractLineagePayload?: RetractLineagePayloadResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunDataset?: RunDatasetResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  RunFacet?: RunFacetResolvers<ContextType>;
  SearchConnection?: SearchConnectionResolvers<ContextType>;
  SearchEdge?: SearchEdgeResolvers<ContextType>;
  Service?: ServiceResolvers<ContextType>;
  Transformation?: TransformationResolvers<ContextType>;
  UpstreamChangeConnection?: UpstreamChangeConnectionResolvers<ContextType>;
  UpstreamChangeEdge?: UpstreamChangeEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

