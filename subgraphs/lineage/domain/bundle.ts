/** All that a store keeps of one asset, in one order, so that two stores that hold the same write the same. */
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import { compareText, type Edge } from './edge.ts';
import { compareFacts } from './fact.ts';
import type { RunHistory, TimedFacet } from './run.ts';
import type { Fact, StatedEdge } from './statement.ts';

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

export interface KeptIdentity {
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

/** The same bundle with everything in it in order. */
export const orderedBundle = (bundle: AssetBundle): AssetBundle => ({
  ...bundle,
  aliases: bundle.aliases.toSorted(compareText),
  identities: bundle.identities.toSorted((a, b) => a.recordedAt - b.recordedAt || compareText(a.asset, b.asset)),
  statics: bundle.statics.toSorted((a, b) => a.time - b.time),
  spans: bundle.spans.toSorted(compareSpans),
  facts: bundle.facts.toSorted((a, b) => compareFacts(a.fact, b.fact) || a.recordedAt - b.recordedAt),
  runs: bundle.runs
    .map(({ run, facets }) => ({ run, facets: facets.toSorted(compareFacets) }))
    .sort((a, b) => compareText(a.run.runId, b.run.runId)),
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
