/** All that a store keeps of one asset, in one order, so that two stores that hold the same write the same. */
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareText, type Edge } from './edge.ts';
import { compareFacts } from './fact.ts';
import type { RunHistory, TimedFacet } from './run.ts';
import type { Fact, StatedEdge, Transformation } from './statement.ts';

export interface AssetBundle {
  id: AssetId;
  recordedAt: Instant;
  /** The latest title declared; null when none was. */
  title: string | null;
  /** Other names of it, by symlinks of its producers. */
  aliases: AssetId[];
  /** The assets that its id stood for, and since and until when that was known. */
  identities: KeptIdentity[];
  /** What its static events state. */
  statics: KeptStatic[];
  /** Every span that ends at it, as known now or before. */
  spans: KeptSpan[];
  facts: KeptFact[];
  /** Its runs, where it is a job. */
  runs: KeptRun[];
}

interface KeptIdentity {
  asset: AssetId;
  recordedAt: Instant;
  supersededAt: Instant | null;
}

export interface KeptStatic {
  time: Instant;
  edges: readonly StatedEdge[];
}

export interface KeptSpan extends Edge {
  /** Who states it: `run <job>`, `static <asset>` or `declared`. */
  timeline: string;
}

export interface KeptFact {
  fact: Fact;
  recordedAt: Instant;
}

export interface KeptRun {
  run: RunHistory;
  facets: TimedFacet[];
}

/** The same bundle with everything in it, and what each thing says, in one order. */
export const orderedBundle = (bundle: AssetBundle): AssetBundle => ({
  ...{ id: bundle.id, recordedAt: bundle.recordedAt, title: bundle.title },
  aliases: bundle.aliases.toSorted(compareText),
  identities: bundle.identities.toSorted((a, b) => a.recordedAt - b.recordedAt || compareText(a.asset, b.asset)),
  statics: bundle.statics
    .map(({ time, edges }) => ({ time, edges: edges.map(edgeInOrder) }))
    .sort((a, b) => a.time - b.time),
  spans: bundle.spans.map(spanInOrder).sort(compareSpans),
  facts: bundle.facts.toSorted((a, b) => compareFacts(a.fact, b.fact) || a.recordedAt - b.recordedAt),
  runs: bundle.runs
    .map(({ run, facets }) => ({ run: runInOrder(run), facets: facets.toSorted(compareFacets) }))
    .sort((a, b) => compareText(a.run.runId, b.run.runId)),
});

const edgeInOrder = ({ from, to, role, transformation }: StatedEdge): StatedEdge =>
  transformation ? { from, to, role, transformation: transformationInOrder(transformation) } : { from, to, role };

const transformationInOrder = ({ type, subtype, masking }: Transformation): Transformation => ({
  ...{ type, subtype, masking },
});

const spanInOrder = (span: KeptSpan): KeptSpan => ({
  ...{ from: span.from, to: span.to, role: span.role, timeline: span.timeline },
  ...{ validFrom: span.validFrom, validTo: span.validTo },
  ...{ recordedAt: span.recordedAt, supersededAt: span.supersededAt },
  ...{ origin: span.origin, source: span.source, reason: span.reason, retracted: span.retracted },
  transformation: span.transformation && transformationInOrder(span.transformation),
});

const runInOrder = (run: RunHistory): RunHistory => ({
  ...{ runId: run.runId, job: run.job, startedAt: run.startedAt, completedAt: run.completedAt },
  ...{ failedAt: run.failedAt, abortedAt: run.abortedAt, error: run.error, parent: run.parent, root: run.root },
  ...{ nominal: run.nominal, traceId: run.traceId },
  versions: Object.fromEntries(Object.entries(run.versions).sort(([a], [b]) => compareText(a, b))),
  edges: run.edges.map(edgeInOrder),
});

const compareSpans = (a: KeptSpan, b: KeptSpan): number =>
  compareText(a.from, b.from) ||
  compareText(a.role, b.role) ||
  compareText(a.timeline, b.timeline) ||
  a.validFrom - b.validFrom ||
  a.recordedAt - b.recordedAt ||
  (a.supersededAt ?? Number.MAX_SAFE_INTEGER) - (b.supersededAt ?? Number.MAX_SAFE_INTEGER);

const compareFacets = (a: TimedFacet, b: TimedFacet): number =>
  compareText(a.name, b.name) || a.time - b.time || compareText(JSON.stringify(a.value), JSON.stringify(b.value));

/** Every asset that a bundle names. */
export const assetsInBundle = ({ id, aliases, identities, statics, spans, runs }: AssetBundle): AssetId[] => [
  id,
  ...aliases,
  ...identities.map(({ asset }) => asset),
  ...[...statics.flatMap(({ edges }) => edges), ...spans, ...runs.flatMap(({ run }) => run.edges)].flatMap(
    ({ from, to }) => [from, to],
  ),
];
