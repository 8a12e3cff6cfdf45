import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** Many rows as one parameter: the cost of a statement is paid once, whatever the number of rows. */
export const rows = (values: readonly unknown[]): RawBuilder<unknown> => sql`json_each(${JSON.stringify(values)})`;

/** Values of such a row in order, for a select. */
export const places = (count: number): RawBuilder<unknown> =>
  sql.raw(Array.from({ length: count }, (_, place) => `value ->> ${place}`).join(', '));
