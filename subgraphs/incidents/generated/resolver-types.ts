import type { Instant } from '../../../vocabulary/duration.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Alert as AlertRecord, AlertDefinition } from '../domain/alert.ts';
import type { Incident as IncidentRecord } from '../domain/incident.ts';
import type { StoredDelivery } from '../ports/delivery-store.ts';
import type { Receiver } from '../domain/notification/settings.ts';
import type { RecordedChange } from '../domain/incident-change.ts';
import type { Silence as SilenceRecord, AlertMatcher as AlertMatcherRecord, Weekly as WeeklyRecord } from '../domain/silence.ts';
import type { SilencePayload as SilenceAnswer } from '../use-cases/silences.ts';
import type { ReadableContext } from '../use-cases/read-context.ts';
import type { PostMortem as PostMortemRecord, PostMortemVersion as PostMortemVersionRecord, PostMortemAction as PostMortemActionRecord, Confirmation, ConfirmedCause as ConfirmedCauseRecord, AnsweredCause as AnsweredCauseRecord } from '../domain/post-mortem/post-mortem.ts';
import type { IncidentTimes as IncidentTimesRecord } from '../domain/post-mortem/times.ts';
import type { TimelineEntry as TimelineEntryRecord } from '../domain/post-mortem/timeline.ts';
import type { LabelledCase as LabelledCaseRecord } from '../domain/post-mortem/labelled-case.ts';
import type { RootCause as RootCauseRecord, Alternative as AlternativeRecord, Cause as CauseRecord, Evidence as EvidenceRecord, PathStep } from '../domain/root-cause/answer.ts';
import type { DimensionAnalysis as DimensionAnalysisRecord } from '../domain/dimensions/analysis.ts';
import type { AlertRun as AlertRunRecord, AlertTrace as AlertTraceRecord, StoredAsset, ToldMetric, Owner } from '../domain/context.ts';
import type { Span as SpanRecord } from '../domain/span.ts';
import type { Suspicion as SuspicionRecord } from '../domain/suppression.ts';
import type { IncidentsContext } from '../context.ts';
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

/** What somebody did, and said. */
export type Act = {
  __typename?: 'Act';
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  note?: Maybe<Scalars['String']['output']>;
};

export type AddPostMortemActionInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  /** A day such as 2026-12-01, not over yet. */
  due: Scalars['String']['input'];
  /** Id of the incident. */
  incident: Scalars['ID']['input'];
  /** A person or a team. */
  owner: Scalars['String']['input'];
  title: Scalars['String']['input'];
};

/** One metric that crossed one audience's threshold. */
export type Alert = {
  __typename?: 'Alert';
  /** What its sender says of an alert from outside. */
  annotations: Array<Label>;
  /** What it is about. */
  asset: Asset;
  audience: Audience;
  /** When it fired; null while it is pending. */
  firedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where an alert from outside was made; null when nobody says, or when it is no address of the web. */
  generatorUrl?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  incident?: Maybe<Incident>;
  /** What a silence may match it by. */
  labels: Array<Label>;
  metric?: Maybe<Metric>;
  /** Name of the metric's definition, or what its sender calls an alert from outside. */
  name: Scalars['String']['output'];
  resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  severity: Severity;
  source: AlertSource;
  state: AlertState;
  /** Why it calls nobody though it fires; null when it may call. */
  suppression?: Maybe<Suppression>;
  /** The check upstream that failed, so that its metric is not to be trusted; null when none is known. */
  suspect?: Maybe<Suspicion>;
  /** The threshold as it stood at firing; null of an alert from outside, as are its verdict and metric. */
  threshold?: Maybe<Threshold>;
  /** The value at firing, in the definition's unit. */
  value?: Maybe<Scalars['Float']['output']>;
  verdict?: Maybe<Verdict>;
};

export type AlertConnection = {
  __typename?: 'AlertConnection';
  edges: Array<AlertEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** What was gathered when an alert fired, stored then. A section that could not be had is null and listed in `gaps`. */
export type AlertContext = {
  __typename?: 'AlertContext';
  /** Its definition and its asset's owner as they were when it fired; null where a gap says that they could not be had. */
  alert: Alert;
  /** What is missing above, and why. */
  gaps: Array<Gap>;
  incident?: Maybe<Incident>;
  /** Those stated for the asset, then a signed one to this context. */
  links: Array<ContextLink>;
  /** What to do, in order. */
  nextSteps: Array<NextStep>;
  /** The definition's playbook with its placeholders filled in; null when it has none. */
  playbook?: Maybe<AlertPlaybook>;
  rootCause?: Maybe<RootCause>;
  /** Runs of the jobs on the way from the first cause to the asset, newest first. */
  runs?: Maybe<Array<AlertRun>>;
  /** The metric around the firing, as it was then. */
  series?: Maybe<AlertSeries>;
  /** Incidents like this one, most alike first. */
  similar: Array<SimilarIncident>;
  /** Up to five: named by the offending observations, of the runs below, then with errors, then the slowest. */
  traces: AlertTraces;
};

export type AlertEdge = {
  __typename?: 'AlertEdge';
  cursor: Scalars['String']['output'];
  node: Alert;
};

export type AlertMatcher = {
  __typename?: 'AlertMatcher';
  asset?: Maybe<Asset>;
  audience?: Maybe<Audience>;
  /** With everything downstream of the asset. */
  downstream: Scalars['Boolean']['output'];
  labels: Array<Label>;
  metric?: Maybe<Scalars['String']['output']>;
  severity?: Maybe<Severity>;
};

/** Alerts that meet all that is given; something has to be. */
export type AlertMatcherInput = {
  asset?: InputMaybe<Scalars['ID']['input']>;
  audience?: InputMaybe<Audience>;
  /** With everything downstream of the asset. */
  downstream?: Scalars['Boolean']['input'];
  /** Each with exactly this value; every alert has metric, asset, kind, namespace, name, audience, severity and category. */
  labels?: Array<LabelInput>;
  /** Name of a definition. */
  metric?: InputMaybe<Scalars['String']['input']>;
  severity?: InputMaybe<Severity>;
};

export type AlertPlaybook = {
  __typename?: 'AlertPlaybook';
  id: Scalars['ID']['output'];
  steps: Array<PlaybookStep>;
  title: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type AlertRun = {
  __typename?: 'AlertRun';
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  error?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  job: Asset;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: Scalars['String']['output'];
};

export type AlertSeries = {
  __typename?: 'AlertSeries';
  baseline?: Maybe<BaselineBand>;
  points: Array<Point>;
  step: Scalars['Duration']['output'];
};

export type AlertSource =
  /** Another Prometheus sent it. */
  | 'ALERTMANAGER'
  /** A metric crossed a threshold of its definition. */
  | 'HEADWATER';

export type AlertState =
  | 'FIRING'
  | 'PENDING'
  | 'RESOLVED';

export type AlertTrace = {
  __typename?: 'AlertTrace';
  capturedAt: Scalars['DateTime']['output'];
  /** To where it can be looked at, as the server is configured. */
  links: Array<ContextLink>;
  /** How many spans the trace had; more than `spans` where it was too long to be kept whole. */
  spanCount: Scalars['Int']['output'];
  /** By start. Of a trace of more than 5,000 those that failed, then those that took longest. */
  spans: Array<Span>;
  traceId: Scalars['ID']['output'];
};

export type AlertTraces = {
  __typename?: 'AlertTraces';
  items: Array<AlertTrace>;
  status: TraceStatus;
};

/** Something that was considered and is no cause. */
export type Alternative = {
  __typename?: 'Alternative';
  asset: Asset;
  /** Name of the factor that cost it most, as in `CauseFactor.name`. */
  factor: Scalars['String']['output'];
  /** Why it lost, in one plain sentence. */
  reason: Scalars['String']['output'];
  /** Below the least score of a cause, what the causes cover left out. */
  score: Scalars['Float']['output'];
};

export type AnsweredCause = {
  __typename?: 'AnsweredCause';
  asset: Asset;
  rank: Scalars['Int']['output'];
  score: Scalars['Float']['output'];
  summary: Scalars['String']['output'];
};

export type AnsweredCauses = {
  __typename?: 'AnsweredCauses';
  /** Best first, those that were kept when the alert fired. */
  causes: Array<AnsweredCause>;
  origin: OriginVerdict;
  outcome: RootCauseOutcome;
};

export type Asset = {
  __typename?: 'Asset';
  id: Scalars['ID']['output'];
  /** Open incidents that concern it, newest first. */
  incidents?: Maybe<Array<Incident>>;
  kind: AssetKind;
  name: Scalars['String']['output'];
  namespace: Scalars['String']['output'];
  owner?: Maybe<Team>;
};


export type AssetIncidentsArgs = {
  first?: Scalars['Int']['input'];
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

export type AudienceCall = {
  __typename?: 'AudienceCall';
  at: Scalars['DateTime']['output'];
  audience: Audience;
  severity: Severity;
};

export type BaselineBand = {
  __typename?: 'BaselineBand';
  expected: Scalars['Float']['output'];
  lower: Scalars['Float']['output'];
  upper: Scalars['Float']['output'];
};

export type BeginPostMortemInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  /** Id of the incident. */
  incident: Scalars['ID']['input'];
};

export type Cause = {
  __typename?: 'Cause';
  asset: Asset;
  /** In order of time. */
  evidence: Array<Evidence>;
  /** Each in 0..1. */
  factors: Array<CauseFactor>;
  /** From the cause down to the degraded asset, the way along which the trouble is most visible. */
  path: Array<CausePathStep>;
  rank: Scalars['Int']['output'];
  score: Scalars['Float']['output'];
  /** One plain sentence. */
  summary: Scalars['String']['output'];
};

export type CauseAgreement =
  | 'CONFIRMED'
  | 'CORRECTED';

/** What people say began an incident. */
export type CauseConfirmation = {
  __typename?: 'CauseConfirmation';
  /** Whether they say what was answered first; null when it is not known what was. */
  agreement?: Maybe<CauseAgreement>;
  /** The alert whose root cause it is about. */
  alert?: Maybe<Alert>;
  /** What was answered when that alert fired; null when none was to be had. */
  answered?: Maybe<AnsweredCauses>;
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  /** Empty: nothing that is recorded began it. */
  causes: Array<ConfirmedCause>;
  /** Whether what the ranking was asked and given is kept as a labelled case. */
  hasLabelledCase: Scalars['Boolean']['output'];
  /** Why it is not; null when it is. */
  labelledCaseGap?: Maybe<Scalars['String']['output']>;
  note?: Maybe<Scalars['String']['output']>;
  /** Null: not known. */
  origin?: Maybe<ConfirmedOrigin>;
};

export type CauseFactor = {
  __typename?: 'CauseFactor';
  /** False where nothing is known of it: the value is then what counts neither for nor against. */
  known: Scalars['Boolean']['output'];
  /** strength, change, unexplained, path, spread, time, coMovement, impact or coverage. */
  name: Scalars['String']['output'];
  value: Scalars['Float']['output'];
};

export type CausePathStep = {
  __typename?: 'CausePathStep';
  asset: Asset;
  /** Null where nothing is measured. */
  signal?: Maybe<PathSignal>;
};

export type ChangePostMortemActionInput = {
  /** Such as action/1. */
  action: Scalars['ID']['input'];
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  /** A day such as 2026-12-01, not over yet. */
  due?: InputMaybe<Scalars['String']['input']>;
  /** Id of the incident. */
  incident: Scalars['ID']['input'];
  owner?: InputMaybe<Scalars['String']['input']>;
  state?: InputMaybe<PostMortemActionState>;
  title?: InputMaybe<Scalars['String']['input']>;
};

export type Comparison =
  | 'ABOVE'
  | 'ABOVE_BASELINE_BY'
  | 'BELOW'
  | 'BELOW_BASELINE_BY'
  | 'BURN_RATE'
  | 'OUTSIDE';

export type Completeness =
  | 'COMPLETE'
  | 'TIMED_OUT'
  | 'TRUNCATED';

export type ConfirmPostMortemCauseInput = {
  /** The alert whose root cause is meant; the one that leads the incident when left out. */
  alert?: InputMaybe<Scalars['ID']['input']>;
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  /** What began it; what was answered first when left out; an empty list: nothing that is recorded began it. */
  causes?: InputMaybe<Array<ConfirmedCauseInput>>;
  /** Id of the incident. */
  incident: Scalars['ID']['input'];
  /** How it came about, which alerts like it are shown. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Not known when left out; it is never taken from the answer. */
  origin?: InputMaybe<ConfirmedOrigin>;
  /** As it was read: when somebody changed it since, nothing is changed and CONFLICT says so. */
  version: Scalars['Int']['input'];
};

export type ConfirmedCause = {
  __typename?: 'ConfirmedCause';
  /** Where the best of them stood in the answer; null when it named none of them. */
  answeredRank?: Maybe<Scalars['Int']['output']>;
  /** Any of these assets names the cause. */
  assets: Array<Asset>;
};

export type ConfirmedCauseInput = {
  /** Any of these assets names the cause. */
  assets: Array<Scalars['ID']['input']>;
};

export type ConfirmedOrigin =
  | 'DATA'
  | 'DEPLOYMENT'
  | 'MODEL';

export type ContextLink = {
  __typename?: 'ContextLink';
  kind: Scalars['String']['output'];
  title: Scalars['String']['output'];
  url: Scalars['String']['output'];
};

export type CreateSilenceInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  author?: InputMaybe<Scalars['String']['input']>;
  /** Why, for whoever wonders. */
  comment: Scalars['String']['input'];
  /** Now when left out. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  kind?: SilenceKind;
  matcher: AlertMatcherInput;
  /** Only weekly ones may have none. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only in these windows within `from` and `to`. */
  weekly?: InputMaybe<WeeklyInput>;
};

/** One message to one receiver about one change of one incident, for one audience. */
export type Delivery = {
  __typename?: 'Delivery';
  /** Attempts begun. */
  attempts: Scalars['Int']['output'];
  audience?: Maybe<Audience>;
  /** Further changes that it tells of, which came before it was sent. */
  coalesced: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it is tried next; null when it is not. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** The receiver sees it with each attempt, as `webhook-id` or as the id of the CloudEvent. */
  id: Scalars['ID']['output'];
  /** Null for a test. */
  incident?: Maybe<Incident>;
  occasion: DeliveryOccasion;
  /** Why the last attempt failed; null when none did. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Name of the receiver. */
  receiver: Scalars['String']['output'];
  state: DeliveryState;
  /** What the receiver last answered; null when it has not. */
  status?: Maybe<Scalars['Int']['output']>;
  /** When that happened, by event time. */
  time: Scalars['DateTime']['output'];
};

export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  edges: Array<DeliveryEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  cursor: Scalars['String']['output'];
  node: Delivery;
};

