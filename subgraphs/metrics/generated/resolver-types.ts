import type { Instant } from '../../../vocabulary/duration.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import type { PackedNumbers } from '../../../vocabulary/packed-numbers.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AssetReference } from '../../../platform/asset-resolvers.ts';
import type { AskedMetric } from '../resolvers/definition.ts';
import type { FoundDomainHealth } from '../use-cases/group-health.ts';
import type { AssetHealth as AssetHealthRecord } from '../domain/domain-health.ts';
import type { BrokenDown } from '../use-cases/break-down.ts';
import type { ReadMetricWindows } from '../use-cases/read-windows.ts';
import type { SeriesPoint as SeriesPointRecord } from '../domain/series.ts';
import type { ComparedValue as ComparedValueRecord } from '../use-cases/compare.ts';
import type { PublishedChange } from '../ports/evaluation-store.ts';
import type { MetricsContext } from '../context.ts';
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
  /** Base64 of 64-bit floats (IEEE 754), lowest byte first. */
  PackedNumbers: { input: PackedNumbers; output: PackedNumbers; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type Asset = {
  __typename?: 'Asset';
  /** How its metrics stand; null when it has none. */
  health?: Maybe<Health>;
  id: Scalars['ID']['output'];
  kind: AssetKind;
  /** Its metrics by definition name. */
  metrics?: Maybe<Array<Metric>>;
  name: Scalars['String']['output'];
  namespace: Scalars['String']['output'];
};


export type AssetMetricsArgs = {
  category?: InputMaybe<MetricCategory>;
  first?: Scalars['Int']['input'];
};

export type AssetHealth = {
  __typename?: 'AssetHealth';
  asset: Asset;
  /** Null when it has no metrics. */
  health?: Maybe<Health>;
};

export type AssetKind =
  | 'DATASET'
  | 'DEPLOYMENT'
  | 'FEATURE'
  | 'JOB'
  | 'MODEL_VERSION'
  | 'SERVICE';

export type Audience =
  | 'DATA_STEWARD'
  | 'ON_CALL'
  | 'PRODUCT_OWNER';

/** Median of the baseline's windows and 3 robust standard deviations either side. */
export type BaselineBand = {
  __typename?: 'BaselineBand';
  expected: Scalars['Float']['output'];
  lower: Scalars['Float']['output'];
  upper: Scalars['Float']['output'];
};

/** How the metrics of one category stand. */
export type CategoryHealth = {
  __typename?: 'CategoryHealth';
  category: MetricCategory;
  /** Null when nothing is known. */
  score?: Maybe<Scalars['Float']['output']>;
  /** The worst of its metrics; NO_DATA when it has none or nothing is known of them. */
  status: HealthStatus;
  /** Its exponent in the score of the whole, 0 to 0.3; 0 when nothing is known of it. */
  weight: Scalars['Float']['output'];
};

export type ComparedValue = {
  __typename?: 'ComparedValue';
  asset: Asset;
  definition: MetricDefinition;
  sampleSize: Scalars['Float']['output'];
  /** Over the whole range, from the merged components; null when it cannot be computed. */
  value?: Maybe<Scalars['Float']['output']>;
};

export type Comparison =
  | 'ABOVE'
  | 'ABOVE_BASELINE_BY'
  | 'BELOW'
  | 'BELOW_BASELINE_BY'
  | 'BURN_RATE'
  | 'OUTSIDE';

/**
 * One figure of a dataset or field at a time. A share is told by `numerator` and `denominator`, a mean by `count` and `sum`,
 * anything else by `value`; of several, the one that the definition's method takes.
 */
export type DataQualityInput = {
  asset: Scalars['ID']['input'];
  /** Name of the check, where each has a figure of its own. */
  check?: InputMaybe<Scalars['String']['input']>;
  count?: InputMaybe<Scalars['Float']['input']>;
  denominator?: InputMaybe<Scalars['Float']['input']>;
  /** As in the source of a definition, such as rowCount or nullShare. */
  facet: Scalars['String']['input'];
  max?: InputMaybe<Scalars['Float']['input']>;
  min?: InputMaybe<Scalars['Float']['input']>;
  numerator?: InputMaybe<Scalars['Float']['input']>;
  /** Which one, of the facet quantile. */
  quantile?: InputMaybe<Scalars['Float']['input']>;
  sum?: InputMaybe<Scalars['Float']['input']>;
  time: Scalars['DateTime']['input'];
  /** UCUM; left out where nobody tells it. */
  unit?: InputMaybe<Scalars['String']['input']>;
  value?: InputMaybe<Scalars['Float']['input']>;
};

/** The values of one label that count. An empty value stands for measurements without the label. */
export type DimensionFilter = {
  label: Scalars['String']['input'];
  values: Array<Scalars['String']['input']>;
};

export type DimensionValue = {
  __typename?: 'DimensionValue';
  label: Scalars['String']['output'];
  /** Null where measurements do not carry the label. */
  value?: Maybe<Scalars['String']['output']>;
};

export type Direction =
  | 'HIGHER_IS_BETTER'
  | 'LOWER_IS_BETTER'
  | 'NEITHER';

/** How the assets of a business domain stand together. */
export type DomainHealth = {
  __typename?: 'DomainHealth';
  /** Worst first: by status, then score, then id. */
  assets: Array<AssetHealth>;
  /** False where the domain has more than 5,000 assets: then these are the first by id. */
  complete: Scalars['Boolean']['output'];
  /** Mean of its assets' confidences; one without metrics counts 0. */
  confidence: Scalars['Float']['output'];
  /** How many assets stand so, worst status first. Those without metrics are NO_DATA. */
  counts: Array<StatusCount>;
  /** Mean of its assets' scores, 0 to 1; null when nothing is known of any. */
  score?: Maybe<Scalars['Float']['output']>;
  /** The worst of its assets. */
  status: HealthStatus;
};


/** How the assets of a business domain stand together. */
export type DomainHealthAssetsArgs = {
  first?: Scalars['Int']['input'];
};

export type Health = {
  __typename?: 'Health';
  /** Worst first. */
  categories: Array<CategoryHealth>;
  /** Share of the categories that the catalog has for it of which something is known, 0 to 1. */
  confidence: Scalars['Float']['output'];
  /** What made it so, worst first. */
  contributions: Array<HealthContribution>;
  /**
   * 0 to 1, for ordering: the geometric mean of the categories of which something is known. A healthy one counts 1, one at
   * risk 0.5, a degraded one 0, so that nothing makes up for it; none weighs more than 0.3. Null when nothing is known.
   * Alerts come from metrics, never from it.
   */
  score?: Maybe<Scalars['Float']['output']>;
  /** The worst of its metrics. Drift alone puts at risk, whatever its severity: the damage shows in what it feeds. */
  status: HealthStatus;
};

export type HealthContribution = {
  __typename?: 'HealthContribution';
  metric: Metric;
  status: HealthStatus;
};

export type HealthStatus =
  | 'AT_RISK'
  | 'DEGRADED'
  | 'HEALTHY'
  | 'NO_DATA';

/** A metric definition observed on one asset. */
export type Metric = {
  __typename?: 'Metric';
  asset: Asset;
  /**
   * The metric over the whole windows of [from, to) for each combination of values of these labels, most samples first.
   * Measurements with none of the labels stand in no slice: `coverage` says how much is shown.
   */
  breakdown: MetricBreakdown;
  category: MetricCategory;
  definition?: Maybe<MetricDefinition>;
  direction: Direction;
  /** True when its values are estimated from scores without labels, or computed from such; nothing of it was measured. */
  estimated: Scalars['Boolean']['output'];
  /** Ids of the traces that observations in the range [from, to) named, newest first. */
  exemplars: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** The labels that its measurements in [from, to) carry, by name: by these it can be broken down. */
  labels: Array<MetricLabel>;
  /** The latest closed window; null when none has data. */
  latest?: Maybe<Point>;
  /** Values computed from the components of [from, to), a point for each `step`, the definition's window when left out. */
  series: Series;
  status: HealthStatus;
  /** The judgement of its recent windows; null before the first window closed. */
  verdict?: Maybe<Verdict>;
};


/** A metric definition observed on one asset. */
export type MetricBreakdownArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  by: Array<Scalars['String']['input']>;
  dimensions?: InputMaybe<Array<DimensionFilter>>;
  first?: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


/** A metric definition observed on one asset. */
export type MetricExemplarsArgs = {
  first?: Scalars['Int']['input'];
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


/** A metric definition observed on one asset. */
export type MetricLabelsArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


/** A metric definition observed on one asset. */
export type MetricSeriesArgs = {
  dimensions?: InputMaybe<Array<DimensionFilter>>;
  from: Scalars['DateTime']['input'];
  step?: InputMaybe<Scalars['Duration']['input']>;
  timezone?: InputMaybe<Scalars['String']['input']>;
  to: Scalars['DateTime']['input'];
};

export type MetricBreakdown = {
  __typename?: 'MetricBreakdown';
  /** Share of the metric's samples in the range that carry one of the labels, 0 to 1; null when it has no samples. */
  coverage?: Maybe<Scalars['Float']['output']>;
  edges: Array<MetricSliceEdge>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type MetricCategory =
  | 'ACCURACY'
  | 'DATA_QUALITY'
  | 'DRIFT'
  | 'FAILURES'
  | 'FRESHNESS'
  | 'LATENCY'
  | 'RESOURCES'
  | 'THROUGHPUT';

export type MetricComparison = {
  __typename?: 'MetricComparison';
  current: ComparedValue;
  /** Current less reference, in the definition's unit; null when either is unknown. */
  difference?: Maybe<Scalars['Float']['output']>;
  reference: ComparedValue;
  /** The difference as a share of the reference's size; null when that is zero or unknown. */
  relativeDifference?: Maybe<Scalars['Float']['output']>;
};

export type MetricConnection = {
  __typename?: 'MetricConnection';
  edges: Array<MetricEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type MetricDefinition = {
  __typename?: 'MetricDefinition';
  id: Scalars['ID']['output'];
};

export type MetricEdge = {
  __typename?: 'MetricEdge';
  cursor: Scalars['String']['output'];
  node: Metric;
};

export type MetricLabel = {
  __typename?: 'MetricLabel';
  label: Scalars['String']['output'];
  /** How many values it has in the range. */
  valueCount: Scalars['Int']['output'];
};

/** One side of a comparison. */
export type MetricSelection = {
  asset: Scalars['ID']['input'];
  dimensions?: InputMaybe<Array<DimensionFilter>>;
  /** Only windows that lie whole within [from, to) count. */
  from: Scalars['DateTime']['input'];
  /** Name of the definition. */
  metric: Scalars['String']['input'];
  to: Scalars['DateTime']['input'];
  /** Version of the definition under which it was measured; the current one when left out. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** One combination of values of a metric's labels. */
export type MetricSlice = {
  __typename?: 'MetricSlice';
  dimensions: Array<DimensionValue>;
  sampleSize: Scalars['Float']['output'];
  /** As `Metric.series`, of this slice. */
  series: Series;
  /** Over the whole range, from the merged components; null when it cannot be computed. */
  value?: Maybe<Scalars['Float']['output']>;
};


/** One combination of values of a metric's labels. */
export type MetricSliceSeriesArgs = {
  from: Scalars['DateTime']['input'];
  step?: InputMaybe<Scalars['Duration']['input']>;
  timezone?: InputMaybe<Scalars['String']['input']>;
  to: Scalars['DateTime']['input'];
};

export type MetricSliceEdge = {
  __typename?: 'MetricSliceEdge';
  cursor: Scalars['String']['output'];
  node: MetricSlice;
};

/** One metric's values on a regular grid. */
export type MetricWindows = {
  __typename?: 'MetricWindows';
  metric: Metric;
  /** Name of the definition. */
  name: Scalars['String']['output'];
  /** A value closer to the baseline than this is sampling noise; null when the method has no such floor. */
  noiseFloor?: Maybe<Scalars['Float']['output']>;
  /** The same as `values`, NaN where nothing is known, for questions over millions of windows. */
  packedValues: Scalars['PackedNumbers']['output'];
  /** One a window, 0 where nothing arrived. */
  sampleSizes: Array<Scalars['Float']['output']>;
  /** Start of the first window. */
  start: Scalars['DateTime']['output'];
  /**
   * What the values of another range's windows come to, without sending them: of the baseline that its definition pins, where
   * it pins one and `pinned` is true, else of `range`. Windows that touch `without` are left out.
   */
  statistics: WindowStatistics;
  step: Scalars['Duration']['output'];
  /** One a window, null where nothing is known. */
  values: Array<Maybe<Scalars['Float']['output']>>;
};


/** One metric's values on a regular grid. */
export type MetricWindowsStatisticsArgs = {
  pinned?: Scalars['Boolean']['input'];
  range: TimeRangeInput;
  without?: InputMaybe<TimeRangeInput>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Takes in figures of the quality of data, by the definitions whose source they are; answers how many some definition
   * took. The same figure told twice counts once. The others are counted in `unboundTelemetry`.
   */
  recordDataQuality: Scalars['Int']['output'];
};


export type MutationRecordDataQualityArgs = {
  figures: Array<DataQualityInput>;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type Point = {
  __typename?: 'Point';
  sampleSize: Scalars['Float']['output'];
  /** End of what it covers. */
  time: Scalars['DateTime']['output'];
  /** In the definition's unit; null when it cannot be computed, such as a denominator of zero. */
  value?: Maybe<Scalars['Float']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /**
   * One value held against another of the same meaning: two ranges of time, two versions of a model, two deployments, two
   * cohorts. Refused with CONFLICT, naming the fields, where the two were measured under definitions that differ in meaning.
   */
  compareMetrics: MetricComparison;
  /** How the assets of a business domain, as the catalog states it, stand together. Null when no asset is in it. */
  domainHealth?: Maybe<DomainHealth>;
  /** A catalogued metric on one asset; null when the definition is unknown or nothing was ever observed. */
  metric?: Maybe<Metric>;
  /**
   * The windows of every metric on these assets in [from, to), in one batch, for comparing assets with one another.
   * At most 5,000 assets. Assets without metrics are left out. Of a metric with more than 10,000 windows in the range the
   * last 10,000 are answered: `start` says from when.
   */
  metricWindows: Array<MetricWindows>;
  /** Metrics with observations, by definition name then asset id. */
  metrics: MetricConnection;
  /**
   * How a model in service stands: the metrics of the versions that something serves now and of what serves them, taken as
   * one thing; of all its versions where nothing does. Null when it has no metrics.
   */
  modelHealth?: Maybe<Health>;
  /** Telemetry that arrived and that no definition's binding took, most frequent first; of at most 10,000 names. */
  unboundTelemetry: Array<UnboundTelemetry>;
  /** Changes of verdict in the order they were found, for whoever acts on them. Give the last `cursor` seen as `after`. */
  verdictChanges: Array<VerdictChange>;
};


export type QueryCompareMetricsArgs = {
  current: MetricSelection;
  reference: MetricSelection;
};


export type QueryDomainHealthArgs = {
  domain: Scalars['String']['input'];
};


export type QueryMetricArgs = {
  asset: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


export type QueryMetricWindowsArgs = {
  assets: Array<Scalars['ID']['input']>;
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryMetricsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asset?: InputMaybe<Scalars['ID']['input']>;
  category?: InputMaybe<MetricCategory>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};


export type QueryModelHealthArgs = {
  model: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
};


export type QueryUnboundTelemetryArgs = {
  first?: Scalars['Int']['input'];
};


export type QueryVerdictChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type Series = {
  __typename?: 'Series';
  /** What is expected of the last step by the definition's baseline; null when it has none or the baseline has no data. */
  baseline?: Maybe<BaselineBand>;
  /** Oldest first. A step without data has no point: a gap is unknown, not zero. */
  points: Array<SeriesPoint>;
  step: Scalars['Duration']['output'];
};

export type SeriesPoint = {
  __typename?: 'SeriesPoint';
  /**
   * What was expected of it: the same of all points by a pinned baseline, what went before each by one that is rolling or
   * seasonal. Null when there is no baseline or it has too few data.
   */
  baseline?: Maybe<BaselineBand>;
  /**
   * Size of the difference from the baseline whatever the number of samples, 0 to 1: Cramér's V of chi-square, the distance
   * itself of those that have a maximum. With many samples a difference of no importance has a tiny `pValue`; look here.
   */
  effectSize?: Maybe<Scalars['Float']['output']>;
  /** Share of the predictions whose outcome is known, 0 to 1; null when it was not told how many there were. */
  labelCoverage?: Maybe<Scalars['Float']['output']>;
  /** A value below it is what sampling alone produces from so many samples; null when the method has no such floor. */
  noiseFloor?: Maybe<Scalars['Float']['output']>;
  /** Chance that samples of the baseline's distribution lie as far from it or farther; null when the method has no test. */
  pValue?: Maybe<Scalars['Float']['output']>;
  /** Why there is no value, such as bins that the baseline does not have; null when there is one. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When data last came for it that changed what was known after its windows had closed; null when none did. */
  revisedAt?: Maybe<Scalars['DateTime']['output']>;
  sampleSize: Scalars['Float']['output'];
  /** Sample standard deviation of the single samples, in the definition's unit; null unless all of them told their squares. */
  spread?: Maybe<Scalars['Float']['output']>;
  /** End of what it covers. */
  time: Scalars['DateTime']['output'];
  /** In the definition's unit; null when it cannot be computed, such as a denominator of zero. */
  value?: Maybe<Scalars['Float']['output']>;
};

export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

export type StatusCount = {
  __typename?: 'StatusCount';
  count: Scalars['Int']['output'];
  status: HealthStatus;
};

/** When a metric matters, and to whom. */
export type Threshold = {
  __typename?: 'Threshold';
  audience: Audience;
  clearValue?: Maybe<Scalars['Float']['output']>;
  comparison: Comparison;
  for: Scalars['Duration']['output'];
  severity: Severity;
  value: Scalars['Float']['output'];
};

/** Half-open: [from, to). */
export type TimeRangeInput = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};

/** Telemetry of which a definition's binding took nothing, since the process started; it is forgotten with the process. */
export type UnboundTelemetry = {
  __typename?: 'UnboundTelemetry';
  /** Data points since the process started. */
  count: Scalars['Float']['output'];
  /** Name of the instrument, metric or facet. */
  instrument: Scalars['String']['output'];
  lastSeenAt: Scalars['DateTime']['output'];
  /** OTLP, PROMETHEUS or OPENLINEAGE. */
  protocol: Scalars['String']['output'];
  /** Why the last of it was not taken, such as an attribute its asset template needs, or its unit. */
  reason: Scalars['String']['output'];
};

/** What the last windows of a metric say. */
export type Verdict = {
  __typename?: 'Verdict';
  kind: VerdictKind;
  /** One sentence with the numbers. */
  reason: Scalars['String']['output'];
  /** Samples in the latest window. */
  sampleSize: Scalars['Float']['output'];
  /** Start of this verdict. */
  since: Scalars['DateTime']['output'];
};

/** A metric whose judgement changed against one threshold. */
export type VerdictChange = {
  __typename?: 'VerdictChange';
  /** True from when the threshold's condition has held for its `for`, until its clear condition has. */
  breached: Scalars['Boolean']['output'];
  cursor: Scalars['String']['output'];
  /** The same however often it is delivered. */
  id: Scalars['ID']['output'];
  metric: Metric;
  /** Name of the definition. */
  name: Scalars['String']['output'];
  /** Start of the earliest window of the breach, or of this verdict when there is none. */
  onset: Scalars['DateTime']['output'];
  /** True while the condition holds but has not yet held for the threshold's `for`. */
  pending: Scalars['Boolean']['output'];
  threshold: Threshold;
  /** Position in the definition's list of thresholds. */
  thresholdIndex: Scalars['Int']['output'];
  /** Time at which the judged window closed. */
  time: Scalars['DateTime']['output'];
  /** The value judged; null when there is no data. */
  value?: Maybe<Scalars['Float']['output']>;
  verdict: Verdict;
};

export type VerdictKind =
  /** A breach that cleared before it had to be acted on. */
  | 'BLIP'
  /** Three or more changes within the look-back. */
  | 'FLAPPING'
  /** Too few samples, or no data, to tell. */
  | 'INSUFFICIENT_DATA'
  | 'NORMAL'
  /** Breached for as long as the threshold asks. */
  | 'PERSISTENT'
  /** Cleared, but not yet for long enough. */
  | 'RECOVERING';

/** What the values of windows come to, in the definition's unit; null where none is known. */
export type WindowStatistics = {
  __typename?: 'WindowStatistics';
  /** Windows whose value is known. */
  known: Scalars['Int']['output'];
  median?: Maybe<Scalars['Float']['output']>;
  /** Median absolute deviation from the median, not scaled to a standard deviation. */
  medianDeviation?: Maybe<Scalars['Float']['output']>;
  /** Of all there are: the square root of the mean squared distance from their mean. */
  standardDeviation?: Maybe<Scalars['Float']['output']>;
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
  Metric: Metric;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Asset:
    ( { __typename: 'Asset' }
    & GraphQLRecursivePick<FederationTypes['Asset'], {"id":true}> );
  Metric:
    ( { __typename: 'Metric' }
    & GraphQLRecursivePick<FederationTypes['Metric'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Asset: ResolverTypeWrapper<AssetReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AssetHealth: ResolverTypeWrapper<AssetHealthRecord>;
  AssetKind: AssetKind;
  Audience: Audience;
  BaselineBand: ResolverTypeWrapper<BaselineBand>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CategoryHealth: ResolverTypeWrapper<CategoryHealth>;
  ComparedValue: ResolverTypeWrapper<ComparedValueRecord>;
  Comparison: Comparison;
  DataQualityInput: DataQualityInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DimensionFilter: DimensionFilter;
  DimensionValue: ResolverTypeWrapper<DimensionValue>;
  Direction: Direction;
  DomainHealth: ResolverTypeWrapper<FoundDomainHealth>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  Health: ResolverTypeWrapper<Omit<Health, 'contributions'> & { contributions: Array<ResolversTypes['HealthContribution']> }>;
  HealthContribution: ResolverTypeWrapper<Omit<HealthContribution, 'metric'> & { metric: ResolversTypes['Metric'] }>;
  HealthStatus: HealthStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Metric: ResolverTypeWrapper<AskedMetric>;
  MetricBreakdown: ResolverTypeWrapper<Omit<MetricBreakdown, 'edges'> & { edges: Array<ResolversTypes['MetricSliceEdge']> }>;
  MetricCategory: MetricCategory;
  MetricComparison: ResolverTypeWrapper<Omit<MetricComparison, 'current' | 'reference'> & { current: ResolversTypes['ComparedValue'], reference: ResolversTypes['ComparedValue'] }>;
  MetricConnection: ResolverTypeWrapper<Omit<MetricConnection, 'edges'> & { edges: Array<ResolversTypes['MetricEdge']> }>;
  MetricDefinition: ResolverTypeWrapper<MetricDefinition>;
  MetricEdge: ResolverTypeWrapper<Omit<MetricEdge, 'node'> & { node: ResolversTypes['Metric'] }>;
  MetricLabel: ResolverTypeWrapper<MetricLabel>;
  MetricSelection: MetricSelection;
  MetricSlice: ResolverTypeWrapper<BrokenDown>;
  MetricSliceEdge: ResolverTypeWrapper<Omit<MetricSliceEdge, 'node'> & { node: ResolversTypes['MetricSlice'] }>;
  MetricWindows: ResolverTypeWrapper<ReadMetricWindows>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PackedNumbers: ResolverTypeWrapper<Scalars['PackedNumbers']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Point: ResolverTypeWrapper<Point>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Series: ResolverTypeWrapper<Omit<Series, 'points'> & { points: Array<ResolversTypes['SeriesPoint']> }>;
  SeriesPoint: ResolverTypeWrapper<SeriesPointRecord>;
  Severity: Severity;
  StatusCount: ResolverTypeWrapper<StatusCount>;
  Threshold: ResolverTypeWrapper<Threshold>;
  TimeRangeInput: TimeRangeInput;
  UnboundTelemetry: ResolverTypeWrapper<UnboundTelemetry>;
  Verdict: ResolverTypeWrapper<Verdict>;
  VerdictChange: ResolverTypeWrapper<PublishedChange>;
  VerdictKind: VerdictKind;
  WindowStatistics: ResolverTypeWrapper<WindowStatistics>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Asset: AssetReference;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  AssetHealth: AssetHealthRecord;
  BaselineBand: BaselineBand;
  Float: Scalars['Float']['output'];
  CategoryHealth: CategoryHealth;
  ComparedValue: ComparedValueRecord;
  DataQualityInput: DataQualityInput;
  DateTime: Scalars['DateTime']['output'];
  DimensionFilter: DimensionFilter;
  DimensionValue: DimensionValue;
  DomainHealth: FoundDomainHealth;
  Boolean: Scalars['Boolean']['output'];
  Duration: Scalars['Duration']['output'];
  Health: Omit<Health, 'contributions'> & { contributions: Array<ResolversParentTypes['HealthContribution']> };
  HealthContribution: Omit<HealthContribution, 'metric'> & { metric: ResolversParentTypes['Metric'] };
  JSON: Scalars['JSON']['output'];
  Metric: AskedMetric;
  MetricBreakdown: Omit<MetricBreakdown, 'edges'> & { edges: Array<ResolversParentTypes['MetricSliceEdge']> };
  MetricComparison: Omit<MetricComparison, 'current' | 'reference'> & { current: ResolversParentTypes['ComparedValue'], reference: ResolversParentTypes['ComparedValue'] };
  MetricConnection: Omit<MetricConnection, 'edges'> & { edges: Array<ResolversParentTypes['MetricEdge']> };
  MetricDefinition: MetricDefinition;
  MetricEdge: Omit<MetricEdge, 'node'> & { node: ResolversParentTypes['Metric'] };
  MetricLabel: MetricLabel;
  MetricSelection: MetricSelection;
  MetricSlice: BrokenDown;
  MetricSliceEdge: Omit<MetricSliceEdge, 'node'> & { node: ResolversParentTypes['MetricSlice'] };
  MetricWindows: ReadMetricWindows;
  Mutation: Record<PropertyKey, never>;
  PackedNumbers: Scalars['PackedNumbers']['output'];
  PageInfo: PageInfo;
  Point: Point;
  Query: Record<PropertyKey, never>;
  Series: Omit<Series, 'points'> & { points: Array<ResolversParentTypes['SeriesPoint']> };
  SeriesPoint: SeriesPointRecord;
  StatusCount: StatusCount;
  Threshold: Threshold;
  TimeRangeInput: TimeRangeInput;
  UnboundTelemetry: UnboundTelemetry;
  Verdict: Verdict;
  VerdictChange: PublishedChange;
  WindowStatistics: WindowStatistics;
};

export type AssetResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset'], FederationReferenceType extends FederationReferenceTypes['Asset'] = FederationReferenceTypes['Asset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Asset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['Health']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AssetKind'], ParentType, ContextType>;
  metrics?: Resolver<Maybe<Array<ResolversTypes['Metric']>>, ParentType, ContextType, RequireFields<AssetMetricsArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AssetHealthResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['AssetHealth'] = ResolversParentTypes['AssetHealth']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  health?: Resolver<Maybe<ResolversTypes['Health']>, ParentType, ContextType>;
};

export type BaselineBandResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['BaselineBand'] = ResolversParentTypes['BaselineBand']> = {
  expected?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lower?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  upper?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CategoryHealthResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['CategoryHealth'] = ResolversParentTypes['CategoryHealth']> = {
  category?: Resolver<ResolversTypes['MetricCategory'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ComparedValueResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['ComparedValue'] = ResolversParentTypes['ComparedValue']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType>;
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DimensionValueResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['DimensionValue'] = ResolversParentTypes['DimensionValue']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DomainHealthResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['DomainHealth'] = ResolversParentTypes['DomainHealth']> = {
  assets?: Resolver<Array<ResolversTypes['AssetHealth']>, ParentType, ContextType, RequireFields<DomainHealthAssetsArgs, 'first'>>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['StatusCount']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type HealthResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Health'] = ResolversParentTypes['Health']> = {
  categories?: Resolver<Array<ResolversTypes['CategoryHealth']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  contributions?: Resolver<Array<ResolversTypes['HealthContribution']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
};

export type HealthContributionResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['HealthContribution'] = ResolversParentTypes['HealthContribution']> = {
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MetricResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Metric'] = ResolversParentTypes['Metric'], FederationReferenceType extends FederationReferenceTypes['Metric'] = FederationReferenceTypes['Metric']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Metric']> | FederationReferenceType, FederationReferenceType, ContextType>;
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  breakdown?: Resolver<ResolversTypes['MetricBreakdown'], ParentType, ContextType, RequireFields<MetricBreakdownArgs, 'by' | 'first' | 'from' | 'to'>>;
  category?: Resolver<ResolversTypes['MetricCategory'], ParentType, ContextType>;
  definition?: Resolver<Maybe<ResolversTypes['MetricDefinition']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['Direction'], ParentType, ContextType>;
  estimated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  exemplars?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType, RequireFields<MetricExemplarsArgs, 'first' | 'from' | 'to'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['MetricLabel']>, ParentType, ContextType, RequireFields<MetricLabelsArgs, 'from' | 'to'>>;
  latest?: Resolver<Maybe<ResolversTypes['Point']>, ParentType, ContextType>;
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType, RequireFields<MetricSeriesArgs, 'from' | 'to'>>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['Verdict']>, ParentType, ContextType>;
};

export type MetricBreakdownResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricBreakdown'] = ResolversParentTypes['MetricBreakdown']> = {
  coverage?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['MetricSliceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MetricComparisonResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricComparison'] = ResolversParentTypes['MetricComparison']> = {
  current?: Resolver<ResolversTypes['ComparedValue'], ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['ComparedValue'], ParentType, ContextType>;
  relativeDifference?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MetricConnectionResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricConnection'] = ResolversParentTypes['MetricConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MetricEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MetricDefinitionResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricDefinition'] = ResolversParentTypes['MetricDefinition']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MetricEdgeResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricEdge'] = ResolversParentTypes['MetricEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
};

export type MetricLabelResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricLabel'] = ResolversParentTypes['MetricLabel']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valueCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MetricSliceResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricSlice'] = ResolversParentTypes['MetricSlice']> = {
  dimensions?: Resolver<Array<ResolversTypes['DimensionValue']>, ParentType, ContextType>;
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType, RequireFields<MetricSliceSeriesArgs, 'from' | 'to'>>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MetricSliceEdgeResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricSliceEdge'] = ResolversParentTypes['MetricSliceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['MetricSlice'], ParentType, ContextType>;
};

export type MetricWindowsResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['MetricWindows'] = ResolversParentTypes['MetricWindows']> = {
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  noiseFloor?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  packedValues?: Resolver<ResolversTypes['PackedNumbers'], ParentType, ContextType>;
  sampleSizes?: Resolver<Array<ResolversTypes['Float']>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statistics?: Resolver<ResolversTypes['WindowStatistics'], ParentType, ContextType, RequireFields<MetricWindowsStatisticsArgs, 'pinned' | 'range'>>;
  step?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  values?: Resolver<Array<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  recordDataQuality?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationRecordDataQualityArgs, 'figures'>>;
};

export interface PackedNumbersScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PackedNumbers'], any> {
  name: 'PackedNumbers';
}

export type PageInfoResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PointResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Point'] = ResolversParentTypes['Point']> = {
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  compareMetrics?: Resolver<ResolversTypes['MetricComparison'], ParentType, ContextType, RequireFields<QueryCompareMetricsArgs, 'current' | 'reference'>>;
  domainHealth?: Resolver<Maybe<ResolversTypes['DomainHealth']>, ParentType, ContextType, RequireFields<QueryDomainHealthArgs, 'domain'>>;
  metric?: Resolver<Maybe<ResolversTypes['Metric']>, ParentType, ContextType, RequireFields<QueryMetricArgs, 'asset' | 'name'>>;
  metricWindows?: Resolver<Array<ResolversTypes['MetricWindows']>, ParentType, ContextType, RequireFields<QueryMetricWindowsArgs, 'assets' | 'from' | 'to'>>;
  metrics?: Resolver<ResolversTypes['MetricConnection'], ParentType, ContextType, RequireFields<QueryMetricsArgs, 'first'>>;
  modelHealth?: Resolver<Maybe<ResolversTypes['Health']>, ParentType, ContextType, RequireFields<QueryModelHealthArgs, 'model' | 'namespace'>>;
  unboundTelemetry?: Resolver<Array<ResolversTypes['UnboundTelemetry']>, ParentType, ContextType, RequireFields<QueryUnboundTelemetryArgs, 'first'>>;
  verdictChanges?: Resolver<Array<ResolversTypes['VerdictChange']>, ParentType, ContextType, RequireFields<QueryVerdictChangesArgs, 'first'>>;
};

export type SeriesResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series']> = {
  baseline?: Resolver<Maybe<ResolversTypes['BaselineBand']>, ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['SeriesPoint']>, ParentType, ContextType>;
  step?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
};

export type SeriesPointResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['SeriesPoint'] = ResolversParentTypes['SeriesPoint']> = {
  baseline?: Resolver<Maybe<ResolversTypes['BaselineBand']>, ParentType, ContextType>;
  effectSize?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  labelCoverage?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  noiseFloor?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pValue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revisedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  spread?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type StatusCountResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['StatusCount'] = ResolversParentTypes['StatusCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HealthStatus'], ParentType, ContextType>;
};

export type ThresholdResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Threshold'] = ResolversParentTypes['Threshold']> = {
  audience?: Resolver<ResolversTypes['Audience'], ParentType, ContextType>;
  clearValue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  comparison?: Resolver<ResolversTypes['Comparison'], ParentType, ContextType>;
  for?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type UnboundTelemetryResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['UnboundTelemetry'] = ResolversParentTypes['UnboundTelemetry']> = {
  count?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  instrument?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VerdictResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['Verdict'] = ResolversParentTypes['Verdict']> = {
  kind?: Resolver<ResolversTypes['VerdictKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type VerdictChangeResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['VerdictChange'] = ResolversParentTypes['VerdictChange']> = {
  breached?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onset?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  threshold?: Resolver<ResolversTypes['Threshold'], ParentType, ContextType>;
  thresholdIndex?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
};

export type WindowStatisticsResolvers<ContextType = MetricsContext, ParentType extends ResolversParentTypes['WindowStatistics'] = ResolversParentTypes['WindowStatistics']> = {
  known?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  median?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianDeviation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  standardDeviation?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = MetricsContext> = {
  Asset?: AssetResolvers<ContextType>;
  AssetHealth?: AssetHealthResolvers<ContextType>;
  BaselineBand?: BaselineBandResolvers<ContextType>;
  CategoryHealth?: CategoryHealthResolvers<ContextType>;
  ComparedValue?: ComparedValueResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DimensionValue?: DimensionValueResolvers<ContextType>;
  DomainHealth?: DomainHealthResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  Health?: HealthResolvers<ContextType>;
  HealthContribution?: HealthContributionResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Metric?: MetricResolvers<ContextType>;
  MetricBreakdown?: MetricBreakdownResolvers<ContextType>;
  MetricComparison?: MetricComparisonResolvers<ContextType>;
  MetricConnection?: MetricConnectionResolvers<ContextType>;
  MetricDefinition?: MetricDefinitionResolvers<ContextType>;
  MetricEdge?: MetricEdgeResolvers<ContextType>;
  MetricLabel?: MetricLabelResolvers<ContextType>;
  MetricSlice?: MetricSliceResolvers<ContextType>;
  MetricSliceEdge?: MetricSliceEdgeResolvers<ContextType>;
  MetricWindows?: MetricWindowsResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PackedNumbers?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Point?: PointResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SeriesPoint?: SeriesPointResolvers<ContextType>;
  StatusCount?: StatusCountResolvers<ContextType>;
  Threshold?: ThresholdResolvers<ContextType>;
  UnboundTelemetry?: UnboundTelemetryResolvers<ContextType>;
  Verdict?: VerdictResolvers<ContextType>;
  VerdictChange?: VerdictChangeResolvers<ContextType>;
  WindowStatistics?: WindowStatisticsResolvers<ContextType>;
};

