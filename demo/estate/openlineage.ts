import { createHash } from 'node:crypto';
import type { Instant } from '../../vocabulary/duration.ts';

/** Name of a facet -> version and name of its schema. */
const SCHEMAS = {
  columnLineage: '1-2-0/ColumnLineageDatasetFacet',
  dataQualityMetrics: '1-0-0/DataQualityMetricsDatasetFacet',
  datasetType: '1-0-1/DatasetTypeDatasetFacet',
  jobType: '2-0-4/JobTypeJobFacet',
  nominalTime: '1-0-1/NominalTimeRunFacet',
  outputStatistics: '1-0-2/OutputStatisticsOutputDatasetFacet',
  ownership: '1-0-1/OwnershipJobFacet',
  parent: '1-2-0/ParentRunFacet',
  schema: '1-2-0/SchemaDatasetFacet',
  sourceCodeLocation: '1-1-0/SourceCodeLocationJobFacet',
  tags: '1-0-0/TagsJobFacet',
  version: '1-0-1/DatasetVersionDatasetFacet',
} as const;

export type Facets = Record<string, object>;

/** One facet under its name, as `producer` writes it. */
export function facet(producer: string, name: keyof typeof SCHEMAS, body: object): Facets {
  const schema = SCHEMAS[name];
  const definition = schema.slice(schema.indexOf('/') + 1);
  const _schemaURL = `https://openlineage.io/spec/facets/${schema}.json#/$defs/${definition}`;
  return { [name]: { _producer: producer, _schemaURL, ...body } };
}

export interface EventDataset {
  namespace: string;
  name: string;
  facets?: Facets;
  outputFacets?: Facets;
}

/** A job's run from start to end. */
export interface Run {
  producer: string;
  job: { namespace: string; name: string; facets: Facets };
  startedAt: Instant;
  endedAt: Instant;
  /** The run that started this one. */
  parent?: Run;
  /** What only the last event says comes with the datasets' facets. */
  inputs: EventDataset[];
  outputs: EventDataset[];
  facets: Facets;
}

/** A run's id: a UUID of version 7, from its start and its job alone, so that the same run has the same id again. */
function runIdOf({ job, startedAt }: Run): string {
  const time = startedAt.toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${job.namespace} ${job.name} ${startedAt}`).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-a${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

const parentFacet = (run: Run): Facets =>
  run.parent
    ? facet(run.producer, 'parent', {
        run: { runId: runIdOf(run.parent) },
        job: { namespace: run.parent.job.namespace, name: run.parent.job.name },
      })
    : {};

/** A dataset as a run that only begins names it. What makes a model version one is part of its name. */
function nameOf({ namespace, name, facets }: EventDataset): EventDataset {
  const { datasetType, version } = facets ?? {};
  return datasetType && version ? { namespace, name, facets: { datasetType, version } } : { namespace, name };
}

export type LineageEvent = { eventTime: string } & Record<string, unknown>;

/** The START and COMPLETE events of a run: names at first, facets when the work is done. */
export function eventsOf(run: Run): LineageEvent[] {
  const event = (eventType: string, time: Instant, inputs: EventDataset[], outputs: EventDataset[]) => ({
    eventTime: new Date(time).toISOString(),
    eventType,
    run: { runId: runIdOf(run), facets: { ...parentFacet(run), ...run.facets } },
    job: run.job,
    inputs,
    outputs,
    producer: run.producer,
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  });
  return [
    event('START', run.startedAt, run.inputs.map(nameOf), run.outputs.map(nameOf)),
    event('COMPLETE', run.endedAt, run.inputs, run.outputs),
  ];
}
