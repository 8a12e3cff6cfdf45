import type { StoredComponents } from '../../domain/components.ts';
import type { KeptMeasurement, Measurement } from '../../domain/measurement.ts';
import { bucketsOf, bytesOf, sketchOf, sketchOfBuckets } from '../../domain/sketch.ts';
import { KINDS, type Kind, kindOf, sampleOf } from '../kinds.ts';
import type { Series } from './series.ts';

/** Sum, count, minimum and maximum as a point has them: a ratio's numerator and the newest event's time as sums. */
export function numbersOf(
  components: StoredComponents,
  kind: Kind,
): [number | null, number | null, number | null, number | null] {
  if ('sum' in components) {
    const { sum, count, min, max } = components;
    return kind === 'sample' ? [sum, null, null, null] : [sum, count, min ?? null, max ?? null];
  }
  if ('numerator' in components) return [components.numerator, components.denominator, null, null];
  return ['latest' in components ? components.latest : null, null, null, null];
}

/** What few measurements have. */
export interface Detail {
  sequence: number;
  bins: string | null;
  /** Buckets of a sketch: their places, and the count in each. */
  places: number[] | null;
  counts: number[] | null;
  squares: number | null;
  traces: string | null;
  first_recorded_at: number | null;
}

/** The detail of a measurement, null when it has none; `firstRecordedAt` is null when it replaced none. */
export function detailOf(
  { components, traceIds }: Measurement,
  sequence: number,
  firstRecordedAt: number | null,
): Detail | null {
  const isSums = 'sum' in components && kindOf(components) === 'sums';
  const squares = (isSums ? components.sumOfSquares : undefined) ?? null;
  const bins = 'bins' in components ? JSON.stringify(components.bins) : null;
  const buckets = 'sketch' in components ? bucketsOf(sketchOf(components.sketch)) : null;
  if (!bins && !buckets && squares === null && traceIds.length === 0 && firstRecordedAt === null) return null;
  return {
    sequence,
    bins,
    places: buckets?.map(([place]) => place) ?? null,
    counts: buckets?.map(([, count]) => count) ?? null,
    squares,
    traces: traceIds.length === 0 ? null : JSON.stringify(traceIds),
    first_recorded_at: firstRecordedAt,
  };
}

/** What a query answers of a point and its detail, which is left out where no point has one. */
export interface PointRow extends Partial<Omit<Detail, 'sequence'>> {
  series: number;
  ending: number;
  duration: number;
  sequence: number;
  recorded_at: number;
  kind: number;
  sum: number | null;
  count: number | null;
  minimum: number | null;
  maximum: number | null;
  /** Of a file of an earlier version. */
  sketch?: Uint8Array | null;
}

/** The columns of a {@link PointRow}; whole numbers as doubles, which JavaScript's own numbers are. */
export const pointColumns = (hasDetails: boolean): string => `
  series, ending::double as ending, duration::double as duration, points.sequence::double as sequence,
  recorded_at::double as recorded_at, kind, sum, count, minimum, maximum
  ${hasDetails ? ', bins, sketch, places, counts, squares, traces, first_recorded_at::double as first_recorded_at' : ''}`;

export function measurementOf(row: PointRow, { name, fingerprint, asset, dimensions }: Series): KeptMeasurement {
  return {
    name,
    fingerprint,
    asset,
    dimensions,
    end: row.ending,
    duration: row.duration,
    components: componentsOf(row),
    traceIds: row.traces ? JSON.parse(row.traces) : [],
    recordedAt: row.recorded_at,
    firstRecordedAt: row.first_recorded_at ?? row.recorded_at,
  };
}

function componentsOf(row: PointRow): StoredComponents {
  const { sum, count, minimum, maximum, squares = null } = row;
  const value = sum ?? 0;
  switch (KINDS[row.kind]) {
    case 'bins':
      return { bins: JSON.parse(row.bins ?? '{}') };
    case 'sketch':
      return { sketch: sketchBytesOf(row) };
    case 'latest':
      return { latest: value };
    case 'sample':
      return sampleOf(value);
    case 'ratio':
      return { numerator: value, denominator: count ?? 0 };
    default: {
      const sums = { sum: value, count: count ?? 0, min: minimum ?? value, max: maximum ?? value };
      return squares === null ? sums : { ...sums, sumOfSquares: squares };
    }
  }
}

function sketchBytesOf({ sketch, places, counts }: PointRow): Uint8Array {
  if (sketch) return sketch;
  return bytesOf(sketchOfBuckets((places ?? []).map((place, index) => [place, counts?.[index] ?? 0] as const)));
}
