import { DateTime, Duration } from 'luxon';
import { featureId, parseAssetId } from '../../vocabulary/asset-id.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import type { ApplicableDefinition, Bins } from './definitions.ts';
import { literal, type ProfiledFile, quoted } from './file.ts';

/** One line of what is posted. */
export interface Observation {
  metric: string;
  asset: string;
  time: string;
  [component: string]: unknown;
}

interface Range {
  asset: string;
  time?: string;
  at?: string;
}

/** The observations that a definition takes of a file. */
export async function observationsOf(
  definition: ApplicableDefinition,
  file: ProfiledFile,
  range: Range,
): Promise<Observation[]> {
  const identity = parseAssetId(range.asset);
  if (identity?.kind !== 'DATASET')
    throw new CommandFailure(
      EXIT.usage,
      `--asset ${range.asset} is not a dataset`,
      'expected dataset/<namespace>/<name>',
    );
  const windowEnd = windowEndOf(definition, file, range);
  const fields = file.columns.filter(({ name }) => name !== range.time);
  const feature = (field: string) => featureId(identity.namespace, identity.name, field);

  switch (definition.profile) {
    case 'rows': {
      const rows = await file.query(
        `SELECT ${windowEnd} AS ended, count(*)::DOUBLE AS rows FROM file GROUP BY 1 ORDER BY 1`,
      );
      return rows
        .filter(hasTime)
        .map((row) => ({ metric: definition.name, asset: range.asset, time: timeOf(row), value: row.rows }));
    }
    case 'missing': {
      const counts = fields.map(({ name }, index) => `count(${quoted(name)})::DOUBLE AS present${index}`);
      const rows = await file.query(
        `SELECT ${[`${windowEnd} AS ended`, 'count(*)::DOUBLE AS rows', ...counts]} FROM file GROUP BY 1 ORDER BY 1`,
      );
      return rows.filter(hasTime).flatMap((row) =>
        fields.map(({ name }, index) => ({
          metric: definition.name,
          asset: feature(name),
          time: timeOf(row),
          numerator: Number(row.rows) - Number(row[`present${index}`]),
          denominator: row.rows,
        })),
      );
    }
    case 'bins': {
      const binned = fields.filter(({ numeric }) => definition.bins?.categories || (definition.bins?.edges && numeric));
      const each = await Promise.all(binned.map(({ name }) => binsOf(definition, file, name, windowEnd)));
      return each.flatMap((rows, index) =>
        rows.map((row) => ({ metric: definition.name, asset: feature(binned[index]?.name ?? ''), ...row })),
      );
    }
  }
}

async function binsOf({ bins }: ApplicableDefinition, file: ProfiledFile, field: string, windowEnd: string) {
  const rows = await file.query(
    `SELECT ${windowEnd} AS ended, ${labelOf(bins as Bins, quoted(field))} AS label, count(*)::DOUBLE AS rows FROM file GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const byEnd = Map.groupBy(rows.filter(hasTime), timeOf);
  return [...byEnd].map(([time, counts]) => ({
    time,
    bins: Object.fromEntries(counts.map(({ label, rows }) => [String(label), rows])),
  }));
}

/** A bin's label in SQL: `<= a`, `(a, b]`, `> b`, as the metrics order them; the category itself; `missing`, `other`. */
function labelOf({ edges = [], categories }: Bins, column: string): string {
  if (categories) {
    const known = categories.map(literal).join(', ');
    return `CASE WHEN ${column} IS NULL THEN 'missing' WHEN ${column}::VARCHAR IN (${known}) THEN ${column}::VARCHAR ELSE 'other' END`;
  }
  const upTo = edges.map((edge, index) => {
    const label = index === 0 ? `<= ${Number(edge)}` : `(${Number(edges[index - 1])}, ${Number(edge)}]`;
    return `WHEN ${column} <= ${Number(edge)} THEN '${label}'`;
  });
  return `CASE WHEN ${column} IS NULL THEN 'missing' ${upTo.join(' ')} ELSE '> ${Number(edges.at(-1))}' END`;
}

/** The end of the window that a row falls in, in SQL, as text; windows of whole days begin in the definition's zone. */
function windowEndOf(
  { name, window, timezone }: ApplicableDefinition,
  file: ProfiledFile,
  { time, at }: Range,
): string {
  if (!time) return literal(DateTime.fromISO(at ?? new Date().toISOString(), { zone: 'utc' }).toISO() ?? '');
  if (!file.columns.some((column) => column.name === time))
    throw new CommandFailure(
      EXIT.usage,
      `${file.path} has no column ${time}`,
      `it has ${file.columns.map((column) => column.name).join(', ')}`,
    );
  const seconds = Duration.fromISO(window).as('seconds');
  if (seconds !== 86_400)
    throw new CommandFailure(
      EXIT.usage,
      `${name} has windows of ${window}; --time needs windows of P1D`,
      'give --at instead',
    );
  return `strftime(((date_trunc('day', ${quoted(time)}::TIMESTAMP) + INTERVAL 1 DAY) AT TIME ZONE ${literal(timezone)}) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')`;
}

const hasTime = (row: Record<string, unknown>): boolean => row.ended !== null;
const timeOf = (row: Record<string, unknown>): string => String(row.ended);
