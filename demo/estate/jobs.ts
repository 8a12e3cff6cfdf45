import type { Environment } from './deployments.ts';
import { type Facets, facet, type Run } from './openlineage.ts';

/** What the team's own jobs and dbt call themselves in events. */
export const PLATFORM = 'https://git.example.com/departures/pipeline/tree/2.1.0';
export const DBT = 'https://github.com/OpenLineage/OpenLineage/tree/1.54.0/integration/dbt';

/** What a job says of itself. */
export interface JobText {
  producer: string;
  name: string;
  /** Where it runs; production unless it says otherwise. */
  environment?: Environment;
  jobType: string;
  integration: string;
  owner: string;
  path: string;
}

const tagsOf = (producer: string, tags: Record<string, string>): Facets =>
  facet(producer, 'tags', { tags: Object.entries(tags).map(([key, value]) => ({ key, value, source: 'USER' })) });

/** A job as its events name it. */
export const jobOf = ({
  producer,
  name,
  environment = 'prod',
  jobType,
  integration,
  owner,
  path,
}: JobText): Run['job'] => ({
  namespace: `departures-${environment}`,
  name,
  facets: {
    ...facet(producer, 'jobType', { processingType: 'BATCH', integration, jobType }),
    ...facet(producer, 'ownership', { owners: [{ name: `team:${owner}`, type: 'MAINTAINER' }] }),
    ...facet(producer, 'sourceCodeLocation', {
      type: 'git',
      url: `https://git.example.com/departures/pipeline/blob/2.1.0/${path}`,
      version: '2.1.0',
    }),
    ...tagsOf(producer, { domain: 'departures', environment }),
  },
});

const python = (name: string, jobType: string, owner: string): JobText => ({
  producer: PLATFORM,
  name,
  jobType,
  integration: 'PYTHON',
  owner,
  path: `jobs/${name}.py`,
});

export const dbt = (model: string): JobText => ({
  producer: DBT,
  name: `departures.staging.departures.${model}`,
  jobType: 'MODEL',
  integration: 'DBT',
  owner: 'departures-data',
  path: `dbt/models/staging/${model}.sql`,
});

export const INGEST_FLIGHTS = python('ingest_flights', 'INGESTION', 'departures-data');
export const INGEST_WEATHER = python('ingest_weather', 'INGESTION', 'weather-data');
export const BUILD_FEATURES = python('build_flight_features', 'FEATURE_BUILD', 'flight-ml');
export const TRAIN = python('train_flight_delay', 'TRAINING', 'flight-ml');
export const RECALIBRATE = python('recalibrate_flight_delay', 'TRAINING', 'flight-ml');
export const DBT_RUN: JobText = {
  ...dbt('dbt_project.yml'),
  name: 'dbt-run-departures',
  jobType: 'JOB',
  path: 'dbt/dbt_project.yml',
};

export const deploymentJob = (environment: Environment): JobText => ({
  ...python('flight-delay', 'DEPLOYMENT', 'flight-ml'),
  environment,
  path: 'serving/app.py',
});
