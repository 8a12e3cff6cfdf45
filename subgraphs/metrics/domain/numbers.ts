import type { Instant } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from './definition.ts';
import type { Span } from './windows.ts';

/**
 * Measurements of one series in order of their ends, a row each. They may be shared, so nobody changes them; what they hold
 * may reach beyond the range that was asked for.
 */
export interface NumberColumns {
  /** What ends are counted from. */
  origin: Instant;
  /** Milliseconds. */
  ends: Int32Array;
  /** Sums, or numerators. */
  sums: Float64Array;
  /** Counts, or denominators. */
  counts: Float64Array;
  /** How far each end is from the one before, in milliseconds; null when that differs, or there are fewer than two. */
  step: number | null;
}

/** Whether a definition's values follow from sums and counts alone. */
export const isOfNumbers = ({ method, inputs }: Pick<MetricDefinition, 'method' | 'inputs'>): boolean =>
  !inputs && ['value', 'mean', 'count', 'ratio'].includes(method.kind);

/** Windows that are all as long and follow one another. */
export interface RegularWindows {
  start: Instant;
  length: number;
  windows: number;
}

/** The same in short; null for windows that are not all as long, or where there are none. */
export function regularWindows(spans: readonly Span[]): RegularWindows | null {
  const [first] = spans;
  if (!first) return null;
  const length = first.end - first.start;
  return spans.every(({ start, end }, place) => start === first.start + place * length && end === start + length)
    ? { start: first.start, length, windows: spans.length }
    : null;
}

/** The measurements of each window merged. */
interface MergedNumbers {
  /** NaN where nothing is known. */
  sums: Float64Array;
  counts: Float64Array;
}

type Computed = Pick<MetricDefinition, 'method' | 'unit'>;

/** The value of each window, for a definition that is of numbers; NaN where nothing is known or it cannot be computed. */
export function valuesOfNumbers(by: Computed, columns: readonly NumberColumns[], asked: RegularWindows): Float64Array {
  const values = new Float64Array(asked.windows);
  valuesOfNumbersInto(values, by, columns, asked);
  return values;
}

/** The same into a list of as many. */
export function valuesOfNumbersInto(
  values: Float64Array,
  by: Computed,
  columns: readonly NumberColumns[],
  asked: RegularWindows,
): void {
  let told = 0;
  for (const some of columns) {
    const copy = some.step === asked.length ? copiedTogether : copiedOneByOne;
    const until = copy(values, valuesOfRows(by, some), some, asked, told);
    if (until === null) {
      const { sums, counts } = mergedNumbers(columns, asked);
      values.set(computed(by, sums, counts));
      return;
    }
    told = until;
  }
  values.fill(Number.NaN, told);
}

/** How many samples each window has. */
export function sampleSizesOfNumbers(
  { method }: Computed,
  columns: readonly NumberColumns[],
  asked: RegularWindows,
): Float64Array {
  const { sums, counts } = mergedNumbers(columns, asked);
  return method.kind === 'count' ? sums.map((sum) => sum || 0) : counts;
}

/**
 * One measurement a window is nothing to merge: the value of each row is that of its window. All windows up to `told` are told of
 * already; answers up to which they are then, null where there is something to merge.
 */
type Copy = (
  values: Float64Array,
  rows: Float64Array,
  columns: NumberColumns,
  asked: RegularWindows,
  told: number,
) => number | null;

/** Of rows as far from one another as windows are long. */
const copiedTogether: Copy = (values, rows, { origin, ends }, asked, told) => {
  const first = placeOf(asked, origin + (ends[0] as number));
  const from = Math.max(0, -first);
  const to = Math.min(ends.length, values.length - first);
  if (from >= to) return told;
  if (first + from < told) return null;
  values.fill(Number.NaN, told, first + from);
  values.set(rows.subarray(from, to), first + from);
  return first + to;
};

/** Of rows with gaps. */
const copiedOneByOne: Copy = (values, rows, { origin, ends }, asked, told) => {
  let until = told;
  for (let row = 0; row < ends.length; row += 1) {
    const place = placeOf(asked, origin + (ends[row] as number));
    if (place < 0) continue;
    if (place >= values.length) break;
    if (place < until) return null;
    for (; until < place; until += 1) values[until] = Number.NaN;
    values[place] = rows[row] as number;
    until = place + 1;
  }
  return until;
};

interface Kept {
  kind: string;
  factor: number;
  values: Float64Array;
}

/** By the columns, which are never changed: the same are asked for again and again, and dividing takes longer than a copy. */
const kept = new WeakMap<NumberColumns, Kept>();

/** The value of each row; nobody changes them. */
function valuesOfRows(by: Computed, columns: NumberColumns): Float64Array {
  const { kind } = by.method;
  const factor = factorOf(by);
  const before = kept.get(columns);
  if (before?.kind === kind && before.factor === factor) return before.values;
  const values = computed(by, columns.sums, columns.counts);
  kept.set(columns, { kind, factor, values });
  return values;
}

const factorOf = ({ method: { kind }, unit }: Computed): number => (kind === 'ratio' && unit === '%' ? 100 : 1);

function computed(by: Computed, sums: Float64Array, counts: Float64Array): Float64Array {
  const factor = factorOf(by);
  const isCount = by.method.kind === 'count';
  const values = new Float64Array(sums.length);
  for (let row = 0; row < sums.length; row += 1) {
    const sum = sums[row] as number;
    const value = isCount ? sum : (factor * sum) / (counts[row] as number);
    // Sums of finite numbers may still be none.
    values[row] = Number.isFinite(value) ? value : Number.NaN;
  }
  return values;
}

/** What ends on a boundary ends in the window before it. */
const placeOf = ({ start, length }: RegularWindows, end: Instant): number => Math.floor((end - 1 - start) / length);

function mergedNumbers(columns: readonly NumberColumns[], asked: RegularWindows): MergedNumbers {
  const merged = { sums: new Float64Array(asked.windows).fill(Number.NaN), counts: new Float64Array(asked.windows) };
  for (const { origin, ends, sums, counts } of columns)
    for (let row = 0; row < ends.length; row += 1) {
      const place = placeOf(asked, origin + (ends[row] as number));
      if (place < 0 || place >= asked.windows) continue;
      const known = merged.sums[place] as number;
      merged.sums[place] = Number.isNaN(known) ? (sums[row] as number) : known + (sums[row] as number);
      merged.counts[place] = (merged.counts[place] as number) + (counts[row] as number);
    }
  return merged;
}
