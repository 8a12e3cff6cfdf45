import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { answerOf } from '../../../platform/errors.ts';
import type { Arrival, MetricStore, TakenIn } from '../ports/metric-store.ts';
import { condensingIn } from './duckdb/condense.ts';
import { readCumulative } from './duckdb/cumulative.ts';
import { KeptColumns } from './duckdb/kept-columns.ts';
import { KeptRollUps } from './duckdb/kept-roll-ups.ts';
import { openFile } from './duckdb/open.ts';
import { oneOf, rowsOf, whole } from './duckdb/query.ts';
import { readMeasurements } from './duckdb/read.ts';
import { columnReader } from './duckdb/read-columns.ts';
import { readRolledUp } from './duckdb/roll-up.ts';
import { bringUpToDate } from './duckdb/schema.ts';
import { type Series, SeriesIndex } from './duckdb/series.ts';
import { DuckDbWriter } from './duckdb/writer.ts';

/** Points in the order in which they arrived, each with the next sequence number, which doubles as the cursor of arrivals. */
export async function duckdbMetricStore(dataDirectory: string): Promise<MetricStore> {
  const file = join(dataDirectory, 'metrics.duckdb');
  const instance = await openFile(file);
  const [reading, writing, condensing] = await Promise.all([
    instance.connect(),
    instance.connect(),
    instance.connect(),
  ]);
  await bringUpToDate(writing, file);
  const series = await loadSeries(reading);
  const rolledUp = new KeptRollUps();
  const columns = new KeptColumns();
  const readColumns = columnReader({ connection: reading, series, kept: columns });
  const writer = new DuckDbWriter(writing, series, await lastOf(reading), columns.onWritten);

  return {
    record: (measurements, reckonedFrom = []) =>
      answering(async () => {
        if (measurements.length > 0 || reckonedFrom.length > 0) await writer.record({ measurements, reckonedFrom });
      }),
    lastPoints: (protocol, most) => answering(() => readCumulative(reading, protocol, most)),
    measurements: (queries) => answering(() => readMeasurements(reading, series, queries, writer.hasDetails)),
    observed: async (question) => series.observed.observed(question),
    namesOf: async (assets) => series.observed.namesOf(assets),
    assets: async () => series.observed.assets(),
    exemplars: (metric, after, until, first) =>
      answering(() => readExemplars(reading, series.ofMetric(metric), after, until, first)),
    arrivalsAfter: (cursor) => answering(() => readArrivals(reading, series, cursor)),
    dimensionsSince: (names, time) => answering(() => readDimensions(reading, series, names, time)),
    numbers: (queries) => answering(() => readColumns(queries)),
    rollUps: {
      dimensionsOf: async (key) => series.ofFingerprint(key).map((id) => series.get(id).dimensions),
      rolledUp: (query) => answering(() => readRolledUp({ connection: reading, series, kept: rolledUp }, query)),
    },
    condensing: condensingIn(condensing, series, answering, {
      onDetails: () => {
        writer.hasDetails = true;
      },
      onRemoved() {
        rolledUp.forgetAll();
        columns.forgetAll();
      },
    }),
    ping: () => answering(async () => void (await reading.run('select 1'))),
    async close() {
      await writer.idle();
      for (const connection of [reading, writing, condensing]) connection.closeSync();
      instance.closeSync();
    },
  };
}

const answering = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => answerOf('metrics', ask);

async function loadSeries(connection: DuckDBConnection): Promise<SeriesIndex> {
  const index = new SeriesIndex();
  for (const series of await rowsOf<Series>(connection, 'select * from series order by id')) index.add(series);
  const newest = await rowsOf<{ series: number; ending: number }>(
    connection,
    'select series, max(ending)::double as ending from points group by series',
  );
  for (const { series, ending } of newest) index.noteEnd(series, ending);
  return index;
}

async function lastOf(connection: DuckDBConnection): Promise<{ sequence: number; hasDetails: boolean }> {
  const [last] = await rowsOf<{ sequence: number; hasDetails: boolean }>(
    connection,
    `select (select coalesce(max(sequence), 0)::double from points) as sequence,
       exists (from details) as "hasDetails"`,
  );
  return last ?? { sequence: 0, hasDetails: false };
}

async function readExemplars(
  connection: DuckDBConnection,
  series: number[],
  after: number,
  until: number,
  first: number,
): Promise<string[]> {
  if (series.length === 0) return [];
  const found = await rowsOf<{ traces: string }>(
    connection,
    `select ending::double as ending, traces from points join details using (sequence)
     where series in (${series.join(', ')}) and ending > ${whole(after)} and ending <= ${whole(until)}
       and traces is not null
     order by ending desc, sequence desc limit ${Math.trunc(first)}`,
  );
  return [...new Set(found.flatMap(({ traces }) => JSON.parse(traces) as string[]))].slice(0, first);
}

async function readDimensions(
  connection: DuckDBConnection,
  series: SeriesIndex,
  names: readonly string[],
  time: number,
): Promise<TakenIn[]> {
  const ids = names
    .flatMap((name) => series.observed.assetsOf(name).flatMap((asset) => series.ofMetric({ name, asset })))
    .filter((id) => series.get(id).dimensions !== '');
  if (ids.length === 0) return [];
  const found = await rowsOf<{ series: number; recordedAt: number }>(
    connection,
    `select series, max(recorded_at)::double as "recordedAt" from points
     where ${oneOf(ids)} and recorded_at > ${whole(time)} group by series`,
  );
  return found.map(({ series: id, recordedAt }) => {
    const { name, asset, dimensions } = series.get(id);
    return { name, asset, dimensions, recordedAt };
  });
}

async function readArrivals(
  connection: DuckDBConnection,
  series: SeriesIndex,
  cursor: number,
): Promise<{ arrivals: Arrival[]; cursor: number }> {
  const found = await rowsOf<{ series: number; earliest: number; sequence: number }>(
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
