import type { DuckDBConnection } from '@duckdb/node-api';
import { StartRefused } from '../../../../platform/errors.ts';
import { CUMULATIVE } from './cumulative.ts';
import { rowsOf } from './query.ts';

/** Grows with each change of the schema. */
const SCHEMA_VERSION = 5;

/**
 * A point has what nearly every measurement has, for its columns are written by the million; what few have is a detail of
 * the same sequence. `kind` is a place in KINDS of ../kinds.ts.
 */
const TABLES = `
  create table points (
    series integer, ending bigint, duration bigint, sequence bigint, recorded_at bigint, kind utinyint,
    sum double, count double, minimum double, maximum double
  );
  create table details (
    sequence bigint, bins varchar, sketch blob, places integer[], counts double[], squares double, traces varchar,
    first_recorded_at bigint
  );
`;

/** A new file. */
const NEW = `
  create table schema_version (version integer);
  insert into schema_version values (${SCHEMA_VERSION});
  create table series (id integer, name varchar, fingerprint varchar, asset varchar, dimensions varchar);
  ${TABLES}
  ${CUMULATIVE}
`;

const NEWEST = 'qualify row_number() over (partition by series, ending, duration order by sequence desc) = 1';

/** What brings a file of the version before to the next one, from version 1 on. */
const STEPS = [
  'alter table points add column if not exists recorded_at bigint',
  'alter table points add column if not exists squares double',
  // Points that had been replaced go; when they were taken in was not known at first: at their end, as far as anyone can tell.
  `alter table points rename to points_before;
   ${TABLES}
   insert into points
     select series, ending, duration, sequence, coalesce(recorded_at, ending),
       case when bins is not null then 3 when sketch is not null then 4 when count is null then 5
         when minimum is null then 2 else 0 end,
       sum, count, minimum, maximum
     from points_before ${NEWEST} order by sequence;
   insert into details
     select sequence, bins, sketch, null, null, squares, traces, first_recorded_at
     from (
       select *, min(coalesce(recorded_at, ending)) over (partition by series, ending, duration) as first_recorded_at
       from points_before ${NEWEST}
     )
     where bins is not null or sketch is not null or squares is not null or traces is not null
       or first_recorded_at < coalesce(recorded_at, ending)
     order by sequence;
   drop table points_before`,
  CUMULATIVE,
];

/** Makes the tables of a new file, and brings those of an older version to this one. @throws StartRefused for a newer one. */
export async function bringUpToDate(connection: DuckDBConnection, file: string): Promise<void> {
  const tables = await rowsOf<{ name: string }>(connection, 'select table_name as name from duckdb_tables()');
  if (tables.length === 0) {
    await inTransaction(connection, NEW);
    return;
  }
  const [found] = await rowsOf<{ version: number }>(connection, 'from schema_version');
  const version = found?.version ?? 1;
  if (version > SCHEMA_VERSION)
    throw new StartRefused(
      `${file} has schema version ${version}, this Headwater knows ${SCHEMA_VERSION}; start the newer Headwater that wrote it`,
    );
  const steps = STEPS.slice(version - 1);
  if (steps.length > 0)
    await inTransaction(connection, [...steps, `update schema_version set version = ${SCHEMA_VERSION}`].join(';\n'));
}

const inTransaction = async (connection: DuckDBConnection, statements: string): Promise<void> => {
  await connection.run(`begin; ${statements}; commit`);
};
