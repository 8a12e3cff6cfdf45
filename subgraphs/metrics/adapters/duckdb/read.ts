import type { DuckDBConnection } from '@duckdb/node-api';
import type { KeptMeasurement, Measurement } from '../../domain/measurement.ts';
import type { MeasurementQuery } from '../../ports/metric-store.ts';
import { rowsOf, whole } from './query.ts';
import { measurementOf, type PointRow, pointColumns } from './rows.ts';
import type { SeriesIndex } from './series.ts';

const withDetails = (hasDetails: boolean): string => (hasDetails ? 'left join details using (sequence)' : '');

/** One series that a query asks of. */
interface Requested {
  index: number;
  id: number;
  after: number;
  until: number;
}

/** Answers each query; each answer by end. */
export async function readMeasurements(
  connection: DuckDBConnection,
  series: SeriesIndex,
  queries: readonly MeasurementQuery[],
  hasDetails: boolean,
): Promise<KeptMeasurement[][]> {
  const answers: KeptMeasurement[][] = queries.map(() => []);
  const requested = queries.flatMap((query, index) =>
    series.ofFingerprint(query).map((id) => ({ index, id, ...query })),
  );
  if (requested.length === 0) return answers;
  const carried = requested.filter(({ withLastBefore }) => withLastBefore);
  const silent = carried.filter(({ id, after }) => series.newestEnd(id) <= after);
  const others = carried.filter(({ id, after }) => series.newestEnd(id) > after);
  const within = requested.filter(({ id, after }) => series.newestEnd(id) > after);
  const parts = [
    ...(within.length > 0 ? [inRange(within, hasDetails)] : []),
    ...(silent.length > 0 ? [atNewest(silent, series, hasDetails)] : []),
    ...(others.length > 0 ? [lastBefore(others, hasDetails)] : []),
  ];
  if (parts.length === 0) return answers;
  const sql = `${parts.map((part) => `(${part})`).join(' union all ')} order by query, ending, series`;
  for (const row of await rowsOf<PointRow & { query: number }>(connection, sql))
    answers[row.query]?.push(measurementOf(row, series.get(row.series)));
  return answers;
}

// Only whole numbers go into the text, so that a batch of any size is one statement.
const values = (requested: readonly Requested[]): string =>
  `(values ${requested.map(({ index, id, after, until }) => `(${index}, ${id}, ${whole(after)}, ${whole(until)})`).join(', ')})
   requested(query, series, after, until)`;

const least = (all: readonly number[]): number => all.reduce((a, b) => Math.min(a, b));
const greatest = (all: readonly number[]): number => all.reduce((a, b) => Math.max(a, b));

const inRange = (requested: readonly Requested[], hasDetails: boolean): string => `
  select query, ${pointColumns(hasDetails)}
  from points join ${values(requested)} using (series) ${withDetails(hasDetails)}
  where ending > ${whole(least(requested.map(({ after }) => after)))}
    and ending <= ${whole(greatest(requested.map(({ until }) => until)))}
    and ending > after and ending <= until`;

/** Of series that have fallen silent before the range: their newest end is known. */
function atNewest(requested: readonly Requested[], series: SeriesIndex, hasDetails: boolean): string {
  const ends = requested.map(({ id }) => series.newestEnd(id));
  const known = requested.map(({ index, id }, place) => `(${index}, ${id}, ${whole(ends[place] as number)})`);
  return `
    select query, ${pointColumns(hasDetails)}
    from points join (values ${known.join(', ')}) requested(query, series, ending) using (series, ending)
      ${withDetails(hasDetails)}
    where ending between ${whole(least(ends))} and ${whole(greatest(ends))}`;
}

const lastBefore = (requested: readonly Requested[], hasDetails: boolean): string => `
  select query, ${pointColumns(hasDetails)}
  from points join ${values(requested)} using (series) ${withDetails(hasDetails)}
  where ending <= after
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
