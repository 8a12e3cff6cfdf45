import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { StartRefused, StoreUnavailable } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { KeptMeasurement } from '../domain/measurement.ts';
import type { Arrival, MeasurementQuery, MetricStore } from '../ports/metric-store.ts';
import { measurementOf, type PointRow } from './duckdb-rows.ts';
import { type Series, SeriesIndex } from './duckdb-series.ts';
import { DuckDbWriter } from './duckdb-writer.ts';

/** Memory and threads are held low: the store shares one process and two cores with everything else. */
const SETTINGS = { memory_limit: '192MB', threads: '2' };

/** Grows with each change of the schema. */
const SCHEMA_VERSION = 3;

const SCHEMA = `
  create table if not exists schema_version (version integer);
  insert into schema_version select 1 where not exists (from schema_version);
  create table if not exists series (id integer, name varchar, fingerprint varchar, asset varchar, dimensions varchar);
  create table if not exists points (
    series integer, ending bigint, duration bigint, sequence bigint,
    sum double, count double, minimum double, maximum double, bins varchar, sketch blob, traces varchar
  );
`;

/** What brings a file of the version before to the next one, from version 1 on. */
const STEPS = [
  'alter table points add column if not exists recorded_at bigint',
  'alter table points add column if not exists squares double',
];

/** The columns of a {@link PointRow}; whole numbers as doubles, which JavaScript's own numbers are. */
const POINT = `series, ending::double as ending, duration::double as duration,
  sum, count, minimum, maximum, bins, sketch, traces, squares, coalesce(recorded_at, ending)::double as recorded_at`;

/** Points kept before that was known were taken in at their end, as far as anyone can tell. */
const FIRST_RECORDED = `min(coalesce(recorded_at, ending)) over (partition by query, series, ending, duration)::double
  as first_recorded_at`;

/**
 * Points are only ever appended, each with the next sequence number; of several with one key the newest counts. A
 * replacement costs no index that way, and the sequence doubles as the cursor of arrivals.
 */
export async function duckdbMetricStore(dataDirectory: string): Promise<MetricStore> {
  const file = join(dataDirectory, 'metrics.duckdb');
  const instance = await DuckDBInstance.create(file, SETTINGS).catch((cause) => {
    throw new StartRefused(`${file} cannot be opened: ${(cause as Error).message}`, { cause });
  });
  const [reading, writing] = await Promise.all([instance.connect(), instance.connect()]);
  await writing.run(SCHEMA);
  await migrate(writing, file);
  const series = await loadSeries(reading);
  const [last] = await rows<{ sequence: number }>(
    reading,
    'select coalesce(max(sequence), 0)::double as sequence from points',
  );
  const writer = new DuckDbWriter(writing, series, last?.sequence ?? 0);

  return {
    record: (measurements) => answering(measurements.length === 0 ? Promise.resolve() : writer.record(measurements)),
    measurements: (queries) => answering(readMeasurements(reading, series, queries)),
    async observed({ names, asset, after, first }) {
      const all = names
        .toSorted()
        .flatMap((name) => series.assetsOf(name).map((observed) => ({ name, asset: observed })))
        .filter((metric) => asset === null || metric.asset === asset);
      const rest = after ? all.filter((metric) => isAfter(metric, after)) : all;
      return { metrics: rest.slice(0, first), total: all.length };
    },
    namesOf: async (assets) => new Map(assets.map((asset) => [asset, series.namesOf(asset)])),
    assets: async () => series.assets(),
    exemplars: (metric, after, until, first) =>
      answering(readExemplars(reading, series.ofMetric(metric), after, until, first)),
    arrivalsAfter: (cursor) => answering(readArrivals(reading, series, cursor)),
    ping: () => answering(reading.run('select 1').then(() => undefined)),
    async close() {
      await writer.idle();
      for (const connection of [reading, writing]) connection.closeSync();
      instance.closeSync();
    },
  };
}

async function answering<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new StoreUnavailable('metrics', cause);
  }
}

async function rows<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS() as unknown as Row[];
}

