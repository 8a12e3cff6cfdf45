/** OpenLineage 2-0-2 as an import writes it. */

const PRODUCER = 'urn:headwater:import-dbt';

/** Name of a facet -> version and name of its schema. */
const OF_DATASET = {
  dataQualityAssertions: '1-1-0/DataQualityAssertionsDatasetFacet',
  dataQualityMetrics: '1-0-3/DataQualityMetricsInputDatasetFacet',
  datasetType: '1-0-1/DatasetTypeDatasetFacet',
  documentation: '1-1-0/DocumentationDatasetFacet',
  outputStatistics: '1-0-2/OutputStatisticsOutputDatasetFacet',
  ownership: '1-0-1/OwnershipDatasetFacet',
  schema: '1-2-0/SchemaDatasetFacet',
  symlinks: '1-0-1/SymlinksDatasetFacet',
  tags: '1-0-0/TagsDatasetFacet',
} as const;

const OF_JOB = {
  documentation: '1-1-0/DocumentationJobFacet',
  jobType: '2-0-4/JobTypeJobFacet',
  ownership: '1-0-1/OwnershipJobFacet',
  sourceCode: '1-0-1/SourceCodeJobFacet',
  sql: '1-1-0/SQLJobFacet',
  tags: '1-0-0/TagsJobFacet',
} as const;

const OF_RUN = {
  errorMessage: '1-0-1/ErrorMessageRunFacet',
  parent: '1-2-0/ParentRunFacet',
  processing_engine: '1-1-1/ProcessingEngineRunFacet',
} as const;

export type Facets = Record<string, object>;

export interface EventDataset {
  namespace: string;
  name: string;
  facets?: Facets;
  inputFacets?: Facets;
  outputFacets?: Facets;
}

export interface EventJob {
  namespace: string;
  name: string;
  facets: Facets;
}

export interface EventRun {
  runId: string;
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
    const _schemaURL = `https://openlineage.io/spec/facets/${schema}.json#/$defs/${definition}`;
    return { [name]: { _producer: PRODUCER, _schemaURL, ...body } };
  };

export const datasetFacet = facetFrom(OF_DATASET);
export const jobFacet = facetFrom(OF_JOB);
export const runFacet = facetFrom(OF_RUN);

const event = (definition: string, eventTime: string, said: object): Event => ({
  eventTime,
  producer: PRODUCER,
  schemaURL: `https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/${definition}`,
  ...said,
});

export const datasetEvent = (time: string, dataset: EventDataset): Event => event('DatasetEvent', time, { dataset });

export const jobEvent = (time: string, job: EventJob, inputs: EventDataset[], outputs: EventDataset[]): Event =>
  event('JobEvent', time, { job, inputs, outputs });

/** The START of a run, where its time is known, and its end: FAIL with the error where there is one. */
export function startAndEnd(
  { startedAt, endedAt }: { startedAt: string | null; endedAt: string },
  run: EventRun,
  error: string | null,
  job: EventJob,
  inputs: EventDataset[] = [],
  outputs: EventDataset[] = [],
): Event[] {
  const runEvent = (time: string, eventType: string, of: EventRun, said: object) =>
    event('RunEvent', time, { eventType, run: of, job, ...said });
  const named = { inputs: inputs.map(nameOf), outputs: outputs.map(nameOf) };
  const message = error === null ? null : { message: error, programmingLanguage: 'SQL' };
  const ended = { ...run, facets: { ...run.facets, ...runFacet('errorMessage', message) } };
  return [
    ...(startedAt === null ? [] : [runEvent(startedAt, 'START', run, named)]),
    runEvent(endedAt, error === null ? 'COMPLETE' : 'FAIL', ended, { inputs, outputs }),
  ];
}

/** What a run that only begins can say. */
const nameOf = ({ namespace, name }: EventDataset): EventDataset => ({ namespace, name });
