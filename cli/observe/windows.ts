import { Duration } from 'luxon';
import { CommandFailure, EXIT } from '../failure.ts';
import { columnOf } from './columns.ts';
import type { ApplicableDefinition } from './definitions.ts';
import type { ProfiledFile } from './file.ts';
import { literal, quoted } from './literal.ts';

/** What each observation of a definition covers. */
export interface Grouping {
  /** The end of the window that a row falls in, in SQL, as RFC 3339 text; null for a row without a time. */
  end: string;
  /** GROUP BY and ORDER BY; nothing where the file is one window, so that a file without rows is counted, too. */
  clause: string;
  /** Null: the definition's own window. */
  duration: string | null;
}

const DAY = 86_400_000;

/** The whole file as one window that ends at a time. */
export const oneWindow = (end: string): Grouping => ({ end: literal(end), clause: '', duration: null });

/**
 * A window for each row by its time. Windows of whole days or months are observed by the day, which adds up to them, and
 * days begin in the definition's zone; shorter ones are counted from 1970, as the metrics count them.
 */
export function windowsBy(column: string, { window, timezone }: ApplicableDefinition, file: ProfiledFile): Grouping {
  const instant = instantOf(column, timezone, file);
  const clause = 'GROUP BY 1 ORDER BY 1';
  const { months = 0, years = 0, quarters = 0 } = Duration.fromISO(window).toObject();
  const length = Duration.fromISO(window).toMillis();
  if (months + years + quarters > 0 || length % DAY === 0) {
    const midnight = `date_trunc('day', ${instant} AT TIME ZONE ${literal(timezone)}) + INTERVAL 1 DAY`;
    return {
      end: rfc3339(`(${midnight}) AT TIME ZONE ${literal(timezone)}`),
      clause,
      duration: window === 'P1D' ? null : 'P1D',
    };
  }
  const end = `(floor(epoch_ms(${instant}) / ${length}) + 1) * ${length}`;
  return { end: rfc3339(`to_timestamp((${end}) / 1000)`), clause, duration: null };
}

const rfc3339 = (instant: string): string => `strftime((${instant}) AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')`;

/** A column as TIMESTAMP WITH TIME ZONE, in SQL; times without a zone are read in the definition's. */
function instantOf(name: string, timezone: string, file: ProfiledFile): string {
  const column = columnOf(name, file);
  if (column.type === 'TIMESTAMP WITH TIME ZONE') return quoted(name);
  if (/^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/.test(column.type))
    return `(${quoted(name)}::TIMESTAMP AT TIME ZONE ${literal(timezone)})`;
  throw new CommandFailure(
    EXIT.usage,
    `column ${name} of ${file.path} is ${column.type}, no time`,
    'write times as 2026-11-01T10:00:00Z; when texts such as NA stand for none, name them by --null',
  );
}
