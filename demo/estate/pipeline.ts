import type { Instant } from '../../vocabulary/duration.ts';
import type { Shift } from '../shift.ts';
import {
  dataset,
  FLIGHT_FEATURES,
  modelDataset,
  RAW_FLIGHTS,
  RAW_WEATHER,
  STAGED_FLIGHTS,
  STAGED_WEATHER,
  written,
} from './datasets.ts';
import { DEPLOYMENTS, type Deployment } from './deployments.ts';
import { WEATHER_FIELDS, type Weather } from './flights.ts';
import { type EventDataset, type Facets, facet, type Run } from './openlineage.ts';
import type { Day } from './year.ts';

const PLATFORM = 'https://git.example.com/departures/pipeline/tree/2.1.0';
const DBT = 'https://github.com/OpenLineage/OpenLineage/tree/1.54.0/integration/dbt';
const DAY = 86_400_000;
const MINUTE = 60_000;

interface JobText {
  producer: string;
  name: string;
  /** Where it runs; production unless it says otherwise. */
  environment?: string;
  jobType: string;
  integration: string;
  owner: string;
  path: string;
}

const tagsOf = (producer: string, tags: Record<string, string>): Facets =>
  facet(producer, 'tags', { tags: Object.entries(tags).map(([key, value]) => ({ key, value, source: 'USER' })) });

const jobOf = ({ producer, name, environment = 'prod', jobType, integration, owner, path }: JobText): Run['job'] => ({
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

const dbt = (model: string): JobText => ({
  producer: DBT,
  name: `departures.staging.departures.${model}`,
  jobType: 'MODEL',
  integration: 'DBT',
  owner: 'departures-data',
  path: `dbt/models/staging/${model}.sql`,
});

const INGEST_FLIGHTS = python('ingest_flights', 'INGESTION', 'departures-data');
const INGEST_WEATHER = python('ingest_weather', 'INGESTION', 'weather-data');
const BUILD_FEATURES = python('build_flight_features', 'FEATURE_BUILD', 'flight-ml');
const TRAIN = python('train_flight_delay', 'TRAINING', 'flight-ml');
const RECALIBRATE = python('recalibrate_flight_delay', 'TRAINING', 'flight-ml');
const DBT_RUN: JobText = {
  ...dbt('dbt_project.yml'),
  name: 'dbt-run-departures',
  jobType: 'JOB',
  path: 'dbt/dbt_project.yml',
};

const deploymentJob = ({ environment }: Deployment): JobText => ({
  ...python('flight-delay', 'DEPLOYMENT', 'flight-ml'),
  environment,
  path: 'serving/app.py',
});

/** How often each column of these rows has no value. */
const nullsOf = (rows: readonly Weather[]): Record<string, number> =>
  Object.fromEntries(WEATHER_FIELDS.map((field) => [field, rows.filter((row) => row[field] === null).length]));

/**
 * The runs of one day. Each follows the day from its first minute and closes its books in the last, a few seconds
 * after the run that feeds it, so that what it says is known by midnight.
 */
export function runsOf(day: Day, shift: Shift): Run[] {
  const start = shift.instant(day.start);
  const run = (step: number, job: JobText, inputs: EventDataset[], outputs: EventDataset[], parent?: Run): Run => ({
    producer: job.producer,
    job: jobOf(job),
    startedAt: start + MINUTE + step * 1000,
    endedAt: start + DAY - MINUTE + 10_000 + step * 5000,
    ...(parent ? { parent } : {}),
    inputs,
    outputs,
    facets: facet(job.producer, 'nominalTime', {
      nominalStartTime: new Date(start).toISOString(),
      nominalEndTime: new Date(start + DAY).toISOString(),
    }),
  });
  const dbtRun = run(2, DBT_RUN, [], []);
  return [
    run(0, INGEST_FLIGHTS, [], [written(PLATFORM, RAW_FLIGHTS, day.flights.length)]),
    run(
      0,
      INGEST_WEATHER,
      [],
      [written(PLATFORM, RAW_WEATHER, day.weather.length + day.weatherLate, nullsOf(day.weather))],
    ),
    dbtRun,
    run(2, dbt('stg_flights'), [dataset(RAW_FLIGHTS)], [written(DBT, STAGED_FLIGHTS, day.flights.length)], dbtRun),
    run(
      2,
      dbt('stg_weather'),
      [dataset(RAW_WEATHER)],
      [written(DBT, STAGED_WEATHER, day.weather.length + day.weatherLate)],
      dbtRun,
    ),
    run(4, BUILD_FEATURES, [STAGED_FLIGHTS, STAGED_WEATHER].map(dataset), [
      written(PLATFORM, FLIGHT_FEATURES, day.flights.length, nullsOf(day.flights.map(({ weather }) => weather))),
    ]),
    ...[...day.tallies.keys()].map((deployment) =>
      run(
        6 + DEPLOYMENTS.indexOf(deployment),
        deploymentJob(deployment),
        [modelDataset(PLATFORM, deployment.modelVersion), dataset(FLIGHT_FEATURES)],
        [],
      ),
    ),
  ];
}

/** The two runs that made the model versions: training after February, a new threshold after March. */
export function trainingRuns(shift: Shift): Run[] {
  const run = (job: JobText, at: Instant, inputs: EventDataset[], version: string): Run => ({
    producer: PLATFORM,
    job: jobOf(job),
    startedAt: shift.instant(at),
    endedAt: shift.instant(at) + 50_000,
    inputs,
    outputs: [modelDataset(PLATFORM, version)],
    facets: {},
  });
  return [
    run(TRAIN, Date.UTC(2013, 2, 1), [dataset(FLIGHT_FEATURES), dataset(STAGED_FLIGHTS)], '1'),
    run(
      RECALIBRATE,
      Date.UTC(2013, 3, 1),
      [modelDataset(PLATFORM, '1'), dataset(FLIGHT_FEATURES), dataset(STAGED_FLIGHTS)],
      '2',
    ),
  ];
}
