import type { Instant } from '../../vocabulary/duration.ts';
import type { Shift } from '../shift.ts';
import { MISSING } from './bins.ts';
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
import type { Day } from './day.ts';
import { servedVersion } from './deployments.ts';
import { WEATHER_FIELDS } from './flights.ts';
import {
  BUILD_FEATURES,
  DBT,
  DBT_RUN,
  dbt,
  deploymentJob,
  INGEST_FLIGHTS,
  INGEST_WEATHER,
  type JobText,
  jobOf,
  PLATFORM,
  RECALIBRATE,
  TRAIN,
} from './jobs.ts';
import { type EventDataset, facet, type Run } from './openlineage.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** In how many flights of a day each weather column has no value. */
const nullsOf = (features: Day['features']): Record<string, number> =>
  Object.fromEntries(WEATHER_FIELDS.map((field) => [field, features[field][MISSING] ?? 0]));

/**
 * The runs of one day. Each follows the day from its first minute and closes its books in the last, a few seconds
 * after the run that feeds it, so that what it says is known by midnight.
 */
export function runsOf({ start: original, flights, features, weather, deployments }: Day, shift: Shift): Run[] {
  const start = shift.instant(original);
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
  const rows = weather.rows + weather.late;
  const dbtRun = run(2, DBT_RUN, [], []);
  return [
    run(0, INGEST_FLIGHTS, [], [written(PLATFORM, RAW_FLIGHTS, flights)]),
    run(0, INGEST_WEATHER, [], [written(PLATFORM, RAW_WEATHER, rows, weather.nulls)]),
    dbtRun,
    run(2, dbt('stg_flights'), [dataset(RAW_FLIGHTS)], [written(DBT, STAGED_FLIGHTS, flights)], dbtRun),
    run(2, dbt('stg_weather'), [dataset(RAW_WEATHER)], [written(DBT, STAGED_WEATHER, rows)], dbtRun),
    run(4, BUILD_FEATURES, [STAGED_FLIGHTS, STAGED_WEATHER].map(dataset), [
      written(PLATFORM, FLIGHT_FEATURES, flights, nullsOf(features)),
    ]),
    ...deployments.map(({ environment }, index) => {
      const served = modelDataset(PLATFORM, servedVersion(environment));
      return run(6 + index, deploymentJob(environment), [served, dataset(FLIGHT_FEATURES)], []);
    }),
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
