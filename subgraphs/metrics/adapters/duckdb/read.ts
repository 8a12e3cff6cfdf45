import type { DuckDBConnection } from '@duckdb/node-api';
import type { KeptMeasurement, Measurement } from '../../domain/measurement.ts';
import type { MeasurementQuery } from '../../ports/metric-store.ts';
import { rowsOf, whole } from './query.ts';
import { measurementOf, type PointRow, pointColumns } from './rows.ts';
import type { SeriesIndex } from './series.ts';

const withDetails = (hasDetails: boolean): string => (hasDetails ? 'left join details using (sequence)' : '');

/** One series that a query asks of. */
interface Requested {
  /** Place of the query. */
  query: number;
  id: number;
  after: number;
  until: number;
}

/** A point, and the place of the query that it answers. */
type AnsweringRow = PointRow & { query: number };

/** Answers each query; each answer by end. */
export async function readMeasurements(
  connection: DuckDBConnection,
  series: SeriesIndex,
  queries: readonly MeasurementQuery[],
  hasDetails: boolean,
): Promise<KeptMeasurement[][]> {
  const within: Requested[] = [];
  const silent: Requested[] = [];
  const carried: Requested[] = [];
  for (const [query, asked] of queries.entries()) {
    const { after, until, withLastBefore } = asked;
    for (const id of series.ofFingerprint(asked)) {
      const newest = series.newestEnd(id);
      if (newest > after) within.push({ query, id, after, until });
      if (withLastBefore && newest > after) carried.push({ query, id, after, until });
      // Of a series that has fallen silent before the range the newest end is known.
      if (withLastBefore && newest <= after && newest > Number.NEGATIVE_INFINITY)
        silent.push({ query, id, after: newest - 1, until: newest });
    }
  }
  const found = await Promise.all([
    rowsRequested(connection, within, inRange(hasDetails)),
    rowsRequested(connection, silent, inRange(hasDetails)),
    rowsRequested(connection, carried, lastBefore(hasDetails)),
  ]);
  const answers: KeptMeasurement[][] = queries.map(() => []);
  for (const row of found.flat().sort((a, b) => a.ending - b.ending || a.series - b.series))
    answers[row.query]?.push(measurementOf(row, series.get(row.series)));
  return answers;
}

/** The rows of a statement over `requested`. */
async function rowsRequested(
  connection: DuckDBConnection,
  requested: readonly Requested[],
  statement: string,
): Promise<AnsweringRow[]> {
  if (requested.length === 0) return [];
  const [afters, untils] = [requested.map(({ after }) => after), requested.map(({ until }) => until)];
  return rowsOf<AnsweringRow>(connection, statement, {
    queries: JSON.stringify(requested.map(({ query }) => query)),
    ids: JSON.stringify(requested.map(({ id }) => id)),
    afters: JSON.stringify(afters),
    untils: JSON.stringify(untils),
    least: BigInt(least(afters)),
    greatest: BigInt(greatest(untils)),
  });
}

// Lists as the text of one parameter: as rows of the statement, ten thousand would take longer to parse than their points
// to be found, and as a list of values longer to be told.
const REQUESTED = `(
  select unnest($queries::integer[]) as query, unnest($ids::integer[]) as series,
    unnest($afters::bigint[]) as after, unnest($untils::bigint[]) as until
) requested`;

const least = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b));
const greatest = (all: readonly number[]): number => all.reduce((a, b) => Math.max(a, b));

const inRange = (hasDetails: boolean): string => `
  select query, ${pointColumns(hasDetails)}
  from points join ${REQUESTED} using (series) ${withDetails(hasDetails)}
  where ending > $least and ending <= $greatest and ending > after and ending <= until`;

const lastBefore = (hasDetails: boolean): string => `
  select query, ${pointColumns(hasDetails)}
  from points join ${REQUESTED} using (series) ${withDetails(hasDetails)}
  where ending <= after and $least <= $greatest
  qualify row_number() over (partition by query, series order by ending desc) = 1`;

/** The same for one point and for no other. */
export const placeText = (series: number, { end, duration }: Pick<Measurement, 'end' | 'duration'>): string =>
  `${series} ${end} ${duration}`;

/** The points of these series that end when and cover what the measurements do, by {@link placeText}. */
export async function pointsAt(
  connection: DuckDBConnection,
  series: SeriesIndex,
  places: readonly { series: number; measurement: Measurement }[],
  hasDetails: boolean,
): Promise<Map<string, { sequence: number; measurement: KeptMeasurement }>> {
  if (places.length === 0) return new Map();
  const ends = places.map(({ measurement }) => measurement.end);
  const asked = places.map(
    ({ series: id, measurement }) => `(${id}, ${whole(measurement.end)}, ${whole(measurement.duration)})`,
  );
  const found = await rowsOf<PointRow>(
    connection,
    `select ${pointColumns(hasDetails)}
     from points join (values ${asked.join(', ')}) asked(series, ending, duration) using (series, ending, duration)
       ${withDetails(hasDetails)}
     where ending between ${whole(least(ends))} and ${whole(greatest(ends))}`,
  );
  return new Map(
    found.map((row) => {
      const measurement = measurementOf(row, series.get(row.series));
      return [placeText(row.series, measurement), { sequence: row.sequence, measurement }];
    }),
  );
}
