/** What MLflow says, written as OpenLineage 2-0-2. */

const PRODUCER = 'urn:headwater:mlflow';
const SPEC = 'https://openlineage.io/spec';

/** Name of a facet -> version and name of its schema. */
const OF_DATASET = {
  dataQualityMetrics: '1-0-3/DataQualityMetricsInputDatasetFacet',
  datasetType: '1-0-1/DatasetTypeDatasetFacet',
  documentation: '1-1-0/DocumentationDatasetFacet',
  ownership: '1-0-1/OwnershipDatasetFacet',
  schema: '1-2-0/SchemaDatasetFacet',
  tags: '1-0-0/TagsDatasetFacet',
  version: '1-0-1/DatasetVersionDatasetFacet',
} as const;

const OF_JOB = {
  documentation: '1-1-0/DocumentationJobFacet',
  jobType: '2-0-4/JobTypeJobFacet',
  ownership: '1-0-1/OwnershipJobFacet',
  sourceCodeLocation: '1-1-0/SourceCodeLocationJobFacet',
  tags: '1-0-0/TagsJobFacet',
} as const;

const OF_RUN = {
  parent: '1-2-0/ParentRunFacet',
} as const;

export type Facets = Record<string, object>;

export interface EventDataset {
  namespace: string;
  name: string;
  facets?: Facets;
  inputFacets?: Facets;
}

export interface EventJob {
  namespace: string;
  name: string;
  facets: Facets;
}

/** An event to post, as it stands on a line of NDJSON. */
export type Event = { eventTime: string; producer: string; schemaURL: string } & Record<string, unknown>;

/** One facet under its name; none where there is nothing to say. */
const facetFrom =
  <Name extends string>(schemas: Record<Name, string>) =>
  (name: Name, body: object | null): Facets => {
    if (!body) return {};
    const schema = schemas[name];
    const definition = schema.slice(schema.indexOf('/') + 1);
    return {
      [name]: { _producer: PRODUCER, _schemaURL: `${SPEC}/facets/${schema}.json#/$defs/${definition}`, ...body },
    };
  };

export const datasetFacet = facetFrom(OF_DATASET);
export const jobFacet = facetFrom(OF_JOB);
export const runFacet = facetFrom(OF_RUN);

/** What OpenLineage has no facet for, under `mlflow`, as MLflow names it. */
export const mlflowFacet = (body: object): Facets => ({
  mlflow: { _producer: PRODUCER, _schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/BaseFacet`, ...body },
});

/** Takes back what was sent under this name before. */
export const deletedFacet = (name: string): Facets => ({
  [name]: { _producer: PRODUCER, _schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/BaseFacet`, _deleted: true },
});

const event = (definition: string, time: number, said: object): Event => ({
  eventTime: new Date(time).toISOString(),
  producer: PRODUCER,
  schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/${definition}`,
  ...said,
});

export const datasetEvent = (time: number, dataset: EventDataset): Event => event('DatasetEvent', time, { dataset });

export const jobEvent = (time: number, job: EventJob, inputs: EventDataset[], outputs: EventDataset[]): Event =>
  event('JobEvent', time, { job, inputs, outputs });

export const runEvent = (
  time: number,
  eventType: 'START' | 'COMPLETE' | 'FAIL' | 'ABORT' | 'OTHER',
  run: { runId: string; facets: Facets },
  job: EventJob,
  inputs: EventDataset[],
  outputs: EventDataset[],
): Event => event('RunEvent', time, { eventType, run, job, inputs, outputs });
