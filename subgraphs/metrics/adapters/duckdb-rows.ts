import { BIGINT, BLOB, blobValue, DOUBLE, type DuckDBValue, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { StoredComponents } from '../domain/components.ts';
import type { KeptMeasurement, Measurement } from '../domain/measurement.ts';
import type { Series } from './duckdb-series.ts';

/** The columns of `points` with their types, in the order in which rows are appended. */
export const POINT_COLUMNS = {
  series: INTEGER,
  ending: BIGINT,
  duration: BIGINT,
  sequence: BIGINT,
  sum: DOUBLE,
  count: DOUBLE,
  minimum: DOUBLE,
  maximum: DOUBLE,
  bins: VARCHAR,
  sketch: BLOB,
  traces: VARCHAR,
  recorded_at: BIGINT,
  squares: DOUBLE,
};

type ComponentColumns = [
  sum: number | null,
  count: number | null,
  minimum: number | null,
  maximum: number | null,
  bins: string | null,
  sketch: DuckDBValue,
];

/** A row of `points`; columns that a method does not use are null. */
export function rowOf(measurement: Measurement, series: number, sequence: number): DuckDBValue[] {
  const { end, duration, components, traceIds, recordedAt } = measurement;
  return [
    series,
    BigInt(end),
    BigInt(duration),
    BigInt(sequence),
    ...columnsOf(components),
    traceIds.length === 0 ? null : JSON.stringify(traceIds),
    BigInt(recordedAt),
    'sum' in components ? (components.sumOfSquares ?? null) : null,
  ];
}

/** A ratio's numerator and the newest event's time are kept as sums, a denominator as a count. */
function columnsOf(components: StoredComponents): ComponentColumns {
  if ('bins' in components) return [null, null, null, null, JSON.stringify(components.bins), null];
  if ('sketch' in components) return [null, null, null, null, null, blobValue(components.sketch)];
  if ('latest' in components) return [components.latest, null, null, null, null, null];
  if ('numerator' in components) return [components.numerator, components.denominator, null, null, null, null];
  if ('inputs' in components) throw new TypeError('what is computed from other metrics is not stored');
  const { sum, count, min, max } = components;
  return [sum, count, min, max, null, null];
}

/** What a query answers of a point. */
export interface PointRow {
  series: number;
  ending: number;
  duration: number;
  sum: number | null;
  count: number | null;
  minimum: number | null;
  maximum: number | null;
  bins: string | null;
  sketch: Uint8Array | null;
  traces: string | null;
  recorded_at: number;
  squares: number | null;
  first_recorded_at: number;
}

export function measurementOf(row: PointRow, { name, fingerprint, asset, dimensions }: Series): KeptMeasurement {
  return {
    name,
    fingerprint,
    asset,
    dimensions,
    end: row.ending,
    duration: row.duration,
    components: componentsOf(row),
    traceIds: row.traces === null ? [] : JSON.parse(row.traces),
    recordedAt: row.recorded_at,
    firstRecordedAt: row.first_recorded_at,
  };
}

/** Which columns are filled says which components they are. */
function componentsOf({ sum, count, minimum, maximum, bins, sketch, squares }: PointRow): StoredComponents {
  if (bins !== null) return { bins: JSON.parse(bins) };
  if (sketch !== null) return { sketch };
  if (count === null) return { latest: sum ?? 0 };
  if (minimum === null || maximum === null) return { numerator: sum ?? 0, denominator: count };
  const sums = { sum: sum ?? 0, count, min: minimum, max: maximum };
  return squares === null ? sums : { ...sums, sumOfSquares: squares };
}
