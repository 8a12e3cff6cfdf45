import { BIGINT, type DuckDBConnection, VARCHAR } from '@duckdb/node-api';
import type { CumulativePoint } from '../../domain/observation.ts';
import { appendRows } from './append.ts';
import { rowsOf } from './query.ts';

/** A log: of a series the newest point counts. */
export const CUMULATIVE = `
  create table cumulative (
    protocol varchar, series varchar, instrument varchar, start_time bigint, time bigint, measured varchar
  );
`;

const TYPES = [VARCHAR, VARCHAR, VARCHAR, BIGINT, BIGINT, VARCHAR];

export const appendCumulative = (connection: DuckDBConnection, points: readonly CumulativePoint[]): Promise<void> =>
  appendRows(
    connection,
    'cumulative',
    TYPES,
    points.map(({ protocol, series, instrument, startTime, time, measured }) => [
      protocol,
      series,
      instrument,
      startTime === null ? null : BigInt(startTime),
      BigInt(time),
      JSON.stringify(measured),
    ]),
  );

const NEWEST = 'qualify row_number() over (partition by protocol, series order by time desc) = 1';

/** Leaves of each series what counts. */
export async function compactCumulative(connection: DuckDBConnection): Promise<void> {
  await connection.run(`create or replace table cumulative as from cumulative ${NEWEST}`);
}

export async function readCumulative(
  connection: DuckDBConnection,
  protocol: CumulativePoint['protocol'],
  most: number,
): Promise<CumulativePoint[]> {
  const rows = await rowsOf<Omit<CumulativePoint, 'protocol' | 'measured'> & { measured: string }>(
    connection,
    `select series, instrument, start_time::double as "startTime", time::double as time, measured
     from cumulative where protocol = $protocol ${NEWEST} order by time desc limit ${Math.trunc(most)}`,
    { protocol },
  );
  return rows.map(({ measured, ...point }) => ({ ...point, protocol, measured: JSON.parse(measured) }));
}
