/** OpenLineage 2-0-2 as it is written of what other tools say. */

const SPEC = 'https://openlineage.io/spec';

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
  version: '1-0-1/DatasetVersionDatasetFacet',
} as const;

const OF_JOB = {
  documentation: '1-1-0/DocumentationJobFacet',
  jobType: '2-0-4/JobTypeJobFacet',
  ownership: '1-0-1/OwnershipJobFacet',
  sourceCode: '1-0-1/SourceCodeJobFacet',
  sourceCodeLocation: '1-1-0/SourceCodeLocationJobFacet',
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

/** The facets and events of one producer, a URI. @param isoOf writes a time as the producer has it in ISO 8601. */
export function writtenBy<Time>(producer: string, isoOf: (time: Time) => string) {
  /** One facet under its name; none where there is nothing to say. */
  const facetFrom =
    <Name extends string>(schemas: Record<Name, string>) =>
    (name: Name, body: object | null): Facets => {
      if (!body) return {};
      const schema = schemas[name];
      const definition = schema.slice(schema.indexOf('/') + 1);
      return {
        [name]: { _producer: producer, _schemaURL: `${SPEC}/facets/${schema}.json#/$defs/${definition}`, ...body },
      };
    };
  const schemaOf = (definition: string) => `${SPEC}/2-0-2/OpenLineage.json#/$defs/${definition}`;
  const event = (definition: string, time: Time, said: object): Event => ({
    eventTime: isoOf(time),
    producer,
    schemaURL: schemaOf(definition),
    ...said,
  });
  return {
    datasetFacet: facetFrom(OF_DATASET),
    jobFacet: facetFrom(OF_JOB),
    runFacet: facetFrom(OF_RUN),
    /** One that OpenLineage itself has no schema for, or one that takes back what was sent under its name. */
    otherFacet: (name: string, body: object): Facets => ({
      [name]: { _producer: producer, _schemaURL: schemaOf('BaseFacet'), ...body },
    }),
    datasetEvent: (time: Time, dataset: EventDataset): Event => event('DatasetEvent', time, { dataset }),
    jobEvent: (time: Time, job: EventJob, inputs: EventDataset[], outputs: EventDataset[]): Event =>
      event('JobEvent', time, { job, inputs, outputs }),
    runEvent: (
      time: Time,
      eventType: 'START' | 'COMPLETE' | 'FAIL' | 'ABORT' | 'OTHER',
      run: EventRun,
      job: EventJob,
      inputs: EventDataset[],
      outputs: EventDataset[],
    ): Event => event('RunEvent', time, { eventType, run, job, inputs, outputs }),
  };
}