export type DeliveryOccasion =
  | 'ACKNOWLEDGED'
  | 'ESCALATED'
  /** It goes on in another incident. */
  | 'MERGED'
  | 'OPENED'
  | 'REOPENED'
  | 'RESOLVED'
  | 'SEVERITY_RAISED'
  | 'TEST'
  /** Something that calls nobody, such as one more alert. */
  | 'UPDATED';

export type DeliveryPayload = {
  __typename?: 'DeliveryPayload';
  /** Null when there are errors. */
  delivery?: Maybe<Delivery>;
  userErrors: Array<UserError>;
};

export type DeliveryState =
  /** Given up, until somebody sends it again. */
  | 'DEAD'
  | 'DELIVERED'
  /** To be sent, or sent again. */
  | 'PENDING';

/**
 * The metric since its onset against what was normal, by slices. What slices contribute adds up over the values of a label:
 * w₁(v₁ − V₀) − w₀(v₀ − V₀), with V₀ what was normal of the whole, w and v a slice's share of samples and value, 0 what was
 * normal and 1 since the onset.
 */
export type DimensionAnalysis = {
  __typename?: 'DimensionAnalysis';
  /** Labels and pairs of labels, the one that tells most first. */
  labels: Array<LabelAnalysis>;
  /** What was normal, over the whole range of the baseline; null when it cannot be computed. */
  normal?: Maybe<Scalars['Float']['output']>;
  /** One sentence. */
  summary: Scalars['String']['output'];
  /** Since the onset. */
  value?: Maybe<Scalars['Float']['output']>;
};

export type EditPostMortemInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  impact?: InputMaybe<Scalars['String']['input']>;
  /** Id of the incident. */
  incident: Scalars['ID']['input'];
  lessons?: InputMaybe<Scalars['String']['input']>;
  /** Markdown; absent: it stays; empty: nobody has written it. */
  summary?: InputMaybe<Scalars['String']['input']>;
  /** As it was read: when somebody changed it since, nothing is changed and CONFLICT says so. */
  version: Scalars['Int']['input'];
};

export type Evidence = {
  __typename?: 'Evidence';
  /**
   * Where it happened: the cause, or an asset on the way from it to what is degraded. Null in answers that were stored before
   * it was told.
   */
  asset?: Maybe<Asset>;
  /** ANOMALY, or the kind of a change. */
  kind: Scalars['String']['output'];
  summary: Scalars['String']['output'];
  time: Scalars['DateTime']['output'];
};

/** How much was looked at. */
export type Examined = {
  __typename?: 'Examined';
  assets: Scalars['Int']['output'];
  edges: Scalars['Int']['output'];
  signals: Scalars['Int']['output'];
};

export type ExpireSilenceInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};

export type Gap = {
  __typename?: 'Gap';
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  section: Scalars['String']['output'];
};

/** Alerts that share a cause. */
export type Incident = {
  __typename?: 'Incident';
  /** Who looks into it; null while nobody does, and when it was reopened since. */
  acknowledgement?: Maybe<Act>;
  /** Its alerts, oldest first. */
  alerts: AlertConnection;
  /** Its first cause when one was found, else the asset of its first alert. */
  asset: Asset;
  /** Who was called since it was opened or reopened, each audience once. */
  calls: Array<AudienceCall>;
  /** What was or is to be told of it, newest first. */
  deliveries: DeliveryConnection;
  /** When somebody else is called if nobody acknowledges; null: not at all. */
  escalateAt?: Maybe<Scalars['DateTime']['output']>;
  /** How often somebody else was called because nobody acknowledged. */
  escalationLevel: Scalars['Int']['output'];
  /** How many of its alerts fire. */
  firingCount: Scalars['Int']['output'];
  /** What happened to it, in the order in which it was recorded. */
  history: IncidentChangeConnection;
  id: Scalars['ID']['output'];
  /** Where its alerts went when it was merged. */
  mergedInto?: Maybe<Incident>;
  openedAt: Scalars['DateTime']['output'];
  /** What people make of it; null while nobody has begun to. */
  postMortem?: Maybe<PostMortem>;
  /**
   * Why alerts are in it of which no cause is known: then it may be more than one trouble. Each goes where its cause says once
   * that is found. Null when there are none.
   */
  provisional?: Maybe<Scalars['String']['output']>;
  /** How somebody resolved it; null when its alerts did. */
  resolution?: Maybe<Act>;
  resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The highest of its alerts. */
  severity: Severity;
  /** How many of those that fire are silenced or in maintenance; when all are, nobody is called. */
  silencedCount: Scalars['Int']['output'];
  state: IncidentState;
  title: Scalars['String']['output'];
};


/** Alerts that share a cause. */
export type IncidentAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** Alerts that share a cause. */
export type IncidentDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** Alerts that share a cause. */
export type IncidentHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type IncidentActInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};

/** One thing that happened to an incident, as it is on record: it never changes. */
export type IncidentChange = {
  __typename?: 'IncidentChange';
  /** Who did it; null when Headwater did. */
  actor?: Maybe<Scalars['String']['output']>;
  /** What is now, where the kind says so. */
  after?: Maybe<Scalars['String']['output']>;
  /** The alert that it is about; null when it is about none. */
  alert?: Maybe<Alert>;
  /** Whom it concerns; null: everybody. */
  audience?: Maybe<Audience>;
  /** What was before, where the kind says so. */
  before?: Maybe<Scalars['String']['output']>;
  /** Where the feed goes on after it. */
  cursor: Scalars['String']['output'];
  /** The same however often it is delivered. */
  id: Scalars['ID']['output'];
  incident: Incident;
  kind: IncidentChangeKind;
  note?: Maybe<Scalars['String']['output']>;
  recordedAt: Scalars['DateTime']['output'];
  /** When it happened, by event time. */
  time: Scalars['DateTime']['output'];
};

