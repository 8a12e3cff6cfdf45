import type { Fact, LineageStatement, StatedEdge } from '../../subgraphs/lineage/index.ts';
import { type AssetId, jobId } from '../../vocabulary/asset-id.ts';
import { type Instant, parseInstant } from '../../vocabulary/duration.ts';
import { assetOfDataset, assetOfJob } from './assets.ts';
import { columnEdges, inputEdge, outputEdge } from './edges.ts';
import type { DatasetEvent, JobEvent, OpenLineageDataset, OpenLineageEvent, RunEvent } from './event.ts';
import { FacetReader } from './facets.ts';
import { errorOf, factsOfDataset, factsOfJob } from './facts.ts';

/** An event in Headwater's words, with what of it was not understood. */
export interface StatedEvent {
  statement: LineageStatement;
  warnings: string[];
}

export function statementOf(read: OpenLineageEvent): StatedEvent {
  const reader = new FacetReader();
  const statement = stated(read, reader);
  // A facet is asked for in several places; its fault is told once.
  return { statement, warnings: [...new Set(reader.warnings)] };
}

function stated(read: OpenLineageEvent, reader: FacetReader): LineageStatement {
  switch (read.kind) {
    case 'run':
      return ofRun(read.event, reader);
    case 'job':
      return ofJob(read.event, reader);
    case 'dataset':
      return ofDataset(read.event, reader);
  }
}

const timeOf = ({ eventTime }: { eventTime: string }): Instant => parseInstant(eventTime) ?? 0;

function ofRun(event: RunEvent, reader: FacetReader): LineageStatement {
  const job = assetOfJob(event.job, reader);
  const time = timeOf(event);
  const { runId } = event.run;
  const error = errorOf(event, reader);
  const { edges, facts } = around(job, event, reader, { time, runId });
  const failed = event.eventType === 'FAIL' || error !== null;
  return {
    kind: 'run',
    runId,
    job,
    type: event.eventType,
    time,
    parent: parentOf(event, reader),
    error,
    edges,
    facts: failed ? [...facts, { asset: job, time, runId, kind: 'failure', error }] : facts,
    traceId: null,
  };
}

function ofJob(event: JobEvent, reader: FacetReader): LineageStatement {
  const subject = assetOfJob(event.job, reader);
  const time = timeOf(event);
  return { kind: 'static', subject, time, ...around(subject, event, reader, { time, runId: null }) };
}

function ofDataset(event: DatasetEvent, reader: FacetReader): LineageStatement {
  const subject = assetOfDataset(event.dataset, reader, 'dataset');
  const time = timeOf(event);
  return {
    kind: 'static',
    subject,
    time,
    edges: unique(columnEdges(null, event.dataset, reader, 'dataset')),
    facts: factsOfDataset(subject, event.dataset, reader, 'dataset', { time, runId: null }),
  };
}

function parentOf(event: RunEvent, reader: FacetReader) {
  const parent = reader.read(event.run.facets, 'parent', 'run.facets');
  return parent && { runId: parent.run.runId, job: jobId(parent.job.namespace, parent.job.name) };
}

/** Edges and facts of a job with its inputs and outputs. */
function around(
  job: AssetId,
  event: RunEvent | JobEvent,
  reader: FacetReader,
  moment: { time: Instant; runId: string | null },
): { edges: StatedEdge[]; facts: Fact[] } {
  const edges: StatedEdge[] = [];
  const facts = factsOfJob(job, event.job, reader, moment);
  const each = (
    datasets: OpenLineageDataset[] | null | undefined,
    side: string,
    take: (asset: AssetId, dataset: OpenLineageDataset, place: string) => StatedEdge[],
  ) => {
    for (const [index, dataset] of (datasets ?? []).entries()) {
      const place = `${side}[${index}]`;
      const asset = assetOfDataset(dataset, reader, place);
      edges.push(...take(asset, dataset, place));
      facts.push(...factsOfDataset(asset, dataset, reader, place, moment));
    }
  };
  each(event.inputs, 'inputs', (asset) => [inputEdge(job, asset)]);
  each(event.outputs, 'outputs', (asset, dataset, place) => [
    outputEdge(job, asset),
    ...columnEdges(job, dataset, reader, place),
  ]);
  return { edges: unique(edges), facts };
}

const unique = (edges: StatedEdge[]): StatedEdge[] => [
  ...new Map(edges.map((edge) => [`${edge.from} ${edge.to} ${edge.role}`, edge])).values(),
];