async function migrate(connection: DuckDBConnection, file: string): Promise<void> {
  const [found] = await rows<{ version: number }>(connection, 'from schema_version');
  const version = found?.version ?? 1;
  if (version > SCHEMA_VERSION)
    throw new StartRefused(
      `${file} has schema version ${version}, this Headwater knows ${SCHEMA_VERSION}; start the newer Headwater that wrote it`,
    );
  const steps = STEPS.slice(version - 1);
  if (steps.length > 0)
    await connection.run(
      ['begin', ...steps, `update schema_version set version = ${SCHEMA_VERSION}`, 'commit'].join('; '),
    );
}

async function loadSeries(connection: DuckDBConnection): Promise<SeriesIndex> {
  const index = new SeriesIndex();
  for (const series of await rows<Series>(connection, 'select * from series order by id')) index.add(series);
  return index;
}

const isAfter = (a: { name: string; asset: AssetId }, b: { name: string; asset: AssetId }): boolean =>
  a.name === b.name ? a.asset > b.asset : a.name > b.name;

async function readMeasurements(
  connection: DuckDBConnection,
  series: SeriesIndex,
  queries: readonly MeasurementQuery[],
): Promise<KeptMeasurement[][]> {
  const answers: KeptMeasurement[][] = queries.map(() => []);
  const requested = queries.flatMap((query, index) =>
    series.ofFingerprint(query).map((id) => ({ index, id, ...query })),
  );
  if (requested.length === 0) return answers;
  const carried = requested.filter(({ withLastBefore }) => withLastBefore);
  const parts = [within(requested), ...(carried.length > 0 ? [lastBefore(carried)] : [])];
  const sql = `${parts.map((part) => `(${part})`).join(' union all ')} order by query, ending, series`;
  for (const row of await rows<PointRow & { query: number }>(connection, sql))
    answers[row.query]?.push(measurementOf(row, series.get(row.series)));
  return answers;
}

type Requested = { index: number; id: number; after: number; until: number };

// Only whole numbers go into the text, so that a batch of any size is one statement.
const values = (requested: Requested[]): string =>
  `(values ${requested.map(({ index, id, after, until }) => `(${index}, ${id}, ${whole(after)}, ${whole(until)})`).join(', ')})
   requested(query, series, after, until)`;

const whole = (instant: number): string => `${Math.trunc(instant)}::bigint`;

const within = (requested: Requested[]): string => `
  select query, ${POINT}, ${FIRST_RECORDED} from points join ${values(requested)} using (series)
  where ending > ${whole(Math.min(...requested.map(({ after }) => after)))}
    and ending <= ${whole(Math.max(...requested.map(({ until }) => until)))}
    and ending > after and ending <= until
  qualify row_number() over (partition by query, series, ending, duration order by sequence desc) = 1`;

const lastBefore = (requested: Requested[]): string => `
  select query, ${POINT}, ${FIRST_RECORDED} from points join ${values(requested)} using (series)
  where ending <= after
  qualify row_number() over (partition by query, series order by ending desc, sequence desc) = 1`;

async function readExemplars(
  connection: DuckDBConnection,
  series: number[],
  after: number,
  until: number,
  first: number,
): Promise<string[]> {
  if (series.length === 0) return [];
  const sql = `
    select ending::double as ending, traces from points
    where series in (${series.join(', ')}) and ending > ${whole(after)} and ending <= ${whole(until)}
      and traces is not null
    order by ending desc, sequence desc limit ${Math.trunc(first)}`;
  const found = await rows<{ traces: string }>(connection, sql);
  return [...new Set(found.flatMap(({ traces }) => JSON.parse(traces) as string[]))].slice(0, first);
}

async function readArrivals(
  connection: DuckDBConnection,
  series: SeriesIndex,
  cursor: number,
): Promise<{ arrivals: Arrival[]; cursor: number }> {
  const found = await rows<{ series: number; earliest: number; sequence: number }>(
    connection,
    `select series, min(ending)::double as earliest, max(sequence)::double as sequence
     from points where sequence > ${whole(cursor)} group by series`,
  );
  const byMetric = new Map<string, Arrival>();
  for (const { series: id, earliest } of found) {
    const { name, fingerprint, asset } = series.get(id);
    const key = `${fingerprint} ${name} ${asset}`;
    const known = byMetric.get(key)?.earliest ?? earliest;
    byMetric.set(key, { name, fingerprint, asset, earliest: Math.min(known, earliest) });
  }
  return {
    arrivals: [...byMetric.values()],
    cursor: found.reduce((newest, { sequence }) => Math.max(newest, sequence), cursor),
  };
}