export type IncidentChangeConnection = {
  __typename?: 'IncidentChangeConnection';
  edges: Array<IncidentChangeEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type IncidentChangeEdge = {
  __typename?: 'IncidentChangeEdge';
  cursor: Scalars['String']['output'];
  node: IncidentChange;
};

export type IncidentChangeKind =
  | 'ACKNOWLEDGED'
  /** `after`: the kind of its suppression; null when it may call. */
  | 'ALERT_FIRED'
  /** An alert that had fired came from the incident `before`. `after`: the kind of its suppression; null when it may call. */
  | 'ALERT_JOINED'
  /** An alert went to the incident `after`. */
  | 'ALERT_LEFT'
  | 'ALERT_RESOLVED'
  /** It was not suppressed before. `after`: the kind of its suppression. */
  | 'ALERT_SUPPRESSED'
  /** `before`: the kind of its suppression. */
  | 'ALERT_UNSUPPRESSED'
  /** The audience is called: it has an alert here that is not suppressed, the first since the incident was opened or reopened. */
  | 'AUDIENCE_JOINED'
  /** From asset to asset. */
  | 'CAUSE_CHANGED'
  /** The audience is called because nobody acknowledged; `after`: the level. */
  | 'ESCALATED'
  /** Into the incident `after`, or from the incident `before`. */
  | 'MERGED'
  | 'OPENED'
  | 'REOPENED'
  | 'RESOLVED'
  /** From severity to severity. */
  | 'SEVERITY_CHANGED'
  /** Into the incident `after`, or from the incident `before`. */
  | 'SPLIT';

export type IncidentConnection = {
  __typename?: 'IncidentConnection';
  edges: Array<IncidentEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type IncidentEdge = {
  __typename?: 'IncidentEdge';
  cursor: Scalars['String']['output'];
  node: Incident;
};

export type IncidentPayload = {
  __typename?: 'IncidentPayload';
  /** As it is now, also when it was refused; null when there is no such incident. */
  incident?: Maybe<Incident>;
  /** Why it was refused, such as ALREADY_RESOLVED; empty when it was done. */
  userErrors: Array<UserError>;
};

export type IncidentState =
  | 'ACKNOWLEDGED'
  | 'OPEN'
  | 'RESOLVED';

/** When an incident began, was noticed, taken up and over, by event time, and how long that took. Null: not known, or not yet. */
export type IncidentTimes = {
  __typename?: 'IncidentTimes';
  /** When somebody first acknowledged it. */
  acknowledged?: Maybe<Scalars['DateTime']['output']>;
  /** Start of the first breach of its alerts. */
  began?: Maybe<Scalars['DateTime']['output']>;
  /** When the first of its alerts fired. */
  detected?: Maybe<Scalars['DateTime']['output']>;
  /** From its begin until it was resolved. */
  lasted?: Maybe<Scalars['Duration']['output']>;
  resolved?: Maybe<Scalars['DateTime']['output']>;
  /** From its detection until somebody acknowledged it. */
  toAcknowledge?: Maybe<Scalars['Duration']['output']>;
  /** From its begin until it was detected. */
  toDetect?: Maybe<Scalars['Duration']['output']>;
  /** From its detection until it was resolved. */
  toResolve?: Maybe<Scalars['Duration']['output']>;
};

export type Label = {
  __typename?: 'Label';
  name: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

/** How the degradation is spread over the values of a label, or over the combinations of two. */
export type LabelAnalysis = {
  __typename?: 'LabelAnalysis';
  /** Share of the samples since the onset that carry it, 0 to 1. */
  coverage?: Maybe<Scalars['Float']['output']>;
  /** Share of the excess that no listed slice carries; null where contributions do not add up. */
  elsewhere?: Maybe<Scalars['Float']['output']>;
  labels: Array<Scalars['String']['output']>;
  /** The slices that tell most first, at most ten. */
  slices: Array<SliceContribution>;
  /**
   * How differently from the samples the excess is spread, 0 to 1: Jensen-Shannon divergence in bits. Null where
   * contributions do not add up, as of quantiles and distances.
   */
  surprise?: Maybe<Scalars['Float']['output']>;
};

export type LabelInput = {
  name: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

/** What the ranking of root causes was asked and given when people confirmed the cause, and what they say began it. */
export type LabelledCase = {
  __typename?: 'LabelledCase';
  confirmedAt: Scalars['DateTime']['output'];
  /** One line of a file of labelled cases, `headwater/labelled-case/1`. */
  document: Scalars['JSON']['output'];
  /** Id of the alert whose root cause it is about. */
  id: Scalars['ID']['output'];
  incident?: Maybe<Incident>;
};

export type LabelledCaseConnection = {
  __typename?: 'LabelledCaseConnection';
  edges: Array<LabelledCaseEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type LabelledCaseEdge = {
  __typename?: 'LabelledCaseEdge';
  cursor: Scalars['String']['output'];
  node: LabelledCase;
};

export type MergeIncidentsInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  /** Those that go into it, at most 100. */
  incidents: Array<Scalars['ID']['input']>;
  /** The incident that stays. */
  into: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};

export type Metric = {
  __typename?: 'Metric';
  asset: Asset;
  category: MetricCategory;
  definition?: Maybe<MetricDefinition>;
  id: Scalars['ID']['output'];
  /**
   * The check upstream that fails now, so that what is measured is not to be trusted: an assertion, a job whose last run
   * failed, or an alert of data quality or freshness that fires, within 12 steps and the nearest 5,000 assets. Of several
   * the one farthest upstream, then the one that has failed longest. Null when none is known to fail, and for metrics that
   * check data themselves. Of at most 100 assets in one question.
   */
  suspect?: Maybe<Suspicion>;
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

export type MetricDefinition = {
  __typename?: 'MetricDefinition';
  category: MetricCategory;
  fingerprint: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  title: Scalars['String']['output'];
  unit: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Says that somebody looks into it: from then on nobody else is called for it. Who is first has it. */
  acknowledgeIncident: IncidentPayload;
  /** Adds what is to be done. */
  addPostMortemAction: PostMortemPayload;
  /** Begins the post-mortem of an incident, which may still be open; each has one. */
  beginPostMortem: PostMortemPayload;
  /** Says that an action is done, opens it again, puts it off or gives it to another. */
  changePostMortemAction: PostMortemPayload;
  /**
   * Says what began the incident: what was answered, or otherwise. What the ranking was asked and given is kept with it as a
   * labelled case. What was published is a draft again.
   */
  confirmPostMortemCause: PostMortemPayload;
  /** Keeps alerts that match from calling anybody, those that fire already and those that will. */
  createSilence: SilencePayload;
  /** Replaces what is written, section by section. What was published is a draft again. */
  editPostMortem: PostMortemPayload;
  /** Takes a receiver into use again that had answered 410 Gone. What was given up meanwhile is to be sent again one by one. */
  enableReceiver: ReceiverPayload;
  /** Ends a silence or window of maintenance now; alerts that still fire call whom they would have called. */
  expireSilence: SilencePayload;
  /** Moves all alerts of some incidents into one; those are resolved, and say where they went. */
  mergeIncidents: IncidentPayload;
  /** Publishes it as it was read: of an incident that is over, with its cause confirmed and a summary. */
  publishPostMortem: PostMortemPayload;
  /**
   * Opens a resolved incident again: until somebody resolves it, or the last of its alerts does. Whoever has alerts in it that
   * fire and that nobody silences is called again.
   */
  reopenIncident: IncidentPayload;
  /**
   * Sends a delivery now: one that was given up, with all its attempts before it; one that waits, without waiting; one that
   * was delivered, once more. The id that its receiver sees is the same each time.
   */
  resendDelivery: DeliveryPayload;
  /**
   * Resolves an incident though alerts of it fire; it stays so while they go on, and opens again when another alert of the
   * same trouble fires. `note` is how it was resolved, which alerts like it are shown.
   */
  resolveIncident: IncidentPayload;
  /** Makes an incident of its own of some alerts; at least one has to be left. */
  splitIncident: SplitIncidentPayload;
  /** Tells a receiver that this is a test. How it went is on the delivery a moment later. */
  testReceiver: DeliveryPayload;
};


export type MutationAcknowledgeIncidentArgs = {
  input: IncidentActInput;
};


export type MutationAddPostMortemActionArgs = {
  input: AddPostMortemActionInput;
};


export type MutationBeginPostMortemArgs = {
  input: BeginPostMortemInput;
};


export type MutationChangePostMortemActionArgs = {
  input: ChangePostMortemActionInput;
};


export type MutationConfirmPostMortemCauseArgs = {
  input: ConfirmPostMortemCauseInput;
};


export type MutationCreateSilenceArgs = {
  input: CreateSilenceInput;
};


export type MutationEditPostMortemArgs = {
  input: EditPostMortemInput;
};


export type MutationEnableReceiverArgs = {
  receiver: Scalars['String']['input'];
};


export type MutationExpireSilenceArgs = {
  input: ExpireSilenceInput;
};


export type MutationMergeIncidentsArgs = {
  input: MergeIncidentsInput;
};


export type MutationPublishPostMortemArgs = {
  input: PublishPostMortemInput;
};


export type MutationReopenIncidentArgs = {
  input: IncidentActInput;
};


export type MutationResendDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationResolveIncidentArgs = {
  input: IncidentActInput;
};


export type MutationSplitIncidentArgs = {
  input: SplitIncidentInput;
};


export type MutationTestReceiverArgs = {
  receiver: Scalars['String']['input'];
};

export type NextStep = {
  __typename?: 'NextStep';
  instruction: Scalars['String']['output'];
  order: Scalars['Int']['output'];
  url?: Maybe<Scalars['String']['output']>;
};

/** Where notifications go, as it is configured. */
export type NotificationReceiver = {
  __typename?: 'NotificationReceiver';
  dead: Scalars['Int']['output'];
  /** Why it is sent nothing, since it answered 410 Gone; null while it is. */
  disabledReason?: Maybe<Scalars['String']['output']>;
  /** What a webhook's body is: standard, cloudevents, cloudevents-binary or alertmanager; null for an Alertmanager. */
  format?: Maybe<Scalars['String']['output']>;
  /** Host and port of its address. */
  host: Scalars['String']['output'];
  /** WEBHOOK or ALERTMANAGER. */
  kind: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** Deliveries that wait, and that were given up. */
  pending: Scalars['Int']['output'];
  /** Whether its messages are signed. */
  signed: Scalars['Boolean']['output'];
};

export type Origin = {
  __typename?: 'Origin';
  /** 0..1: the margin to the best cause of another origin, times the share of the upstream that is measured. */
  confidence: Scalars['Float']['output'];
  verdict: OriginVerdict;
};

export type OriginVerdict =
  | 'DATA'
  | 'DEPLOYMENT'
  | 'MODEL'
  | 'UNDETERMINED';

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type PathSignal = {
  __typename?: 'PathSignal';
  /** UP or DOWN. */
  direction: Scalars['String']['output'];
  metric: Scalars['String']['output'];
  /** Null when it has no onset of its own. */
  onset?: Maybe<Scalars['DateTime']['output']>;
  strength: Scalars['Float']['output'];
};

export type PlaybookStep = {
  __typename?: 'PlaybookStep';
  instruction: Scalars['String']['output'];
  order: Scalars['Int']['output'];
  title: Scalars['String']['output'];
  url?: Maybe<Scalars['String']['output']>;
};

export type Point = {
  __typename?: 'Point';
  sampleSize: Scalars['Float']['output'];
  time: Scalars['DateTime']['output'];
  value?: Maybe<Scalars['Float']['output']>;
};

/** What people make of an incident: what happened, drawn from the record, what began it, and what is done about it. */
export type PostMortem = {
  __typename?: 'PostMortem';
  /** In the order in which they were added. */
  actions: Array<PostMortemAction>;
  begun: PostMortemAct;
  /** What people say began it; null while nobody has. */
  cause?: Maybe<CauseConfirmation>;
  changed: PostMortemAct;
  /** Every version, newest first. */
  history: PostMortemVersionConnection;
  id: Scalars['ID']['output'];
  /** Markdown; null while nobody has written it. */
  impact?: Maybe<Scalars['String']['output']>;
  incident: Incident;
  /** Markdown; null while nobody has written it. */
  lessons?: Maybe<Scalars['String']['output']>;
  /** The whole as one document. */
  markdown: Scalars['String']['output'];
  /** Its last publication; null before the first. What was changed since is a draft. */
  published?: Maybe<PostMortemPublication>;
  state: PostMortemState;
  /** Markdown; null while nobody has written it. */
  summary?: Maybe<Scalars['String']['output']>;
  /** What happened, oldest first: evidence of the cause, runs, alerts, the record of the incident, and who was told. */
  timeline: TimelineConnection;
  times: IncidentTimes;
  /** Grows by one with each change; who changes text, cause or state names the version that they read. */
  version: Scalars['Int']['output'];
};


/** What people make of an incident: what happened, drawn from the record, what began it, and what is done about it. */
export type PostMortemHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** What people make of an incident: what happened, drawn from the record, what began it, and what is done about it. */
export type PostMortemTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type PostMortemAct = {
  __typename?: 'PostMortemAct';
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
};

export type PostMortemAction = {
  __typename?: 'PostMortemAction';
  createdAt: Scalars['DateTime']['output'];
  /** Who did it, and when; null while it is open. */
  done?: Maybe<PostMortemAct>;
  /** A day such as 2026-12-01. */
  due: Scalars['String']['output'];
  /** Within its post-mortem, such as action/1. */
  id: Scalars['ID']['output'];
  /** Whether it is open and its day is over, everywhere on Earth. */
  overdue: Scalars['Boolean']['output'];
  /** A person or a team. */
  owner: Scalars['String']['output'];
  state: PostMortemActionState;
  title: Scalars['String']['output'];
};

export type PostMortemActionState =
  | 'DONE'
  | 'OPEN';

export type PostMortemChangeKind =
  | 'ACTION_ADDED'
  | 'ACTION_CHANGED'
  | 'BEGUN'
  | 'CAUSE_CONFIRMED'
  | 'EDITED'
  | 'PUBLISHED';

export type PostMortemConnection = {
  __typename?: 'PostMortemConnection';
  edges: Array<PostMortemEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type PostMortemEdge = {
  __typename?: 'PostMortemEdge';
  cursor: Scalars['String']['output'];
  node: PostMortem;
};

export type PostMortemPayload = {
  __typename?: 'PostMortemPayload';
  /** As it is now, also when it was refused; null when there is none. */
  postMortem?: Maybe<PostMortem>;
  /** Why it was refused, each with its field; empty when it was done. */
  userErrors: Array<UserError>;
};

export type PostMortemPublication = {
  __typename?: 'PostMortemPublication';
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  version: Scalars['Int']['output'];
};

export type PostMortemState =
  | 'DRAFT'
  | 'PUBLISHED';

/** A post-mortem as it was after one change: it never changes. */
export type PostMortemVersion = {
  __typename?: 'PostMortemVersion';
  actions: Array<PostMortemAction>;
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  cause?: Maybe<CauseConfirmation>;
  impact?: Maybe<Scalars['String']['output']>;
  kind: PostMortemChangeKind;
  lessons?: Maybe<Scalars['String']['output']>;
  state: PostMortemState;
  summary?: Maybe<Scalars['String']['output']>;
  version: Scalars['Int']['output'];
};

export type PostMortemVersionConnection = {
  __typename?: 'PostMortemVersionConnection';
  edges: Array<PostMortemVersionEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type PostMortemVersionEdge = {
  __typename?: 'PostMortemVersionEdge';
  cursor: Scalars['String']['output'];
  node: PostMortemVersion;
};

export type PublishPostMortemInput = {
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  /** Id of the incident. */
  incident: Scalars['ID']['input'];
  /** As it was read: when somebody changed it since, nothing is published and CONFLICT says so. */
  version: Scalars['Int']['input'];
};

export type Query = {
  __typename?: 'Query';
  /** One alert; null when there is none. */
  alert?: Maybe<Alert>;
  /** Everything that was known when the alert fired, with its traces. Null when there is no such alert. */
  alertContext?: Maybe<AlertContext>;
  /** Alerts, newest first. */
  alerts: AlertConnection;
  /** What was or is to be told to receivers of notifications, newest first. */
  deliveries: DeliveryConnection;
  /** One delivery; null when there is none. */
  delivery?: Maybe<Delivery>;
  /** One incident; null when there is none. */
  incident?: Maybe<Incident>;
  /**
   * What happened to incidents, in the order in which it was recorded: a feed to follow by `cursor`. It is only ever added
   * to. At least once each: a follower that was cut off goes on after the last cursor that it took.
   */
  incidentChanges: Array<IncidentChange>;
  /** Where that feed ends now: whoever begins here is told of what happens from now on. */
  incidentChangesEnd: Scalars['String']['output'];
  /** Incidents, newest first. */
  incidents: IncidentConnection;
  /**
   * What the ranking of root causes was asked and given, with what people confirmed to be the answer: oldest confirmation
   * first, one for each alert.
   */
  labelledCases: LabelledCaseConnection;
  /** Where notifications go, by name. Empty: none is configured, and nobody is told of anything. */
  notificationReceivers: Array<NotificationReceiver>;
  /** Post-mortems, by when they were begun, newest first. */
  postMortems: PostMortemConnection;
  /**
   * Which upstream assets or changes began the degradation of a metric. The degradation is looked for within
   * [at - lookback, at]; its onset is found, not given.
   */
  rootCause: RootCause;
  /** One silence or window of maintenance; null when there is none. */
  silence?: Maybe<Silence>;
  /** Silences and windows of maintenance that have not ended, or all; newest first. */
  silences: SilenceConnection;
  /** Alerts from outside that belong to no asset, with the reason, the last sent first. */
  unboundAlerts: Array<UnboundAlert>;
};


export type QueryAlertArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAlertContextArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  state?: Array<AlertState>;
};


export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  receiver?: InputMaybe<Scalars['String']['input']>;
  state?: Array<DeliveryState>;
};


export type QueryDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type QueryIncidentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryIncidentChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryIncidentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  state?: Array<IncidentState>;
};


export type QueryLabelledCasesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryPostMortemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  state?: Array<PostMortemState>;
};


export type QueryRootCauseArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  asset: Scalars['ID']['input'];
  at: Scalars['DateTime']['input'];
  baseline?: InputMaybe<TimeRangeInput>;
  first?: Scalars['Int']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  lookback?: InputMaybe<Scalars['Duration']['input']>;
  metric: Scalars['String']['input'];
};


export type QuerySilenceArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySilencesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  ended?: Scalars['Boolean']['input'];
  first?: Scalars['Int']['input'];
};


export type QueryUnboundAlertsArgs = {
  first?: Scalars['Int']['input'];
};

export type ReceiverPayload = {
  __typename?: 'ReceiverPayload';
  /** Null when there are errors. */
  receiver?: Maybe<NotificationReceiver>;
  userErrors: Array<UserError>;
};

/** The answer to: which upstream asset or change began it? */
export type RootCause = {
  __typename?: 'RootCause';
  /** What else was abnormal or changed and was not ranked, nearest to being a cause first; at most ten. */
  alternatives: Array<Alternative>;
  /** Best first. Equal scores share a rank. */
  causes: Array<Cause>;
  /** Whether the whole upstream was searched, measurements included; what was not read in time counts as not measured. */
  completeness: Completeness;
  /** Which bounds cut the search off: steps, assets, time to walk or time to read; null when none did. */
  cutOff?: Maybe<Scalars['String']['output']>;
  /**
   * Which slices of the asked metric carry its degradation. Null when it is not degraded, nothing of it carries a label, or
   * the measurements cannot be had.
   */
  dimensions?: Maybe<DimensionAnalysis>;
  examined: Examined;
  /** When the metric's degradation began; null when it is not degraded. */
  onset?: Maybe<Scalars['DateTime']['output']>;
  origin: Origin;
  outcome: RootCauseOutcome;
  /**
   * Why, in one sentence with the numbers: how bad the metric was against what counts as degraded, how many windows of its
   * baseline are known, how much upstream is measured. Null in answers stored before there were reasons.
   */
  reason?: Maybe<Scalars['String']['output']>;
};

export type RootCauseOutcome =
  | 'CAUSES_FOUND'
  | 'INSUFFICIENT_DATA'
  | 'NOT_DEGRADED'
  | 'NO_CAUSE_FOUND';

export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'WARNING';

/** What keeps alerts that match from calling anybody. They are there all the same, and say why. */
export type Silence = {
  __typename?: 'Silence';
  author: Scalars['String']['output'];
  comment: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** Who ended it before its time; null when nobody did. */
  expiredBy?: Maybe<Scalars['String']['output']>;
  from: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  kind: SilenceKind;
  matcher: AlertMatcher;
  state: SilenceState;
  /** When it ends, or ended; null: when somebody ends it. */
  to?: Maybe<Scalars['DateTime']['output']>;
  weekly?: Maybe<Weekly>;
};

export type SilenceConnection = {
  __typename?: 'SilenceConnection';
  edges: Array<SilenceEdge>;
  pageInfo: PageInfo;
};

export type SilenceEdge = {
  __typename?: 'SilenceEdge';
  cursor: Scalars['String']['output'];
  node: Silence;
};

export type SilenceKind =
  | 'MAINTENANCE'
  | 'SILENCE';

export type SilencePayload = {
  __typename?: 'SilencePayload';
  /** Null when there is none, or it was not created. */
  silence?: Maybe<Silence>;
  userErrors: Array<UserError>;
  /** What may be a slip though it was taken, such as a metric or an asset that nobody knows: it may come later. */
  warnings: Array<SilenceWarning>;
};

export type SilenceState =
  /** It keeps alerts from calling. */
  | 'ACTIVE'
  | 'EXPIRED'
  /** It has yet to begin, or waits for its next window. */
  | 'PENDING';

export type SilenceWarning = {
  __typename?: 'SilenceWarning';
  /** Path in the input, such as `matcher.metric`. */
  field: Scalars['String']['output'];
  message: Scalars['String']['output'];
};

export type SimilarIncident = {
  __typename?: 'SimilarIncident';
  incident: Incident;
  /** How it ended; null when nobody said. */
  resolution?: Maybe<Scalars['String']['output']>;
  /** 0..1. */
  similarity: Scalars['Float']['output'];
};

export type SliceContribution = {
  __typename?: 'SliceContribution';
  /** Whether its share stands out from its weight by more than chance allows. */
  carries: Scalars['Boolean']['output'];
  dimensions: Array<SliceValue>;
  /** What was normal of the slice; null when nothing of it was known. */
  normal?: Maybe<Scalars['Float']['output']>;
  normalSampleSize: Scalars['Float']['output'];
  sampleSize: Scalars['Float']['output'];
  /**
   * Its part of the excess; those of all slices and of what carries no label add up to 1. Below 0 where it improved. Null
   * where contributions do not add up or a value is not known.
   */
  share?: Maybe<Scalars['Float']['output']>;
  /** Since the onset; null when it cannot be computed. */
  value?: Maybe<Scalars['Float']['output']>;
  /** Its share of the samples since the onset, 0 to 1. */
  weight?: Maybe<Scalars['Float']['output']>;
};

export type SliceValue = {
  __typename?: 'SliceValue';
  label: Scalars['String']['output'];
  /** Null where measurements do not carry the label. */
  value?: Maybe<Scalars['String']['output']>;
};

export type Span = {
  __typename?: 'Span';
  attributes: Scalars['JSON']['output'];
  /** To the millisecond and below, such as PT0.012S. */
  duration: Scalars['Duration']['output'];
  /** INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER or UNSPECIFIED. */
  kind: Scalars['String']['output'];
  name: Scalars['String']['output'];
  parentSpanId?: Maybe<Scalars['ID']['output']>;
  service?: Maybe<Scalars['String']['output']>;
  spanId: Scalars['ID']['output'];
  startTime: Scalars['DateTime']['output'];
  /** UNSET, OK or ERROR. */
  status: Scalars['String']['output'];
};

export type SplitIncidentInput = {
  /** The alerts that leave. */
  alerts: Array<Scalars['ID']['input']>;
  /** Who does so; until people sign in, `local user` when left out. */
  by?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};

export type SplitIncidentPayload = {
  __typename?: 'SplitIncidentPayload';
  /** The incident of the alerts that left; null when it was refused. */
  created?: Maybe<Incident>;
  /** What is left, or what stands when it was refused; null when there is no such incident. */
  incident?: Maybe<Incident>;
  userErrors: Array<UserError>;
};

/** Why an alert calls nobody. */
export type Suppression = {
  __typename?: 'Suppression';
  /** Who silenced it; null when Headwater did. */
  by?: Maybe<Scalars['String']['output']>;
  kind: SuppressionKind;
  reason: Scalars['String']['output'];
  /** When it ends by itself; null when nobody can say. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

export type SuppressionKind =
  /** Its audience was called for the incident before. */
  | 'FOLDED'
  | 'MAINTENANCE'
  | 'SILENCE'
  /** The check upstream that makes its metric doubtful called somebody. */
  | 'SUSPECT';

/** A check that failed: what is measured downstream of it is not to be trusted until it is mended. */
export type Suspicion = {
  __typename?: 'Suspicion';
  /** The asset whose check failed. */
  asset: Asset;
  /** ASSERTION_FAILED, RUN_FAILED, DATA_QUALITY or FRESHNESS. */
  check: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
};

export type Team = {
  __typename?: 'Team';
  contact?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

export type Threshold = {
  __typename?: 'Threshold';
  audience: Audience;
  clearValue?: Maybe<Scalars['Float']['output']>;
  comparison: Comparison;
  for: Scalars['Duration']['output'];
  severity: Severity;
  value: Scalars['Float']['output'];
};

export type TimeRangeInput = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};

export type TimelineConnection = {
  __typename?: 'TimelineConnection';
  edges: Array<TimelineEdge>;
  pageInfo: PageInfo;
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type TimelineEdge = {
  __typename?: 'TimelineEdge';
  cursor: Scalars['String']['output'];
  node: TimelineEntry;
};

/** One thing that happened, or more than three of one kind in a row. */
export type TimelineEntry = {
  __typename?: 'TimelineEntry';
  /** Who did it; null when Headwater did, or nobody. */
  actor?: Maybe<Scalars['String']['output']>;
  alert?: Maybe<Alert>;
  asset?: Maybe<Asset>;
  /** How many things it stands for, and when the last of them happened. */
  count: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  /** EVIDENCE, RUN_COMPLETED, RUN_FAILED, RUN_ABORTED, RUN_STARTED, BREACH_BEGAN, TOLD, NOT_TOLD, or a kind of IncidentChange. */
  kind: Scalars['String']['output'];
  /** What they said of it. */
  note?: Maybe<Scalars['String']['output']>;
  /** One sentence. */
  summary: Scalars['String']['output'];
  time: Scalars['DateTime']['output'];
  until: Scalars['DateTime']['output'];
};

export type TraceStatus =
  | 'ATTACHED'
  /** The ids are known, the spans are gone. */
  | 'EXPIRED'
  /** Nothing matched. */
  | 'NONE'
  | 'UNAVAILABLE';

/** An alert that another Prometheus sent, and that belongs to no asset. It stands here for a week after its end. */
export type UnboundAlert = {
  __typename?: 'UnboundAlert';
  /** When it ended, or will have ended unless it is sent again. */
  endsAt: Scalars['DateTime']['output'];
  labels: Array<Label>;
  /** When it was last sent. */
  lastSeenAt: Scalars['DateTime']['output'];
  /** Why it belongs to no asset. */
  reason: Scalars['String']['output'];
  startsAt: Scalars['DateTime']['output'];
};

/** A fault in what the caller sent: what and where. */
export type UserError = {
  __typename?: 'UserError';
  code: Scalars['String']['output'];
  field?: Maybe<Scalars['String']['output']>;
  message: Scalars['String']['output'];
};

export type Verdict = {
  __typename?: 'Verdict';
  kind: VerdictKind;
  reason: Scalars['String']['output'];
  sampleSize: Scalars['Float']['output'];
  since: Scalars['DateTime']['output'];
};

export type VerdictKind =
  | 'BLIP'
  | 'FLAPPING'
  | 'INSUFFICIENT_DATA'
  | 'NORMAL'
  | 'PERSISTENT'
  | 'RECOVERING';

export type Weekday =
  | 'FRIDAY'
  | 'MONDAY'
  | 'SATURDAY'
  | 'SUNDAY'
  | 'THURSDAY'
  | 'TUESDAY'
  | 'WEDNESDAY';

export type Weekly = {
  __typename?: 'Weekly';
  at: Scalars['String']['output'];
  days: Array<Weekday>;
  for: Scalars['Duration']['output'];
  timeZone: Scalars['String']['output'];
};

export type WeeklyInput = {
  /** Time of the day at which a window begins, such as 02:30. */
  at: Scalars['String']['input'];
  days: Array<Weekday>;
  /** Length of a window, at most a week. */
  for: Scalars['Duration']['input'];
  /** Such as Europe/Berlin. */
  timeZone?: Scalars['String']['input'];
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
  Alert: Alert;
  Asset: Asset;
  Incident: Incident;
  Metric: Metric;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Alert:
    ( { __typename: 'Alert' }
    & GraphQLRecursivePick<FederationTypes['Alert'], {"id":true}> );
  Asset:
    ( { __typename: 'Asset' }
    & GraphQLRecursivePick<FederationTypes['Asset'], {"id":true}> );
  Incident:
    ( { __typename: 'Incident' }
    & GraphQLRecursivePick<FederationTypes['Incident'], {"id":true}> );
  Metric:
    ( { __typename: 'Metric' }
    & GraphQLRecursivePick<FederationTypes['Metric'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Metric'], {"asset":{"id":true},"category":true}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Act: ResolverTypeWrapper<Act>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AddPostMortemActionInput: AddPostMortemActionInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Alert: ResolverTypeWrapper<AlertRecord>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AlertConnection: ResolverTypeWrapper<Omit<AlertConnection, 'edges'> & { edges: Array<ResolversTypes['AlertEdge']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AlertContext: ResolverTypeWrapper<ReadableContext>;
  AlertEdge: ResolverTypeWrapper<Omit<AlertEdge, 'node'> & { node: ResolversTypes['Alert'] }>;
  AlertMatcher: ResolverTypeWrapper<AlertMatcherRecord>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AlertMatcherInput: AlertMatcherInput;
  AlertPlaybook: ResolverTypeWrapper<AlertPlaybook>;
  AlertRun: ResolverTypeWrapper<AlertRunRecord>;
  AlertSeries: ResolverTypeWrapper<AlertSeries>;
  AlertSource: AlertSource;
  AlertState: AlertState;
  AlertTrace: ResolverTypeWrapper<AlertTraceRecord>;
  AlertTraces: ResolverTypeWrapper<Omit<AlertTraces, 'items'> & { items: Array<ResolversTypes['AlertTrace']> }>;
  Alternative: ResolverTypeWrapper<AlternativeRecord>;
  AnsweredCause: ResolverTypeWrapper<AnsweredCauseRecord>;
  AnsweredCauses: ResolverTypeWrapper<Omit<AnsweredCauses, 'causes'> & { causes: Array<ResolversTypes['AnsweredCause']> }>;
  Asset: ResolverTypeWrapper<StoredAsset>;
  AssetKind: AssetKind;
  Audience: Audience;
  AudienceCall: ResolverTypeWrapper<AudienceCall>;
  BaselineBand: ResolverTypeWrapper<BaselineBand>;
  BeginPostMortemInput: BeginPostMortemInput;
  Cause: ResolverTypeWrapper<CauseRecord>;
  CauseAgreement: CauseAgreement;
  CauseConfirmation: ResolverTypeWrapper<Confirmation>;
  CauseFactor: ResolverTypeWrapper<CauseFactor>;
  CausePathStep: ResolverTypeWrapper<PathStep>;
  ChangePostMortemActionInput: ChangePostMortemActionInput;
  Comparison: Comparison;
  Completeness: Completeness;
  ConfirmPostMortemCauseInput: ConfirmPostMortemCauseInput;
  ConfirmedCause: ResolverTypeWrapper<ConfirmedCauseRecord>;
  ConfirmedCauseInput: ConfirmedCauseInput;
  ConfirmedOrigin: ConfirmedOrigin;
  ContextLink: ResolverTypeWrapper<ContextLink>;
  CreateSilenceInput: CreateSilenceInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Delivery: ResolverTypeWrapper<StoredDelivery>;
  DeliveryConnection: ResolverTypeWrapper<Omit<DeliveryConnection, 'edges'> & { edges: Array<ResolversTypes['DeliveryEdge']> }>;
  DeliveryEdge: ResolverTypeWrapper<Omit<DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>;
  DeliveryOccasion: DeliveryOccasion;
  DeliveryPayload: ResolverTypeWrapper<Omit<DeliveryPayload, 'delivery'> & { delivery?: Maybe<ResolversTypes['Delivery']> }>;
  DeliveryState: DeliveryState;
  DimensionAnalysis: ResolverTypeWrapper<DimensionAnalysisRecord>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  EditPostMortemInput: EditPostMortemInput;
  Evidence: ResolverTypeWrapper<EvidenceRecord>;
  Examined: ResolverTypeWrapper<Examined>;
  ExpireSilenceInput: ExpireSilenceInput;
  Gap: ResolverTypeWrapper<Gap>;
  Incident: ResolverTypeWrapper<IncidentRecord>;
  IncidentActInput: IncidentActInput;
  IncidentChange: ResolverTypeWrapper<RecordedChange>;
  IncidentChangeConnection: ResolverTypeWrapper<Omit<IncidentChangeConnection, 'edges'> & { edges: Array<ResolversTypes['IncidentChangeEdge']> }>;
  IncidentChangeEdge: ResolverTypeWrapper<Omit<IncidentChangeEdge, 'node'> & { node: ResolversTypes['IncidentChange'] }>;
  IncidentChangeKind: IncidentChangeKind;
  IncidentConnection: ResolverTypeWrapper<Omit<IncidentConnection, 'edges'> & { edges: Array<ResolversTypes['IncidentEdge']> }>;
  IncidentEdge: ResolverTypeWrapper<Omit<IncidentEdge, 'node'> & { node: ResolversTypes['Incident'] }>;
  IncidentPayload: ResolverTypeWrapper<Omit<IncidentPayload, 'incident'> & { incident?: Maybe<ResolversTypes['Incident']> }>;
  IncidentState: IncidentState;
  IncidentTimes: ResolverTypeWrapper<IncidentTimesRecord>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Label: ResolverTypeWrapper<Label>;
  LabelAnalysis: ResolverTypeWrapper<LabelAnalysis>;
  LabelInput: LabelInput;
  LabelledCase: ResolverTypeWrapper<LabelledCaseRecord>;
  LabelledCaseConnection: ResolverTypeWrapper<Omit<LabelledCaseConnection, 'edges'> & { edges: Array<ResolversTypes['LabelledCaseEdge']> }>;
  LabelledCaseEdge: ResolverTypeWrapper<Omit<LabelledCaseEdge, 'node'> & { node: ResolversTypes['LabelledCase'] }>;
  MergeIncidentsInput: MergeIncidentsInput;
  Metric: ResolverTypeWrapper<ToldMetric>;
  MetricCategory: MetricCategory;
  MetricDefinition: ResolverTypeWrapper<AlertDefinition>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextStep: ResolverTypeWrapper<NextStep>;
  NotificationReceiver: ResolverTypeWrapper<Receiver>;
  Origin: ResolverTypeWrapper<Origin>;
  OriginVerdict: OriginVerdict;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PathSignal: ResolverTypeWrapper<PathSignal>;
  PlaybookStep: ResolverTypeWrapper<PlaybookStep>;
  Point: ResolverTypeWrapper<Point>;
  PostMortem: ResolverTypeWrapper<PostMortemRecord>;
  PostMortemAct: ResolverTypeWrapper<PostMortemAct>;
  PostMortemAction: ResolverTypeWrapper<PostMortemActionRecord>;
  PostMortemActionState: PostMortemActionState;
  PostMortemChangeKind: PostMortemChangeKind;
  PostMortemConnection: ResolverTypeWrapper<Omit<PostMortemConnection, 'edges'> & { edges: Array<ResolversTypes['PostMortemEdge']> }>;
  PostMortemEdge: ResolverTypeWrapper<Omit<PostMortemEdge, 'node'> & { node: ResolversTypes['PostMortem'] }>;
  PostMortemPayload: ResolverTypeWrapper<Omit<PostMortemPayload, 'postMortem'> & { postMortem?: Maybe<ResolversTypes['PostMortem']> }>;
  PostMortemPublication: ResolverTypeWrapper<PostMortemPublication>;
  PostMortemState: PostMortemState;
  PostMortemVersion: ResolverTypeWrapper<PostMortemVersionRecord>;
  PostMortemVersionConnection: ResolverTypeWrapper<Omit<PostMortemVersionConnection, 'edges'> & { edges: Array<ResolversTypes['PostMortemVersionEdge']> }>;
  PostMortemVersionEdge: ResolverTypeWrapper<Omit<PostMortemVersionEdge, 'node'> & { node: ResolversTypes['PostMortemVersion'] }>;
  PublishPostMortemInput: PublishPostMortemInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReceiverPayload: ResolverTypeWrapper<Omit<ReceiverPayload, 'receiver'> & { receiver?: Maybe<ResolversTypes['NotificationReceiver']> }>;
  RootCause: ResolverTypeWrapper<RootCauseRecord>;
  RootCauseOutcome: RootCauseOutcome;
  Severity: Severity;
  Silence: ResolverTypeWrapper<SilenceRecord>;
  SilenceConnection: ResolverTypeWrapper<Omit<SilenceConnection, 'edges'> & { edges: Array<ResolversTypes['SilenceEdge']> }>;
  SilenceEdge: ResolverTypeWrapper<Omit<SilenceEdge, 'node'> & { node: ResolversTypes['Silence'] }>;
  SilenceKind: SilenceKind;
  SilencePayload: ResolverTypeWrapper<SilenceAnswer>;
  SilenceState: SilenceState;
  SilenceWarning: ResolverTypeWrapper<SilenceWarning>;
  SimilarIncident: ResolverTypeWrapper<Omit<SimilarIncident, 'incident'> & { incident: ResolversTypes['Incident'] }>;
  SliceContribution: ResolverTypeWrapper<SliceContribution>;
  SliceValue: ResolverTypeWrapper<SliceValue>;
  Span: ResolverTypeWrapper<SpanRecord>;
  SplitIncidentInput: SplitIncidentInput;
  SplitIncidentPayload: ResolverTypeWrapper<Omit<SplitIncidentPayload, 'created' | 'incident'> & { created?: Maybe<ResolversTypes['Incident']>, incident?: Maybe<ResolversTypes['Incident']> }>;
  Suppression: ResolverTypeWrapper<Suppression>;
  SuppressionKind: SuppressionKind;
  Suspicion: ResolverTypeWrapper<SuspicionRecord>;
  Team: ResolverTypeWrapper<Owner>;
  Threshold: ResolverTypeWrapper<Threshold>;
  TimeRangeInput: TimeRangeInput;
  TimelineConnection: ResolverTypeWrapper<Omit<TimelineConnection, 'edges'> & { edges: Array<ResolversTypes['TimelineEdge']> }>;
  TimelineEdge: ResolverTypeWrapper<Omit<TimelineEdge, 'node'> & { node: ResolversTypes['TimelineEntry'] }>;
  TimelineEntry: ResolverTypeWrapper<TimelineEntryRecord>;
  TraceStatus: TraceStatus;
  UnboundAlert: ResolverTypeWrapper<UnboundAlert>;
  UserError: ResolverTypeWrapper<UserError>;
  Verdict: ResolverTypeWrapper<Verdict>;
  VerdictKind: VerdictKind;
  Weekday: Weekday;
  Weekly: ResolverTypeWrapper<WeeklyRecord>;
  WeeklyInput: WeeklyInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Act: Act;
  String: Scalars['String']['output'];
  AddPostMortemActionInput: AddPostMortemActionInput;
  ID: Scalars['ID']['output'];
  Alert: AlertRecord;
  Float: Scalars['Float']['output'];
  AlertConnection: Omit<AlertConnection, 'edges'> & { edges: Array<ResolversParentTypes['AlertEdge']> };
  Int: Scalars['Int']['output'];
  AlertContext: ReadableContext;
  AlertEdge: Omit<AlertEdge, 'node'> & { node: ResolversParentTypes['Alert'] };
  AlertMatcher: AlertMatcherRecord;
  Boolean: Scalars['Boolean']['output'];
  AlertMatcherInput: AlertMatcherInput;
  AlertPlaybook: AlertPlaybook;
  AlertRun: AlertRunRecord;
  AlertSeries: AlertSeries;
  AlertTrace: AlertTraceRecord;
  AlertTraces: Omit<AlertTraces, 'items'> & { items: Array<ResolversParentTypes['AlertTrace']> };
  Alternative: AlternativeRecord;
  AnsweredCause: AnsweredCauseRecord;
  AnsweredCauses: Omit<AnsweredCauses, 'causes'> & { causes: Array<ResolversParentTypes['AnsweredCause']> };
  Asset: StoredAsset;
  AudienceCall: AudienceCall;
  BaselineBand: BaselineBand;
  BeginPostMortemInput: BeginPostMortemInput;
  Cause: CauseRecord;
  CauseConfirmation: Confirmation;
  CauseFactor: CauseFactor;
  CausePathStep: PathStep;
  ChangePostMortemActionInput: ChangePostMortemActionInput;
  ConfirmPostMortemCauseInput: ConfirmPostMortemCauseInput;
  ConfirmedCause: ConfirmedCauseRecord;
  ConfirmedCauseInput: ConfirmedCauseInput;
  ContextLink: ContextLink;
  CreateSilenceInput: CreateSilenceInput;
  DateTime: Scalars['DateTime']['output'];
  Delivery: StoredDelivery;
  DeliveryConnection: Omit<DeliveryConnection, 'edges'> & { edges: Array<ResolversParentTypes['DeliveryEdge']> };
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  DeliveryPayload: Omit<DeliveryPayload, 'delivery'> & { delivery?: Maybe<ResolversParentTypes['Delivery']> };
  DimensionAnalysis: DimensionAnalysisRecord;
  Duration: Scalars['Duration']['output'];
  EditPostMortemInput: EditPostMortemInput;
  Evidence: EvidenceRecord;
  Examined: Examined;
  ExpireSilenceInput: ExpireSilenceInput;
  Gap: Gap;
  Incident: IncidentRecord;
  IncidentActInput: IncidentActInput;
  IncidentChange: RecordedChange;
  IncidentChangeConnection: Omit<IncidentChangeConnection, 'edges'> & { edges: Array<ResolversParentTypes['IncidentChangeEdge']> };
  IncidentChangeEdge: Omit<IncidentChangeEdge, 'node'> & { node: ResolversParentTypes['IncidentChange'] };
  IncidentConnection: Omit<IncidentConnection, 'edges'> & { edges: Array<ResolversParentTypes['IncidentEdge']> };
  IncidentEdge: Omit<IncidentEdge, 'node'> & { node: ResolversParentTypes['Incident'] };
  IncidentPayload: Omit<IncidentPayload, 'incident'> & { incident?: Maybe<ResolversParentTypes['Incident']> };
  IncidentTimes: IncidentTimesRecord;
  JSON: Scalars['JSON']['output'];
  Label: Label;
  LabelAnalysis: LabelAnalysis;
  LabelInput: LabelInput;
  LabelledCase: LabelledCaseRecord;
  LabelledCaseConnection: Omit<LabelledCaseConnection, 'edges'> & { edges: Array<ResolversParentTypes['LabelledCaseEdge']> };
  LabelledCaseEdge: Omit<LabelledCaseEdge, 'node'> & { node: ResolversParentTypes['LabelledCase'] };
  MergeIncidentsInput: MergeIncidentsInput;
  Metric: ToldMetric;
  MetricDefinition: AlertDefinition;
  Mutation: Record<PropertyKey, never>;
  NextStep: NextStep;
  NotificationReceiver: Receiver;
  Origin: Origin;
  PageInfo: PageInfo;
  PathSignal: PathSignal;
  PlaybookStep: PlaybookStep;
  Point: Point;
  PostMortem: PostMortemRecord;
  PostMortemAct: PostMortemAct;
  PostMortemAction: PostMortemActionRecord;
  PostMortemConnection: Omit<PostMortemConnection, 'edges'> & { edges: Array<ResolversParentTypes['PostMortemEdge']> };
  PostMortemEdge: Omit<PostMortemEdge, 'node'> & { node: ResolversParentTypes['PostMortem'] };
  PostMortemPayload: Omit<PostMortemPayload, 'postMortem'> & { postMortem?: Maybe<ResolversParentTypes['PostMortem']> };
  PostMortemPublication: PostMortemPublication;
  PostMortemVersion: PostMortemVersionRecord;
  PostMortemVersionConnection: Omit<PostMortemVersionConnection, 'edges'> & { edges: Array<ResolversParentTypes['PostMortemVersionEdge']> };
  PostMortemVersionEdge: Omit<PostMortemVersionEdge, 'node'> & { node: ResolversParentTypes['PostMortemVersion'] };
  PublishPostMortemInput: PublishPostMortemInput;
  Query: Record<PropertyKey, never>;
  ReceiverPayload: Omit<ReceiverPayload, 'receiver'> & { receiver?: Maybe<ResolversParentTypes['NotificationReceiver']> };
  RootCause: RootCauseRecord;
  Silence: SilenceRecord;
  SilenceConnection: Omit<SilenceConnection, 'edges'> & { edges: Array<ResolversParentTypes['SilenceEdge']> };
  SilenceEdge: Omit<SilenceEdge, 'node'> & { node: ResolversParentTypes['Silence'] };
  SilencePayload: SilenceAnswer;
  SilenceWarning: SilenceWarning;
  SimilarIncident: Omit<SimilarIncident, 'incident'> & { incident: ResolversParentTypes['Incident'] };
  SliceContribution: SliceContribution;
  SliceValue: SliceValue;
  Span: SpanRecord;
  SplitIncidentInput: SplitIncidentInput;
  SplitIncidentPayload: Omit<SplitIncidentPayload, 'created' | 'incident'> & { created?: Maybe<ResolversParentTypes['Incident']>, incident?: Maybe<ResolversParentTypes['Incident']> };
  Suppression: Suppression;
  Suspicion: SuspicionRecord;
  Team: Owner;
  Threshold: Threshold;
  TimeRangeInput: TimeRangeInput;
  TimelineConnection: Omit<TimelineConnection, 'edges'> & { edges: Array<ResolversParentTypes['TimelineEdge']> };
  TimelineEdge: Omit<TimelineEdge, 'node'> & { node: ResolversParentTypes['TimelineEntry'] };
  TimelineEntry: TimelineEntryRecord;
  UnboundAlert: UnboundAlert;
  UserError: UserError;
  Verdict: Verdict;
  Weekly: WeeklyRecord;
  WeeklyInput: WeeklyInput;
};

export type ActResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Act'] = ResolversParentTypes['Act']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AlertResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert'], FederationReferenceType extends FederationReferenceTypes['Alert'] = FederationReferenceTypes['Alert']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Alert']> | FederationReferenceType, FederationReferenceType, ContextType>;
  annotations?: Resolver<Array<ResolversTypes['Label']>, ParentType, ContextType>;
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  audience?: Resolver<ResolversTypes['Audience'], ParentType, ContextType>;
  firedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  generatorUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  incident?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['Label']>, ParentType, ContextType>;
  metric?: Resolver<Maybe<ResolversTypes['Metric']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['AlertSource'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlertState'], ParentType, ContextType>;
  suppression?: Resolver<Maybe<ResolversTypes['Suppression']>, ParentType, ContextType>;
  suspect?: Resolver<Maybe<ResolversTypes['Suspicion']>, ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['Threshold']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['Verdict']>, ParentType, ContextType>;
};

export type AlertConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertConnection'] = ResolversParentTypes['AlertConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AlertEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AlertContextResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertContext'] = ResolversParentTypes['AlertContext']> = {
  alert?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
  gaps?: Resolver<Array<ResolversTypes['Gap']>, ParentType, ContextType>;
  incident?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['ContextLink']>, ParentType, ContextType>;
  nextSteps?: Resolver<Array<ResolversTypes['NextStep']>, ParentType, ContextType>;
  playbook?: Resolver<Maybe<ResolversTypes['AlertPlaybook']>, ParentType, ContextType>;
  rootCause?: Resolver<Maybe<ResolversTypes['RootCause']>, ParentType, ContextType>;
  runs?: Resolver<Maybe<Array<ResolversTypes['AlertRun']>>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['AlertSeries']>, ParentType, ContextType>;
  similar?: Resolver<Array<ResolversTypes['SimilarIncident']>, ParentType, ContextType>;
  traces?: Resolver<ResolversTypes['AlertTraces'], ParentType, ContextType>;
};

export type AlertEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertEdge'] = ResolversParentTypes['AlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alert'], ParentType, ContextType>;
};

export type AlertMatcherResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertMatcher'] = ResolversParentTypes['AlertMatcher']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  downstream?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['Label']>, ParentType, ContextType>;
  metric?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
};

export type AlertPlaybookResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertPlaybook'] = ResolversParentTypes['AlertPlaybook']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['PlaybookStep']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AlertRunResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertRun'] = ResolversParentTypes['AlertRun']> = {
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AlertSeriesResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertSeries'] = ResolversParentTypes['AlertSeries']> = {
  baseline?: Resolver<Maybe<ResolversTypes['BaselineBand']>, ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['Point']>, ParentType, ContextType>;
  step?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
};

