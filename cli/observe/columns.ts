import { CommandFailure, EXIT } from '../failure.ts';
import type { Bins } from './definitions.ts';
import type { Column, ProfiledFile } from './file.ts';
import { literal, quoted } from './literal.ts';

export function columnOf(name: string, { path, columns }: ProfiledFile): Column {
  const column = columns.find((each) => each.name === name);
  if (column) return column;
  const others = columns.map((each) => each.name).join(', ');
  throw new CommandFailure(EXIT.usage, `${path} has no column ${name}`, `it has ${others}`);
}

export const isNumeric = ({ type }: Column): boolean =>
  /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\(.*\))$/.test(type);

/** Whether a row has no value, in SQL. Writers of Parquet put NaN where a number is missing. */
export function missingOf({ name, type }: Column): string {
  const column = quoted(name);
  return type === 'DOUBLE' || type === 'FLOAT' ? `(${column} IS NULL OR isnan(${column}))` : `${column} IS NULL`;
}

/**
 * A row's bin in SQL: `missing`; the category itself or `other`; else an interval as the metrics order them, from
 * `(-inf, a]` over `(a, b]` to `(z, inf)`.
 */
export function binOf({ edges = [], categories }: Bins, column: Column): string {
  const name = quoted(column.name);
  const cases = categories
    ? `WHEN ${name}::VARCHAR IN (${categories.map(literal).join(', ')}) THEN ${name}::VARCHAR ELSE 'other'`
    : `${edges.map((edge, index) => `WHEN ${name} <= ${edge} THEN '(${edges[index - 1] ?? '-inf'}, ${edge}]'`).join(' ')} ELSE '(${edges.at(-1)}, inf)'`;
  return `CASE WHEN ${missingOf(column)} THEN 'missing' ${cases} END`;
}
