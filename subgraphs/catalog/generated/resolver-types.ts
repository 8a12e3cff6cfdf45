import type { Instant } from '../../../vocabulary/duration.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CatalogEntry } from '../domain/entry.ts';
import type { TeamReference } from '../resolvers/team.ts';
import type { AssetReference } from '../../../platform/asset-resolvers.ts';
import type { CatalogContext } from '../context.ts';
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
  /** An instant as RFC 3339 with a zone. */
  DateTime: { input: Instant; output: Instant; }
  /** A length of time as ISO 8601, such as P1D or PT5M. */
  Duration: { input: Duration; output: Duration; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A metric definition after an apply. */
export type AppliedDefinition = {
  __typename?: 'AppliedDefinition';
  fingerprint: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  status: AppliedStatus;
  version: Scalars['Int']['output'];
};

export type AppliedStatus =
  /** Not known before. */
  | 'CREATED'
  /** Its meaning changed: new version, new fingerprint; measurements made before stay with the old one. */
  | 'NEW_VERSION'
  /** Text, owner or thresholds changed; its measurements go on. */
  | 'REVISED'
  | 'UNCHANGED';

export type ApplyCatalogInput = {
  /** Who applies it; until people sign in, `local user` when left out. */
  author?: InputMaybe<Scalars['String']['input']>;
  /** YAML, one or more documents. */
  document: Scalars['String']['input'];
  /** Tells what would change and stores nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** Any text of the caller's; a second call with it changes nothing, and one with another document is refused. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, for whoever asks later. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type ApplyCatalogPayload = {
  __typename?: 'ApplyCatalogPayload';
  /** What changed, field by field, for every kind of document. */
  changes: Array<CatalogChange>;
  /**
   * What became of each metric definition in the document, in its order, and of expressions whose meaning changed with
   * that of their inputs.
   */
  definitions: Array<AppliedDefinition>;
  /** Definitions there already that may state the same as one that is new or has a new meaning. A warning; it was applied. */
  overlaps: Array<DefinitionOverlap>;
  /** Each fault of the input; empty when it was applied. */
  userErrors: Array<UserError>;
};

/** Anything with lineage. What its id says is answered everywhere; the rest by whoever knows it. */
export type Asset = {
  __typename?: 'Asset';
  /** Business domain; null when none is stated. */
  domain?: Maybe<Scalars['String']['output']>;
  /** Readable path, such as `dataset/<namespace>/<name>`, each segment percent-encoded. */
  id: Scalars['ID']['output'];
  kind: AssetKind;
  links?: Maybe<Array<AssetLink>>;
  name: Scalars['String']['output'];
  namespace: Scalars['String']['output'];
  /** The team that answers for it; null when none is stated. */
  owner?: Maybe<Team>;
  tags?: Maybe<Array<Scalars['String']['output']>>;
  /** Importance, 1 the highest; null when none is stated. */
  tier?: Maybe<Scalars['Int']['output']>;
  /** Display title from the catalog; null when none is stated. */
  title?: Maybe<Scalars['String']['output']>;
};

export type AssetKind =
  | 'DATASET'
  | 'DEPLOYMENT'
  /** A field of a dataset. */
  | 'FEATURE'
  | 'JOB'
  | 'MODEL_VERSION'
  | 'SERVICE';

export type AssetLink = {
  __typename?: 'AssetLink';
  kind: Scalars['String']['output'];
  title: Scalars['String']['output'];
  url: Scalars['String']['output'];
};

export type Audience =
  | 'DATA_STEWARD'
  | 'ON_CALL'
  | 'PRODUCT_OWNER';

/**
 * What a metric is compared with. `pinned`: always from `from` to `to`. `rolling`: the `length` before the judged window.
 * `seasonal`: within the `length` before it, the windows at the same place in each `season`, such as the same hour of a week.
 */
export type BaselineReference = {
  __typename?: 'BaselineReference';
  from?: Maybe<Scalars['DateTime']['output']>;
  kind: Scalars['String']['output'];
  length?: Maybe<Scalars['Duration']['output']>;
  season?: Maybe<Scalars['Duration']['output']>;
  to?: Maybe<Scalars['DateTime']['output']>;
};

/** One field that differs between the catalog before and after. */
export type CatalogChange = {
  __typename?: 'CatalogChange';
  /** Value after; null when it was removed. */
  after?: Maybe<Scalars['JSON']['output']>;
  /** Value before; null when there was none. */
  before?: Maybe<Scalars['JSON']['output']>;
  effect: ChangeEffect;
  /** Kind of the document, such as `MetricDefinition`. */
  entity: Scalars['String']['output'];
  /** Path within the document, such as `spec.window`. */
  field: Scalars['String']['output'];
  name: Scalars['String']['output'];
};

/** What a change does. */
export type ChangeEffect =
  /** The document is new. */
  | 'CREATED'
  /** Measurements before and after are not of the same thing: a new version and a new fingerprint. */
  | 'MEANING'
  /** Who answers for it, reviews it and may see it. */
  | 'OWNERSHIP'
  /** The same is measured, but judged otherwise or on other assets. */
  | 'POLICY'
  /** What people read. */
  | 'TEXT';

export type Comparison =
  | 'ABOVE'
  | 'ABOVE_BASELINE_BY'
  | 'BELOW'
  | 'BELOW_BASELINE_BY'
  | 'BURN_RATE'
  /** Outside a range. */
  | 'OUTSIDE';

export type DefinitionComparison = {
  __typename?: 'DefinitionComparison';
  /** Whether they have one fingerprint; only then may their measurements be compared. */
  comparable: Scalars['Boolean']['output'];
  /** The fields of meaning that differ, from the one to the other; empty exactly when they are comparable. */
  differences: Array<CatalogChange>;
  one: MetricDefinition;
  other: MetricDefinition;
};

/** Revisions of a definition, newest first. */
export type DefinitionHistoryConnection = {
  __typename?: 'DefinitionHistoryConnection';
  edges: Array<DefinitionHistoryEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type DefinitionHistoryEdge = {
  __typename?: 'DefinitionHistoryEdge';
  cursor: Scalars['String']['output'];
  node: DefinitionRevision;
};

/** What a definition is computed from, in the version that its meaning rests on. */
export type DefinitionInput = {
  __typename?: 'DefinitionInput';
  definition?: Maybe<MetricDefinition>;
  variable: Scalars['String']['output'];
};

/** Two definitions that may state one metric twice. */
export type DefinitionOverlap = {
  __typename?: 'DefinitionOverlap';
  /** Name of the one there already, or earlier in the same input. */
  existing: Scalars['String']['output'];
  kind: OverlapKind;
  /** What they share, in one sentence. */
  message: Scalars['String']['output'];
  /** Name of the definition that was applied. */
  name: Scalars['String']['output'];
};

export type DefinitionRevision = {
  __typename?: 'DefinitionRevision';
  /** What it changed against the revision before it. */
  changes: Array<CatalogChange>;
  /** The definition as it was. */
  definition: MetricDefinition;
};

export type DescribedAssetConnection = {
  __typename?: 'DescribedAssetConnection';
  edges: Array<DescribedAssetEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type DescribedAssetEdge = {
  __typename?: 'DescribedAssetEdge';
  cursor: Scalars['String']['output'];
  node: Asset;
};

export type Direction =
  | 'HIGHER_IS_BETTER'
  | 'LOWER_IS_BETTER'
  | 'NEITHER';

export type ExpectedBehaviour = {
  __typename?: 'ExpectedBehaviour';
  degraded?: Maybe<Scalars['String']['output']>;
  normal?: Maybe<Scalars['String']['output']>;
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

/** One version of what a metric means: how it is computed, from where, when it matters and to whom. */
export type MetricDefinition = {
  __typename?: 'MetricDefinition';
  /** When this revision was applied; null when it is older than such records. */
  appliedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Kinds of asset it may be observed on. */
  appliesTo: Array<AssetKind>;
  /** Who applied this revision; null when it is older than such records. */
  author?: Maybe<Scalars['String']['output']>;
  baseline?: Maybe<BaselineReference>;
  category: MetricCategory;
  direction: Direction;
  expected?: Maybe<ExpectedBehaviour>;
  /**
   * SHA-256 over the canonical JSON of the fields that make its meaning, of an expression also over the fingerprints of its
   * inputs. Only series of one fingerprint may be compared.
   */
  fingerprint: Scalars['String']['output'];
  /** The formula in words. */
  formula: Scalars['String']['output'];
  /** Revisions of this definition over all its versions, newest first. */
  history: DefinitionHistoryConnection;
  /** `<name>@<version>`. */
  id: Scalars['ID']['output'];
  /** Of an expression: what it is computed from, by variable; empty for all else. */
  inputs: Array<DefinitionInput>;
  /** How long after its end a window stays open for late data before it is judged. */
  lateness: Scalars['Duration']['output'];
  /** How it is computed: `kind` and the parameters of that kind. */
  method: Scalars['JSON']['output'];
  /** A window with fewer samples is not judged. */
  minimumSamples: Scalars['Int']['output'];
  name: Scalars['String']['output'];
  owner?: Maybe<Team>;
  playbook?: Maybe<Playbook>;
  /** Why, in the author's words. */
  reason?: Maybe<Scalars['String']['output']>;
  /** How long measurements are kept as they are, and then merged; null: for good. */
  retention?: Maybe<Retention>;
  /** Day by which it should be reviewed. */
  reviewBy?: Maybe<Scalars['String']['output']>;
  /** Names of the teams that review it. */
  reviewers: Array<Scalars['String']['output']>;
  /** Counts changes that leave the meaning, such as thresholds and text, within this version. */
  revision: Scalars['Int']['output'];
  sensitivity: Sensitivity;
  /** Where its measurements come from: observations, or a binding of telemetry to assets. */
  source: Scalars['JSON']['output'];
  /** For finding it. */
  tags: Array<Scalars['String']['output']>;
  /**
   * What each threshold needs beyond one value, in their order: `range` {low, high} that is well for OUTSIDE; `target`
   * and `burnRates` [{factor, long, short}] for BURN_RATE; `detector` {kind, k, h} for ABOVE_BASELINE_BY and
   * BELOW_BASELINE_BY where a lasting change is looked for; null or empty otherwise.
   */
  thresholdParameters: Scalars['JSON']['output'];
  thresholds: Array<Threshold>;
  /** IANA zone in which windows of a day or more begin and end. */
  timezone: Scalars['String']['output'];
  title: Scalars['String']['output'];
  /** UCUM code; `1` for a plain number. */
  unit: Scalars['String']['output'];
  /** Counts changes of meaning. */
  version: Scalars['Int']['output'];
  window: Scalars['Duration']['output'];
};


/** One version of what a metric means: how it is computed, from where, when it matters and to whom. */
export type MetricDefinitionHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type MetricDefinitionConnection = {
  __typename?: 'MetricDefinitionConnection';
  edges: Array<MetricDefinitionEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type MetricDefinitionEdge = {
  __typename?: 'MetricDefinitionEdge';
  cursor: Scalars['String']['output'];
  node: MetricDefinition;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Applies catalog YAML, one or more documents, whole or not at all: with any fault, every fault is listed in
   * `userErrors` and nothing is stored. Sent again with the same `idempotencyKey` it answers as before.
   */
  applyCatalog: ApplyCatalogPayload;
};


export type MutationApplyCatalogArgs = {
  input: ApplyCatalogInput;
};

export type OverlapKind =
  | 'SAME_FORMULA'
  /** Fed by one instrument or Prometheus metric, by one method. */
  | 'SAME_SOURCE'
  /** Names that a slip turns into each other. */
  | 'SIMILAR_NAME';

export type PageInfo = {
  __typename?: 'PageInfo';
  /** Give it as `after` for the next page; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** What to do when a metric is degraded. */
export type Playbook = {
  __typename?: 'Playbook';
  /** `playbook/<name>`. */
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  steps: Array<PlaybookStep>;
  title: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type PlaybookStep = {
  __typename?: 'PlaybookStep';
  /** May hold placeholders such as `{cause.asset.name}`; filled in where an alert gives the values. */
  instruction: Scalars['String']['output'];
  order: Scalars['Int']['output'];
  title: Scalars['String']['output'];
  url?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** Assets that the catalog describes, by id. */
  assets: DescribedAssetConnection;
  /** One definition by name; its current version unless another is asked for. Null when there is none. */
  definition?: Maybe<MetricDefinition>;
  /** Whether measurements of two versions, each `<name>@<version>`, are of the same thing. */
  definitionComparison: DefinitionComparison;
  /** Metric definitions in their current version, by name. */
  definitions: MetricDefinitionConnection;
  /** One playbook by id; null when there is none. */
  playbook?: Maybe<Playbook>;
  /** Every playbook, by name. */
  playbooks: Array<Playbook>;
  /** Every team, by name. */
  teams: Array<Team>;
};


export type QueryAssetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  domain?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  owner?: InputMaybe<Scalars['String']['input']>;
  tag?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDefinitionArgs = {
  name: Scalars['String']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDefinitionComparisonArgs = {
  one: Scalars['ID']['input'];
  other: Scalars['ID']['input'];
};


export type QueryDefinitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  appliesTo?: InputMaybe<AssetKind>;
  category?: InputMaybe<MetricCategory>;
  first?: Scalars['Int']['input'];
  owner?: InputMaybe<Scalars['String']['input']>;
  reviewDueBy?: InputMaybe<Scalars['String']['input']>;
  sensitivity?: InputMaybe<Sensitivity>;
  tag?: InputMaybe<Scalars['String']['input']>;
  text?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPlaybookArgs = {
  id: Scalars['ID']['input'];
};

/** Measurements are kept as they are for `raw`, then merged into steps, which are kept until they are older than `keep`. */
export type Retention = {
  __typename?: 'Retention';
  /** Null: for good. */
  keep?: Maybe<Scalars['Duration']['output']>;
  raw: Scalars['Duration']['output'];
  step: Scalars['Duration']['output'];
};

export type Sensitivity =
  | 'INTERNAL'
  | 'PUBLIC'
  | 'RESTRICTED';

export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

/** A group of people that owns definitions and assets. */
export type Team = {
  __typename?: 'Team';
  /** Audience -> where to reach it. */
  audiences: Scalars['JSON']['output'];
  contact?: Maybe<Scalars['String']['output']>;
  /** `team/<name>`. */
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  title: Scalars['String']['output'];
};

/** When a metric matters, and to whom. */
export type Threshold = {
  __typename?: 'Threshold';
  audience: Audience;
  /** The value at which an alert clears; null: the same as `value`. */
  clearValue?: Maybe<Scalars['Float']['output']>;
  comparison: Comparison;
  /** How long it must hold before an alert fires. */
  for: Scalars['Duration']['output'];
  severity: Severity;
  /** The value compared with; for BURN_RATE the objective, such as 0.99. In the definition's unit. */
  value: Scalars['Float']['output'];
};

/** A fault in what the caller sent: what and where. */
export type UserError = {
  __typename?: 'UserError';
  code: Scalars['String']['output'];
  /** Path of the fault, such as `documents[1].spec.thresholds[0].clearAbove`; null when it concerns the whole. */
  field?: Maybe<Scalars['String']['output']>;
  /** What was found, what was expected. */
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
  MetricDefinition: MetricDefinition;
  Playbook: Playbook;
  Team: Team;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Asset:
    ( { __typename: 'Asset' }
    & GraphQLRecursivePick<FederationTypes['Asset'], {"id":true}> );
  MetricDefinition:
    ( { __typename: 'MetricDefinition' }
    & GraphQLRecursivePick<FederationTypes['MetricDefinition'], {"id":true}> );
  Playbook:
    ( { __typename: 'Playbook' }
    & GraphQLRecursivePick<FederationTypes['Playbook'], {"id":true}> );
  Team:
    ( { __typename: 'Team' }
    & GraphQLRecursivePick<FederationTypes['Team'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AppliedDefinition: ResolverTypeWrapper<AppliedDefinition>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AppliedStatus: AppliedStatus;
  ApplyCatalogInput: ApplyCatalogInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ApplyCatalogPayload: ResolverTypeWrapper<ApplyCatalogPayload>;
  Asset: ResolverTypeWrapper<AssetReference>;
  AssetKind: AssetKind;
  AssetLink: ResolverTypeWrapper<AssetLink>;
  Audience: Audience;
  BaselineReference: ResolverTypeWrapper<BaselineReference>;
  CatalogChange: ResolverTypeWrapper<CatalogChange>;
  ChangeEffect: ChangeEffect;
  Comparison: Comparison;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DefinitionComparison: ResolverTypeWrapper<Omit<DefinitionComparison, 'one' | 'other'> & { one: ResolversTypes['MetricDefinition'], other: ResolversTypes['MetricDefinition'] }>;
  DefinitionHistoryConnection: ResolverTypeWrapper<Omit<DefinitionHistoryConnection, 'edges'> & { edges: Array<ResolversTypes['DefinitionHistoryEdge']> }>;
  DefinitionHistoryEdge: ResolverTypeWrapper<Omit<DefinitionHistoryEdge, 'node'> & { node: ResolversTypes['DefinitionRevision'] }>;
  DefinitionInput: ResolverTypeWrapper<Omit<DefinitionInput, 'definition'> & { definition?: Maybe<ResolversTypes['MetricDefinition']> }>;
  DefinitionOverlap: ResolverTypeWrapper<DefinitionOverlap>;
  DefinitionRevision: ResolverTypeWrapper<Omit<DefinitionRevision, 'definition'> & { definition: ResolversTypes['MetricDefinition'] }>;
  DescribedAssetConnection: ResolverTypeWrapper<Omit<DescribedAssetConnection, 'edges'> & { edges: Array<ResolversTypes['DescribedAssetEdge']> }>;
  DescribedAssetEdge: ResolverTypeWrapper<Omit<DescribedAssetEdge, 'node'> & { node: ResolversTypes['Asset'] }>;
  Direction: Direction;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  ExpectedBehaviour: ResolverTypeWrapper<ExpectedBehaviour>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MetricCategory: MetricCategory;
  MetricDefinition: ResolverTypeWrapper<CatalogEntry<'MetricDefinition'>>;
  MetricDefinitionConnection: ResolverTypeWrapper<Omit<MetricDefinitionConnection, 'edges'> & { edges: Array<ResolversTypes['MetricDefinitionEdge']> }>;
  MetricDefinitionEdge: ResolverTypeWrapper<Omit<MetricDefinitionEdge, 'node'> & { node: ResolversTypes['MetricDefinition'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OverlapKind: OverlapKind;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Playbook: ResolverTypeWrapper<CatalogEntry<'Playbook'>>;
  PlaybookStep: ResolverTypeWrapper<PlaybookStep>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Retention: ResolverTypeWrapper<Retention>;
  Sensitivity: Sensitivity;
  Severity: Severity;
  Team: ResolverTypeWrapper<TeamReference>;
  Threshold: ResolverTypeWrapper<Threshold>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  UserError: ResolverTypeWrapper<UserError>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AppliedDefinition: AppliedDefinition;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  ApplyCatalogInput: ApplyCatalogInput;
  Boolean: Scalars['Boolean']['output'];
  ApplyCatalogPayload: ApplyCatalogPayload;
  Asset: AssetReference;
  AssetLink: AssetLink;
  BaselineReference: BaselineReference;
  CatalogChange: CatalogChange;
  DateTime: Scalars['DateTime']['output'];
  DefinitionComparison: Omit<DefinitionComparison, 'one' | 'other'> & { one: ResolversParentTypes['MetricDefinition'], other: ResolversParentTypes['MetricDefinition'] };
  DefinitionHistoryConnection: Omit<DefinitionHistoryConnection, 'edges'> & { edges: Array<ResolversParentTypes['DefinitionHistoryEdge']> };
  DefinitionHistoryEdge: Omit<DefinitionHistoryEdge, 'node'> & { node: ResolversParentTypes['DefinitionRevision'] };
  DefinitionInput: Omit<DefinitionInput, 'definition'> & { definition?: Maybe<ResolversParentTypes['MetricDefinition']> };
  DefinitionOverlap: DefinitionOverlap;
  DefinitionRevision: Omit<DefinitionRevision, 'definition'> & { definition: ResolversParentTypes['MetricDefinition'] };
  DescribedAssetConnection: Omit<DescribedAssetConnection, 'edges'> & { edges: Array<ResolversParentTypes['DescribedAssetEdge']> };
  DescribedAssetEdge: Omit<DescribedAssetEdge, 'node'> & { node: ResolversParentTypes['Asset'] };
  Duration: Scalars['Duration']['output'];
  ExpectedBehaviour: ExpectedBehaviour;
  JSON: Scalars['JSON']['output'];
  MetricDefinition: CatalogEntry<'MetricDefinition'>;
  MetricDefinitionConnection: Omit<MetricDefinitionConnection, 'edges'> & { edges: Array<ResolversParentTypes['MetricDefinitionEdge']> };
  MetricDefinitionEdge: Omit<MetricDefinitionEdge, 'node'> & { node: ResolversParentTypes['MetricDefinition'] };
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Playbook: CatalogEntry<'Playbook'>;
  PlaybookStep: PlaybookStep;
  Query: Record<PropertyKey, never>;
  Retention: Retention;
  Team: TeamReference;
  Threshold: Threshold;
  Float: Scalars['Float']['output'];
  UserError: UserError;
};

export type AppliedDefinitionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['AppliedDefinition'] = ResolversParentTypes['AppliedDefinition']> = {
  fingerprint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AppliedStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApplyCatalogPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ApplyCatalogPayload'] = ResolversParentTypes['ApplyCatalogPayload']> = {
  changes?: Resolver<Array<ResolversTypes['CatalogChange']>, ParentType, ContextType>;
  definitions?: Resolver<Array<ResolversTypes['AppliedDefinition']>, ParentType, ContextType>;
  overlaps?: Resolver<Array<ResolversTypes['DefinitionOverlap']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AssetResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset'], FederationReferenceType extends FederationReferenceTypes['Asset'] = FederationReferenceTypes['Asset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Asset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  domain?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AssetKind'], ParentType, ContextType>;
  links?: Resolver<Maybe<Array<ResolversTypes['AssetLink']>>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  tags?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AssetLinkResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['AssetLink'] = ResolversParentTypes['AssetLink']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BaselineReferenceResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['BaselineReference'] = ResolversParentTypes['BaselineReference']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  length?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  season?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CatalogChangeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CatalogChange'] = ResolversParentTypes['CatalogChange']> = {
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['ChangeEffect'], ParentType, ContextType>;
  entity?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DefinitionComparisonResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DefinitionComparison'] = ResolversParentTypes['DefinitionComparison']> = {
  comparable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['CatalogChange']>, ParentType, ContextType>;
  one?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType>;
  other?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType>;
};

export type DefinitionHistoryConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DefinitionHistoryConnection'] = ResolversParentTypes['DefinitionHistoryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DefinitionHistoryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DefinitionHistoryEdgeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DefinitionHistoryEdge'] = ResolversParentTypes['DefinitionHistoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DefinitionRevision'], ParentType, ContextType>;
};

export type DefinitionInputResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DefinitionInput'] = ResolversParentTypes['DefinitionInput']> = {
  definition?: Resolver<Maybe<ResolversTypes['MetricDefinition']>, ParentType, ContextType>;
  variable?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DefinitionOverlapResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DefinitionOverlap'] = ResolversParentTypes['DefinitionOverlap']> = {
  existing?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OverlapKind'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DefinitionRevisionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DefinitionRevision'] = ResolversParentTypes['DefinitionRevision']> = {
  changes?: Resolver<Array<ResolversTypes['CatalogChange']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType>;
};

export type DescribedAssetConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DescribedAssetConnection'] = ResolversParentTypes['DescribedAssetConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DescribedAssetEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DescribedAssetEdgeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['DescribedAssetEdge'] = ResolversParentTypes['DescribedAssetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type ExpectedBehaviourResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ExpectedBehaviour'] = ResolversParentTypes['ExpectedBehaviour']> = {
  degraded?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  normal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MetricDefinitionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['MetricDefinition'] = ResolversParentTypes['MetricDefinition'], FederationReferenceType extends FederationReferenceTypes['MetricDefinition'] = FederationReferenceTypes['MetricDefinition']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['MetricDefinition']> | FederationReferenceType, FederationReferenceType, ContextType>;
  appliedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  appliesTo?: Resolver<Array<ResolversTypes['AssetKind']>, ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  baseline?: Resolver<Maybe<ResolversTypes['BaselineReference']>, ParentType, ContextType>;
  category?: Resolver<ResolversTypes['MetricCategory'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['Direction'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['ExpectedBehaviour']>, ParentType, ContextType>;
  fingerprint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formula?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['DefinitionHistoryConnection'], ParentType, ContextType, RequireFields<MetricDefinitionHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<Array<ResolversTypes['DefinitionInput']>, ParentType, ContextType>;
  lateness?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  minimumSamples?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  playbook?: Resolver<Maybe<ResolversTypes['Playbook']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retention?: Resolver<Maybe<ResolversTypes['Retention']>, ParentType, ContextType>;
  reviewBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reviewers?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sensitivity?: Resolver<ResolversTypes['Sensitivity'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  thresholdParameters?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  thresholds?: Resolver<Array<ResolversTypes['Threshold']>, ParentType, ContextType>;
  timezone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  window?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
};

export type MetricDefinitionConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['MetricDefinitionConnection'] = ResolversParentTypes['MetricDefinitionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MetricDefinitionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MetricDefinitionEdgeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['MetricDefinitionEdge'] = ResolversParentTypes['MetricDefinitionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['MetricDefinition'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  applyCatalog?: Resolver<ResolversTypes['ApplyCatalogPayload'], ParentType, ContextType, RequireFields<MutationApplyCatalogArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PlaybookResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Playbook'] = ResolversParentTypes['Playbook'], FederationReferenceType extends FederationReferenceTypes['Playbook'] = FederationReferenceTypes['Playbook']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Playbook']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['PlaybookStep']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlaybookStepResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['PlaybookStep'] = ResolversParentTypes['PlaybookStep']> = {
  instruction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  assets?: Resolver<ResolversTypes['DescribedAssetConnection'], ParentType, ContextType, RequireFields<QueryAssetsArgs, 'first'>>;
  definition?: Resolver<Maybe<ResolversTypes['MetricDefinition']>, ParentType, ContextType, RequireFields<QueryDefinitionArgs, 'name'>>;
  definitionComparison?: Resolver<ResolversTypes['DefinitionComparison'], ParentType, ContextType, RequireFields<QueryDefinitionComparisonArgs, 'one' | 'other'>>;
  definitions?: Resolver<ResolversTypes['MetricDefinitionConnection'], ParentType, ContextType, RequireFields<QueryDefinitionsArgs, 'first'>>;
  playbook?: Resolver<Maybe<ResolversTypes['Playbook']>, ParentType, ContextType, RequireFields<QueryPlaybookArgs, 'id'>>;
  playbooks?: Resolver<Array<ResolversTypes['Playbook']>, ParentType, ContextType>;
  teams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
};

export type RetentionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Retention'] = ResolversParentTypes['Retention']> = {
  keep?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
};

export type TeamResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team'], FederationReferenceType extends FederationReferenceTypes['Team'] = FederationReferenceTypes['Team']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Team']> | FederationReferenceType, FederationReferenceType, ContextType>;
  audiences?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ThresholdResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Threshold'] = ResolversParentTypes['Threshold']> = {
  audience?: Resolver<ResolversTypes['Audience'], ParentType, ContextType>;
  clearValue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  comparison?: Resolver<ResolversTypes['Comparison'], ParentType, ContextType>;
  for?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = CatalogContext> = {
  AppliedDefinition?: AppliedDefinitionResolvers<ContextType>;
  ApplyCatalogPayload?: ApplyCatalogPayloadResolvers<ContextType>;
  Asset?: AssetResolvers<ContextType>;
  AssetLink?: AssetLinkResolvers<ContextType>;
  BaselineReference?: BaselineReferenceResolvers<ContextType>;
  CatalogChange?: CatalogChangeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DefinitionComparison?: DefinitionComparisonResolvers<ContextType>;
  DefinitionHistoryConnection?: DefinitionHistoryConnectionResolvers<ContextType>;
  DefinitionHistoryEdge?: DefinitionHistoryEdgeResolvers<ContextType>;
  DefinitionInput?: DefinitionInputResolvers<ContextType>;
  DefinitionOverlap?: DefinitionOverlapResolvers<ContextType>;
  DefinitionRevision?: DefinitionRevisionResolvers<ContextType>;
  DescribedAssetConnection?: DescribedAssetConnectionResolvers<ContextType>;
  DescribedAssetEdge?: DescribedAssetEdgeResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  ExpectedBehaviour?: ExpectedBehaviourResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  MetricDefinition?: MetricDefinitionResolvers<ContextType>;
  MetricDefinitionConnection?: MetricDefinitionConnectionResolvers<ContextType>;
  MetricDefinitionEdge?: MetricDefinitionEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Playbook?: PlaybookResolvers<ContextType>;
  PlaybookStep?: PlaybookStepResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Retention?: RetentionResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  Threshold?: ThresholdResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