export type AlertTraceResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertTrace'] = ResolversParentTypes['AlertTrace']> = {
  capturedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  links?: Resolver<Array<ResolversTypes['ContextLink']>, ParentType, ContextType>;
  spanCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  spans?: Resolver<Array<ResolversTypes['Span']>, ParentType, ContextType>;
  traceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AlertTracesResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AlertTraces'] = ResolversParentTypes['AlertTraces']> = {
  items?: Resolver<Array<ResolversTypes['AlertTrace']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TraceStatus'], ParentType, ContextType>;
};

export type AlternativeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Alternative'] = ResolversParentTypes['Alternative']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  factor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AnsweredCauseResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AnsweredCause'] = ResolversParentTypes['AnsweredCause']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AnsweredCausesResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AnsweredCauses'] = ResolversParentTypes['AnsweredCauses']> = {
  causes?: Resolver<Array<ResolversTypes['AnsweredCause']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['OriginVerdict'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['RootCauseOutcome'], ParentType, ContextType>;
};

export type AssetResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset'], FederationReferenceType extends FederationReferenceTypes['Asset'] = FederationReferenceTypes['Asset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Asset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  incidents?: Resolver<Maybe<Array<ResolversTypes['Incident']>>, ParentType, ContextType, RequireFields<AssetIncidentsArgs, 'first'>>;
  kind?: Resolver<ResolversTypes['AssetKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  namespace?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AudienceCallResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['AudienceCall'] = ResolversParentTypes['AudienceCall']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  audience?: Resolver<ResolversTypes['Audience'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
};

