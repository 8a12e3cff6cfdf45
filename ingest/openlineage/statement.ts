import type { LineageStatement, RunStatement } from '../../subgraphs/lineage/index.ts';
import type { QualityPoint } from '../../subgraphs/metrics/index.ts';
import { type AssetId, datasetId } from '../../vocabulary/asset-id.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import { Refusal } from '../refusal.ts';
import { assetOfDataset, assetOfJob, jobsNameOf } from './assets.ts';
import { type AssetOf, columnEdges, type NamedDataset } from './column-edges.ts';
import { distinctEdges } from './edges.ts';
import { edgesAround } from './edges-around.ts';
import {
  type DatasetEvent,
  type JobEvent,
  type OpenLineageDataset,
  type OpenLineageEvent,
  type RunEvent,
  timeOf,
} from './event.ts';
import { FacetReader } from './facets.ts';
import { errorOf, factsOfDataset, factsOfJob } from './facts.ts';
import { facetsAsSent } from './kept-facets.ts';
import { lifecycleFacts } from './lifecycle.ts';
import { qualityOf } from './quality.ts';
import { hierarchyOf, nominalOf } from './run-references.ts';
import { symlinksOf } from './symlinks.ts';

/** An event in Headwater's words, with what of it was not understood. */
export interface StatedEvent {
  statement: LineageStatement;
  /** What it tells of the quality of data. */
  quality: QualityPoint[];
  warnings: string[];
}

/** Warnings of one event that are answered; a table of thousands of wrong fields says the same of each. */
const MOST_WARNINGS = 100;

const shortened = (warnings: string[]): string[] =>
  warnings.length <= MOST_WARNINGS
    ? warnings
    : [...warnings.slice(0, MOST_WARNINGS), `and ${warnings.length - MOST_WARNINGS} more warnings like these`];

/** @throws Refusal when a name makes no asset id. */
export function statementOf(read: OpenLineageEvent): StatedEvent {
  const reader = new FacetReader();
  try {
    const statement = stated(read, reader);
    return { statement, quality: qualityTold(read, reader), warnings: shortened([...new Set(reader.warnings)]) };
  } catch (fault) {
    if (!(fault instanceof URIError)) throw fault;
    throw new Refusal(400, 'INVALID_EVENT', 'a name holds half a surrogate pair, of which no asset id can be made');
  }
}

/** Of a run what it tells when it ends: what it told before is told again then, and would count twice. */
function qualityTold({ kind, event }: OpenLineageEvent, reader: FacetReader): QualityPoint[] {
  if (kind === 'run' && !['COMPLETE', 'FAIL', 'ABORT'].includes(event.eventType)) return [];
  const datasets =
    kind === 'dataset'
      ? [{ dataset: event.dataset, place: 'dataset', asset: assetOfDataset(event.dataset, reader, 'dataset') }]
      : [...named(event.inputs, 'inputs', reader), ...named(event.outputs, 'outputs', reader)];
  return datasets.flatMap((each) => qualityOf(each, reader, timeOf(event)));
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

function ofRun(event: RunEvent, reader: FacetReader): LineageStatement {
  const job = assetOfJob(event.job, reader);
  const time = timeOf(event);
  const { runId } = event.run;
  const error = errorOf(event, reader);
  const { edges, facts, symlinks, versions } = around(job, event, reader, { time, runId });
  const failed = event.eventType === 'FAIL' || error !== null;
  return {
    kind: 'run',
    runId,
    job,
    type: event.eventType,
    time,
    ...hierarchyOf(event, job, reader),
    nominal: nominalOf(event, reader),
    facets: facetsAsSent(event.run.facets, 'run.facets', reader),
    versions,
    symlinks,
    error,
    edges,
    facts: failed ? [...facts, { asset: job, time, runId, kind: 'failure', error }] : facts,
    traceId: null,
  };
}

function ofJob(event: JobEvent, reader: FacetReader): LineageStatement {
  const subject = assetOfJob(event.job, reader);
  const time = timeOf(event);
  const { edges, facts, symlinks } = around(subject, event, reader, { time, runId: null });
  return { kind: 'static', subject, time, edges, facts, symlinks };
}

function ofDataset(event: DatasetEvent, reader: FacetReader): LineageStatement {
  const subject = assetOfDataset(event.dataset, reader, 'dataset');
  const time = timeOf(event);
  const moment = { time, runId: null };
  const described: NamedDataset = { dataset: event.dataset, asset: subject, place: 'dataset' };
  return {
    kind: 'static',
    subject,
    time,
    edges: distinctEdges(columnEdges(null, described, datasetId, reader)),
    facts: [
      ...factsOfDataset(subject, event.dataset, reader, 'dataset', moment),
      ...lifecycleFacts(subject, event.dataset, reader, 'dataset', moment),
    ],
    symlinks: symlinksOf(described, reader),
  };
}

/** Edges and facts of a job with its inputs and outputs. */
function around(
  job: AssetId,
  event: RunEvent | JobEvent,
  reader: FacetReader,
  moment: { time: Instant; runId: string | null },
): Required<Pick<RunStatement, 'edges' | 'facts' | 'symlinks' | 'versions'>> {
  const inputs = named(event.inputs, 'inputs', reader);
  const outputs = named(event.outputs, 'outputs', reader);
  const datasets = [...inputs, ...outputs];
  const assetOf = resolving(datasets);
  const type = 'eventType' in event ? event.eventType : null;
  // A beginning says what shall be done and a failure what was not; neither deletes or renames.
  const done = type !== 'START' && type !== 'FAIL' && type !== 'ABORT';
  return {
    edges: edgesAround(job, inputs, outputs, assetOf, reader),
    facts: [
      ...factsOfJob(job, event.job, reader, moment),
      ...datasets.flatMap(({ asset, dataset, place }) => {
        const said = [
          ...factsOfDataset(asset, dataset, reader, place, moment),
          ...(done ? lifecycleFacts(asset, dataset, reader, place, moment) : []),
        ];
        return type === 'COMPLETE' && said.length === 0 && place.startsWith('outputs.')
          ? [{ ...moment, asset, kind: 'lifecycle', change: 'WRITTEN', other: null } as const]
          : said;
      }),
    ],
    symlinks: [...jobsNameOf(job, event.job), ...datasets.flatMap((each) => symlinksOf(each, reader))],
    versions: datasets.flatMap(({ asset, dataset, place }) => {
      const told = reader.read(dataset.facets, 'version', `${place}.facets`);
      return told ? [{ asset, version: told.datasetVersion }] : [];
    }),
  };
}

/** The datasets of one side of an event, each with the asset that it is. */
const named = (datasets: OpenLineageDataset[] | null | undefined, side: string, reader: FacetReader): NamedDataset[] =>
  (datasets ?? []).map((dataset, index) => {
    const place = `${side}.${index}`;
    return { dataset, place, asset: assetOfDataset(dataset, reader, place) };
  });

/** Column lineage names datasets without their facets: one that the event describes is what it says there. */
function resolving(datasets: NamedDataset[]): AssetOf {
  const byNamespace = Map.groupBy(datasets, ({ dataset }) => dataset.namespace);
  const assets = new Map(
    [...byNamespace].map(([namespace, each]) => [
      namespace,
      new Map(each.map(({ dataset, asset }) => [dataset.name, asset])),
    ]),
  );
  return (namespace, name) => assets.get(namespace)?.get(name) ?? datasetId(namespace, name);
}
