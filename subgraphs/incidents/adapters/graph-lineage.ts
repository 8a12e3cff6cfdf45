import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { isoOf } from '../../../vocabulary/duration.ts';
import type { ChangeKind, ClosureEdge, Completeness } from '../domain/root-cause/question.ts';
import type { Suspicion } from '../domain/suppression.ts';
import type { Lineage } from '../ports/lineage.ts';

const CLOSURE = `query IncidentsClosure($id: ID!, $asOf: DateTime!, $knownAt: DateTime) {
  lineageClosure(id: $id, asOf: $asOf, knownAt: $knownAt) {
    completeness
    assets { depth asset { id } }
    edges { from to role }
  }
}`;

const FED_BY = `query IncidentsFedBy($id: ID!, $among: [ID!]!, $asOf: DateTime!) {
  fedBy(id: $id, among: $among, asOf: $asOf) { assets { depth asset { id } } }
}`;

const CHANGES = `query IncidentsChanges($assets: [ID!]!, $from: DateTime!, $to: DateTime!, $knownAt: DateTime) {
  changes(assets: $assets, from: $from, to: $to, knownAt: $knownAt) { time kind summary details asset { id } }
}`;

const FAILED_CHECKS = `query IncidentsFailedChecks($assets: [ID!]!) {
  failedChecks(assets: $assets) { kind summary since asset { id } }
}`;

const RUNS = `query IncidentsRuns($jobs: [ID!]!, $from: DateTime!, $to: DateTime!) {
  runs(jobs: $jobs, from: $from, to: $to, first: 20) { id state startedAt endedAt error job { id } }
}`;

interface ClosureAnswer {
  lineageClosure: {
    completeness: Completeness;
    assets: { depth: number; asset: { id: AssetId } }[];
    edges: ClosureEdge[];
  } | null;
}

interface FedByAnswer {
  fedBy: { assets: { depth: number; asset: { id: AssetId } }[] } | null;
}

interface ChangesAnswer {
  changes: { time: string; kind: ChangeKind; summary: string; details: Details; asset: { id: AssetId } }[];
}

interface FailedChecksAnswer {
  failedChecks: { kind: string; summary: string; since: string; asset: { id: AssetId } }[];
}

/** Those of a schema; other kinds have other details. */
type Details = Partial<Record<'removed' | 'retyped', unknown[]>> | null;

interface RunsAnswer {
  runs: {
    id: string;
    state: string;
    startedAt: string | null;
    endedAt: string | null;
    error: string | null;
    job: { id: AssetId };
  }[];
}

/** As many as lineage takes in one question. */
const ASSETS_AT_ONCE = 5_000;

/** Lineage, from the public graph. */
export const graphLineage = (graph: GraphClient): Lineage => ({
  async closure(asset, asOf, knownAt) {
    const variables = { id: asset, asOf: isoOf(asOf), knownAt: timeOf(knownAt) };
    const { lineageClosure } = wholeAnswer(await graph.ask<ClosureAnswer>(CLOSURE, variables));
    if (!lineageClosure) return { completeness: 'COMPLETE', assets: [{ id: asset, depth: 0 }], edges: [] };
    const assets = lineageClosure.assets.map((found) => ({ id: found.asset.id, depth: found.depth }));
    return { ...lineageClosure, assets };
  },
  async fedBy(asset, among, asOf) {
    if (among.length === 0) return new Map();
    const { fedBy } = wholeAnswer(await graph.ask<FedByAnswer>(FED_BY, { id: asset, among, asOf: isoOf(asOf) }));
    return new Map(fedBy?.assets.map(({ asset: { id }, depth }) => [id, depth]));
  },
  async changes(assets, range, knownAt) {
    if (assets.length === 0) return [];
    const { changes } = wholeAnswer(
      await graph.ask<ChangesAnswer>(CHANGES, { assets, ...textOf(range), knownAt: timeOf(knownAt) }),
    );
    return changes.map(({ asset, time, kind, summary, details }) => ({
      ...{ asset: asset.id, time: Date.parse(time), kind, summary },
      ...(kind === 'SCHEMA_CHANGED' && isAdditive(details) ? { additive: true } : {}),
    }));
  },
  async failedChecks(assets) {
    const found: Suspicion[] = [];
    for (let start = 0; start < assets.length; start += ASSETS_AT_ONCE) {
      const part = assets.slice(start, start + ASSETS_AT_ONCE);
      const { failedChecks } = wholeAnswer(await graph.ask<FailedChecksAnswer>(FAILED_CHECKS, { assets: part }));
      for (const { asset, kind, summary, since } of failedChecks)
        found.push({ asset: asset.id, check: kind, reason: summary, since: Date.parse(since) });
    }
    return found;
  },
  async runs(jobs, range) {
    if (jobs.length === 0) return [];
    const { runs } = wholeAnswer(await graph.ask<RunsAnswer>(RUNS, { jobs, ...textOf(range) }));
    return runs.map(({ job, startedAt, endedAt, ...run }) => ({
      ...run,
      job: job.id,
      startedAt: startedAt === null ? null : Date.parse(startedAt),
      endedAt: endedAt === null ? null : Date.parse(endedAt),
    }));
  },
});

/** What is not said is not taken for nothing. */
const isAdditive = (details: Details): boolean => details?.removed?.length === 0 && details.retyped?.length === 0;

const timeOf = (instant: number | null | undefined) => (instant == null ? null : isoOf(instant));
const textOf = ({ from, to }: { from: number; to: number }) => ({ from: isoOf(from), to: isoOf(to) });