export type BaselineBandResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['BaselineBand'] = ResolversParentTypes['BaselineBand']> = {
  expected?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lower?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  upper?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CauseResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Cause'] = ResolversParentTypes['Cause']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  evidence?: Resolver<Array<ResolversTypes['Evidence']>, ParentType, ContextType>;
  factors?: Resolver<Array<ResolversTypes['CauseFactor']>, ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['CausePathStep']>, ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CauseConfirmationResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['CauseConfirmation'] = ResolversParentTypes['CauseConfirmation']> = {
  agreement?: Resolver<Maybe<ResolversTypes['CauseAgreement']>, ParentType, ContextType>;
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType>;
  answered?: Resolver<Maybe<ResolversTypes['AnsweredCauses']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  causes?: Resolver<Array<ResolversTypes['ConfirmedCause']>, ParentType, ContextType>;
  hasLabelledCase?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  labelledCaseGap?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['ConfirmedOrigin']>, ParentType, ContextType>;
};

export type CauseFactorResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['CauseFactor'] = ResolversParentTypes['CauseFactor']> = {
  known?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CausePathStepResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['CausePathStep'] = ResolversParentTypes['CausePathStep']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  signal?: Resolver<Maybe<ResolversTypes['PathSignal']>, ParentType, ContextType>;
};

export type ConfirmedCauseResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['ConfirmedCause'] = ResolversParentTypes['ConfirmedCause']> = {
  answeredRank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  assets?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
};

export type ContextLinkResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['ContextLink'] = ResolversParentTypes['ContextLink']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeliveryResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  coalesced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  incident?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
  occasion?: Resolver<ResolversTypes['DeliveryOccasion'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receiver?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
};

export type DeliveryPayloadResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['DeliveryPayload'] = ResolversParentTypes['DeliveryPayload']> = {
  delivery?: Resolver<Maybe<ResolversTypes['Delivery']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DimensionAnalysisResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['DimensionAnalysis'] = ResolversParentTypes['DimensionAnalysis']> = {
  labels?: Resolver<Array<ResolversTypes['LabelAnalysis']>, ParentType, ContextType>;
  normal?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EvidenceResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ExaminedResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Examined'] = ResolversParentTypes['Examined']> = {
  assets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  edges?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GapResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Gap'] = ResolversParentTypes['Gap']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  section?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IncidentResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Incident'] = ResolversParentTypes['Incident'], FederationReferenceType extends FederationReferenceTypes['Incident'] = FederationReferenceTypes['Incident']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Incident']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acknowledgement?: Resolver<Maybe<ResolversTypes['Act']>, ParentType, ContextType>;
  alerts?: Resolver<ResolversTypes['AlertConnection'], ParentType, ContextType, RequireFields<IncidentAlertsArgs, 'first'>>;
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  calls?: Resolver<Array<ResolversTypes['AudienceCall']>, ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['DeliveryConnection'], ParentType, ContextType, RequireFields<IncidentDeliveriesArgs, 'first'>>;
  escalateAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  escalationLevel?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['IncidentChangeConnection'], ParentType, ContextType, RequireFields<IncidentHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mergedInto?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  postMortem?: Resolver<Maybe<ResolversTypes['PostMortem']>, ParentType, ContextType>;
  provisional?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['Act']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  silencedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['IncidentState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IncidentChangeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['IncidentChange'] = ResolversParentTypes['IncidentChange']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ResolversTypes['Audience']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  incident?: Resolver<ResolversTypes['Incident'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['IncidentChangeKind'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type IncidentChangeConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['IncidentChangeConnection'] = ResolversParentTypes['IncidentChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['IncidentChangeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type IncidentChangeEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['IncidentChangeEdge'] = ResolversParentTypes['IncidentChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['IncidentChange'], ParentType, ContextType>;
};

export type IncidentConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['IncidentConnection'] = ResolversParentTypes['IncidentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['IncidentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type IncidentEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['IncidentEdge'] = ResolversParentTypes['IncidentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Incident'], ParentType, ContextType>;
};

export type IncidentPayloadResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['IncidentPayload'] = ResolversParentTypes['IncidentPayload']> = {
  incident?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type IncidentTimesResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['IncidentTimes'] = ResolversParentTypes['IncidentTimes']> = {
  acknowledged?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  began?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  detected?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lasted?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  resolved?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  toAcknowledge?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  toDetect?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  toResolve?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LabelResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Label'] = ResolversParentTypes['Label']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabelAnalysisResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['LabelAnalysis'] = ResolversParentTypes['LabelAnalysis']> = {
  coverage?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  elsewhere?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  slices?: Resolver<Array<ResolversTypes['SliceContribution']>, ParentType, ContextType>;
  surprise?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LabelledCaseResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['LabelledCase'] = ResolversParentTypes['LabelledCase']> = {
  confirmedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  incident?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
};

export type LabelledCaseConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['LabelledCaseConnection'] = ResolversParentTypes['LabelledCaseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LabelledCaseEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LabelledCaseEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['LabelledCaseEdge'] = ResolversParentTypes['LabelledCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LabelledCase'], ParentType, ContextType>;
};

export type MetricResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Metric'] = ResolversParentTypes['Metric'], FederationReferenceType extends FederationReferenceTypes['Metric'] = FederationReferenceTypes['Metric']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Metric']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  suspect?: Resolver<Maybe<ResolversTypes['Suspicion']>, ParentType, ContextType>;
};

export type MetricDefinitionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['MetricDefinition'] = ResolversParentTypes['MetricDefinition']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acknowledgeIncident?: Resolver<ResolversTypes['IncidentPayload'], ParentType, ContextType, RequireFields<MutationAcknowledgeIncidentArgs, 'input'>>;
  addPostMortemAction?: Resolver<ResolversTypes['PostMortemPayload'], ParentType, ContextType, RequireFields<MutationAddPostMortemActionArgs, 'input'>>;
  beginPostMortem?: Resolver<ResolversTypes['PostMortemPayload'], ParentType, ContextType, RequireFields<MutationBeginPostMortemArgs, 'input'>>;
  changePostMortemAction?: Resolver<ResolversTypes['PostMortemPayload'], ParentType, ContextType, RequireFields<MutationChangePostMortemActionArgs, 'input'>>;
  confirmPostMortemCause?: Resolver<ResolversTypes['PostMortemPayload'], ParentType, ContextType, RequireFields<MutationConfirmPostMortemCauseArgs, 'input'>>;
  createSilence?: Resolver<ResolversTypes['SilencePayload'], ParentType, ContextType, RequireFields<MutationCreateSilenceArgs, 'input'>>;
  editPostMortem?: Resolver<ResolversTypes['PostMortemPayload'], ParentType, ContextType, RequireFields<MutationEditPostMortemArgs, 'input'>>;
  enableReceiver?: Resolver<ResolversTypes['ReceiverPayload'], ParentType, ContextType, RequireFields<MutationEnableReceiverArgs, 'receiver'>>;
  expireSilence?: Resolver<ResolversTypes['SilencePayload'], ParentType, ContextType, RequireFields<MutationExpireSilenceArgs, 'input'>>;
  mergeIncidents?: Resolver<ResolversTypes['IncidentPayload'], ParentType, ContextType, RequireFields<MutationMergeIncidentsArgs, 'input'>>;
  publishPostMortem?: Resolver<ResolversTypes['PostMortemPayload'], ParentType, ContextType, RequireFields<MutationPublishPostMortemArgs, 'input'>>;
  reopenIncident?: Resolver<ResolversTypes['IncidentPayload'], ParentType, ContextType, RequireFields<MutationReopenIncidentArgs, 'input'>>;
  resendDelivery?: Resolver<ResolversTypes['DeliveryPayload'], ParentType, ContextType, RequireFields<MutationResendDeliveryArgs, 'id'>>;
  resolveIncident?: Resolver<ResolversTypes['IncidentPayload'], ParentType, ContextType, RequireFields<MutationResolveIncidentArgs, 'input'>>;
  splitIncident?: Resolver<ResolversTypes['SplitIncidentPayload'], ParentType, ContextType, RequireFields<MutationSplitIncidentArgs, 'input'>>;
  testReceiver?: Resolver<ResolversTypes['DeliveryPayload'], ParentType, ContextType, RequireFields<MutationTestReceiverArgs, 'receiver'>>;
};

export type NextStepResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['NextStep'] = ResolversParentTypes['NextStep']> = {
  instruction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NotificationReceiverResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['NotificationReceiver'] = ResolversParentTypes['NotificationReceiver']> = {
  dead?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OriginResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Origin'] = ResolversParentTypes['Origin']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['OriginVerdict'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PathSignalResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PathSignal'] = ResolversParentTypes['PathSignal']> = {
  direction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onset?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  strength?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PlaybookStepResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PlaybookStep'] = ResolversParentTypes['PlaybookStep']> = {
  instruction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PointResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Point'] = ResolversParentTypes['Point']> = {
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type PostMortemResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortem'] = ResolversParentTypes['PostMortem']> = {
  actions?: Resolver<Array<ResolversTypes['PostMortemAction']>, ParentType, ContextType>;
  begun?: Resolver<ResolversTypes['PostMortemAct'], ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['CauseConfirmation']>, ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['PostMortemAct'], ParentType, ContextType>;
  history?: Resolver<ResolversTypes['PostMortemVersionConnection'], ParentType, ContextType, RequireFields<PostMortemHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  impact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  incident?: Resolver<ResolversTypes['Incident'], ParentType, ContextType>;
  lessons?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  markdown?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  published?: Resolver<Maybe<ResolversTypes['PostMortemPublication']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PostMortemState'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeline?: Resolver<ResolversTypes['TimelineConnection'], ParentType, ContextType, RequireFields<PostMortemTimelineArgs, 'first'>>;
  times?: Resolver<ResolversTypes['IncidentTimes'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PostMortemActResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemAct'] = ResolversParentTypes['PostMortemAct']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PostMortemActionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemAction'] = ResolversParentTypes['PostMortemAction']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  done?: Resolver<Maybe<ResolversTypes['PostMortemAct']>, ParentType, ContextType>;
  due?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PostMortemActionState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PostMortemConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemConnection'] = ResolversParentTypes['PostMortemConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PostMortemEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PostMortemEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemEdge'] = ResolversParentTypes['PostMortemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PostMortem'], ParentType, ContextType>;
};

export type PostMortemPayloadResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemPayload'] = ResolversParentTypes['PostMortemPayload']> = {
  postMortem?: Resolver<Maybe<ResolversTypes['PostMortem']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PostMortemPublicationResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemPublication'] = ResolversParentTypes['PostMortemPublication']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PostMortemVersionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemVersion'] = ResolversParentTypes['PostMortemVersion']> = {
  actions?: Resolver<Array<ResolversTypes['PostMortemAction']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['CauseConfirmation']>, ParentType, ContextType>;
  impact?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PostMortemChangeKind'], ParentType, ContextType>;
  lessons?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PostMortemState'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PostMortemVersionConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemVersionConnection'] = ResolversParentTypes['PostMortemVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PostMortemVersionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PostMortemVersionEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['PostMortemVersionEdge'] = ResolversParentTypes['PostMortemVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PostMortemVersion'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType, RequireFields<QueryAlertArgs, 'id'>>;
  alertContext?: Resolver<Maybe<ResolversTypes['AlertContext']>, ParentType, ContextType, RequireFields<QueryAlertContextArgs, 'id'>>;
  alerts?: Resolver<ResolversTypes['AlertConnection'], ParentType, ContextType, RequireFields<QueryAlertsArgs, 'first' | 'state'>>;
  deliveries?: Resolver<ResolversTypes['DeliveryConnection'], ParentType, ContextType, RequireFields<QueryDeliveriesArgs, 'first' | 'state'>>;
  delivery?: Resolver<Maybe<ResolversTypes['Delivery']>, ParentType, ContextType, RequireFields<QueryDeliveryArgs, 'id'>>;
  incident?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType, RequireFields<QueryIncidentArgs, 'id'>>;
  incidentChanges?: Resolver<Array<ResolversTypes['IncidentChange']>, ParentType, ContextType, RequireFields<QueryIncidentChangesArgs, 'first'>>;
  incidentChangesEnd?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  incidents?: Resolver<ResolversTypes['IncidentConnection'], ParentType, ContextType, RequireFields<QueryIncidentsArgs, 'first' | 'state'>>;
  labelledCases?: Resolver<ResolversTypes['LabelledCaseConnection'], ParentType, ContextType, RequireFields<QueryLabelledCasesArgs, 'first'>>;
  notificationReceivers?: Resolver<Array<ResolversTypes['NotificationReceiver']>, ParentType, ContextType>;
  postMortems?: Resolver<ResolversTypes['PostMortemConnection'], ParentType, ContextType, RequireFields<QueryPostMortemsArgs, 'first' | 'state'>>;
  rootCause?: Resolver<ResolversTypes['RootCause'], ParentType, ContextType, RequireFields<QueryRootCauseArgs, 'asset' | 'at' | 'first' | 'metric'>>;
  silence?: Resolver<Maybe<ResolversTypes['Silence']>, ParentType, ContextType, RequireFields<QuerySilenceArgs, 'id'>>;
  silences?: Resolver<ResolversTypes['SilenceConnection'], ParentType, ContextType, RequireFields<QuerySilencesArgs, 'ended' | 'first'>>;
  unboundAlerts?: Resolver<Array<ResolversTypes['UnboundAlert']>, ParentType, ContextType, RequireFields<QueryUnboundAlertsArgs, 'first'>>;
};

export type ReceiverPayloadResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['ReceiverPayload'] = ResolversParentTypes['ReceiverPayload']> = {
  receiver?: Resolver<Maybe<ResolversTypes['NotificationReceiver']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RootCauseResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['RootCause'] = ResolversParentTypes['RootCause']> = {
  alternatives?: Resolver<Array<ResolversTypes['Alternative']>, ParentType, ContextType>;
  causes?: Resolver<Array<ResolversTypes['Cause']>, ParentType, ContextType>;
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  cutOff?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['DimensionAnalysis']>, ParentType, ContextType>;
  examined?: Resolver<ResolversTypes['Examined'], ParentType, ContextType>;
  onset?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['RootCauseOutcome'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SilenceResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Silence'] = ResolversParentTypes['Silence']> = {
  author?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  comment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiredBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SilenceKind'], ParentType, ContextType>;
  matcher?: Resolver<ResolversTypes['AlertMatcher'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SilenceState'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  weekly?: Resolver<Maybe<ResolversTypes['Weekly']>, ParentType, ContextType>;
};

export type SilenceConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SilenceConnection'] = ResolversParentTypes['SilenceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SilenceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SilenceEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SilenceEdge'] = ResolversParentTypes['SilenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Silence'], ParentType, ContextType>;
};

export type SilencePayloadResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SilencePayload'] = ResolversParentTypes['SilencePayload']> = {
  silence?: Resolver<Maybe<ResolversTypes['Silence']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['SilenceWarning']>, ParentType, ContextType>;
};

export type SilenceWarningResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SilenceWarning'] = ResolversParentTypes['SilenceWarning']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SimilarIncidentResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SimilarIncident'] = ResolversParentTypes['SimilarIncident']> = {
  incident?: Resolver<ResolversTypes['Incident'], ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  similarity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SliceContributionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SliceContribution'] = ResolversParentTypes['SliceContribution']> = {
  carries?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dimensions?: Resolver<Array<ResolversTypes['SliceValue']>, ParentType, ContextType>;
  normal?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  normalSampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SliceValueResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SliceValue'] = ResolversParentTypes['SliceValue']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpanResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Span'] = ResolversParentTypes['Span']> = {
  attributes?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  duration?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parentSpanId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  service?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  spanId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  startTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SplitIncidentPayloadResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['SplitIncidentPayload'] = ResolversParentTypes['SplitIncidentPayload']> = {
  created?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
  incident?: Resolver<Maybe<ResolversTypes['Incident']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SuppressionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Suppression'] = ResolversParentTypes['Suppression']> = {
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SuppressionKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SuspicionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Suspicion'] = ResolversParentTypes['Suspicion']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  check?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TeamResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ThresholdResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Threshold'] = ResolversParentTypes['Threshold']> = {
  audience?: Resolver<ResolversTypes['Audience'], ParentType, ContextType>;
  clearValue?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  comparison?: Resolver<ResolversTypes['Comparison'], ParentType, ContextType>;
  for?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type TimelineConnectionResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['TimelineConnection'] = ResolversParentTypes['TimelineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TimelineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TimelineEdgeResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['TimelineEdge'] = ResolversParentTypes['TimelineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TimelineEntry'], ParentType, ContextType>;
};

export type TimelineEntryResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alert?: Resolver<Maybe<ResolversTypes['Alert']>, ParentType, ContextType>;
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UnboundAlertResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['UnboundAlert'] = ResolversParentTypes['UnboundAlert']> = {
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['Label']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VerdictResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Verdict'] = ResolversParentTypes['Verdict']> = {
  kind?: Resolver<ResolversTypes['VerdictKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sampleSize?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WeeklyResolvers<ContextType = IncidentsContext, ParentType extends ResolversParentTypes['Weekly'] = ResolversParentTypes['Weekly']> = {
  at?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  days?: Resolver<Array<ResolversTypes['Weekday']>, ParentType, ContextType>;
  for?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = IncidentsContext> = {
  Act?: ActResolvers<ContextType>;
  Alert?: AlertResolvers<ContextType>;
  AlertConnection?: AlertConnectionResolvers<ContextType>;
  AlertContext?: AlertContextResolvers<ContextType>;
  AlertEdge?: AlertEdgeResolvers<ContextType>;
  AlertMatcher?: AlertMatcherResolvers<ContextType>;
  AlertPlaybook?: AlertPlaybookResolvers<ContextType>;
  AlertRun?: AlertRunResolvers<ContextType>;
  AlertSeries?: AlertSeriesResolvers<ContextType>;
  AlertTrace?: AlertTraceResolvers<ContextType>;
  AlertTraces?: AlertTracesResolvers<ContextType>;
  Alternative?: AlternativeResolvers<ContextType>;
  AnsweredCause?: AnsweredCauseResolvers<ContextType>;
  AnsweredCauses?: AnsweredCausesResolvers<ContextType>;
  Asset?: AssetResolvers<ContextType>;
  AudienceCall?: AudienceCallResolvers<ContextType>;
  BaselineBand?: BaselineBandResolvers<ContextType>;
  Cause?: CauseResolvers<ContextType>;
  CauseConfirmation?: CauseConfirmationResolvers<ContextType>;
  CauseFactor?: CauseFactorResolvers<ContextType>;
  CausePathStep?: CausePathStepResolvers<ContextType>;
  ConfirmedCause?: ConfirmedCauseResolvers<ContextType>;
  ContextLink?: ContextLinkResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  DeliveryPayload?: DeliveryPayloadResolvers<ContextType>;
  DimensionAnalysis?: DimensionAnalysisResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  Evidence?: EvidenceResolvers<ContextType>;
  Examined?: ExaminedResolvers<ContextType>;
  Gap?: GapResolvers<ContextType>;
  Incident?: IncidentResolvers<ContextType>;
  IncidentChange?: IncidentChangeResolvers<ContextType>;
  IncidentChangeConnection?: IncidentChangeConnectionResolvers<ContextType>;
  IncidentChangeEdge?: IncidentChangeEdgeResolvers<ContextType>;
  IncidentConnection?: IncidentConnectionResolvers<ContextType>;
  IncidentEdge?: IncidentEdgeResolvers<ContextType>;
  IncidentPayload?: IncidentPayloadResolvers<ContextType>;
  IncidentTimes?: IncidentTimesResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Label?: LabelResolvers<ContextType>;
  LabelAnalysis?: LabelAnalysisResolvers<ContextType>;
  LabelledCase?: LabelledCaseResolvers<ContextType>;
  LabelledCaseConnection?: LabelledCaseConnectionResolvers<ContextType>;
  LabelledCaseEdge?: LabelledCaseEdgeResolvers<ContextType>;
  Metric?: MetricResolvers<ContextType>;
  MetricDefinition?: MetricDefinitionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NextStep?: NextStepResolvers<ContextType>;
  NotificationReceiver?: NotificationReceiverResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PathSignal?: PathSignalResolvers<ContextType>;
  PlaybookStep?: PlaybookStepResolvers<ContextType>;
  Point?: PointResolvers<ContextType>;
  PostMortem?: PostMortemResolvers<ContextType>;
  PostMortemAct?: PostMortemActResolvers<ContextType>;
  PostMortemAction?: PostMortemActionResolvers<ContextType>;
  PostMortemConnection?: PostMortemConnectionResolvers<ContextType>;
  PostMortemEdge?: PostMortemEdgeResolvers<ContextType>;
  PostMortemPayload?: PostMortemPayloadResolvers<ContextType>;
  PostMortemPublication?: PostMortemPublicationResolvers<ContextType>;
  PostMortemVersion?: PostMortemVersionResolvers<ContextType>;
  PostMortemVersionConnection?: PostMortemVersionConnectionResolvers<ContextType>;
  PostMortemVersionEdge?: PostMortemVersionEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReceiverPayload?: ReceiverPayloadResolvers<ContextType>;
  RootCause?: RootCauseResolvers<ContextType>;
  Silence?: SilenceResolvers<ContextType>;
  SilenceConnection?: SilenceConnectionResolvers<ContextType>;
  SilenceEdge?: SilenceEdgeResolvers<ContextType>;
  SilencePayload?: SilencePayloadResolvers<ContextType>;
  SilenceWarning?: SilenceWarningResolvers<ContextType>;
  SimilarIncident?: SimilarIncidentResolvers<ContextType>;
  SliceContribution?: SliceContributionResolvers<ContextType>;
  SliceValue?: SliceValueResolvers<ContextType>;
  Span?: SpanResolvers<ContextType>;
  SplitIncidentPayload?: SplitIncidentPayloadResolvers<ContextType>;
  Suppression?: SuppressionResolvers<ContextType>;
  Suspicion?: SuspicionResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  Threshold?: ThresholdResolvers<ContextType>;
  TimelineConnection?: TimelineConnectionResolvers<ContextType>;
  TimelineEdge?: TimelineEdgeResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  UnboundAlert?: UnboundAlertResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Verdict?: VerdictResolvers<ContextType>;
  Weekly?: WeeklyResolvers<ContextType>;
};

