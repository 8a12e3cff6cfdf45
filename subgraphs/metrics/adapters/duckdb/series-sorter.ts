import type { DuckDBDataChunk } from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';
import type { NumberColumns } from '../../domain/numbers.ts';
import { DAY, type Days, dayOf, type Stretch } from './kept-columns.ts';

/** Points in whatever order, a row each. */
export interface PointChunk {
  series: Int32Array;
  endings: Float64Array;
  sums: Float64Array;
  counts: Float64Array;
}

/** Columns series, ending, sum and count: the vectors' own memory, for taken value by value they cost ten times as much. */
export function pointChunkOf({ chunk, rowCount }: DuckDBDataChunk): PointChunk {
  const bytes = (column: number, size: number) =>
    bindings.vector_get_data(bindings.data_chunk_get_vector(chunk, column), rowCount * size);
  const doubles = (column: number) => {
    const { buffer, byteOffset } = bytes(column, Float64Array.BYTES_PER_ELEMENT);
    return new Float64Array(buffer, byteOffset, rowCount);
  };
  const { buffer, byteOffset } = bytes(0, Int32Array.BYTES_PER_ELEMENT);
  return {
    series: new Int32Array(buffer, byteOffset, rowCount),
    endings: doubles(1),
    sums: doubles(2),
    counts: doubles(3),
  };
}

/** The rows [from, to) of a chunk, the first of which ends at `ending`. */
export interface PointRun {
  chunk: PointChunk;
  from: number;
  to: number;
  ending: number;
}

/** Runs of less than so many rows are more work than putting the days that they are of in order. */
const LEAST_ROWS = 8;

/** The rows of a chunk by their ends, where many series end at once; else all of it. */
export function runsOf(chunk: PointChunk): PointRun[] {
  const { endings } = chunk;
  const runs: PointRun[] = [];
  let from = 0;
  for (let row = 1; row <= endings.length; row += 1) {
    if (row < endings.length && endings[row] === endings[from]) continue;
    runs.push({ chunk, from, to: row, ending: endings[from] as number });
    from = row;
  }
  if (runs.length * LEAST_ROWS <= endings.length) return runs;
  return [{ chunk, from: 0, to: endings.length, ending: endings[0] as number }];
}

/** Days of one series. */
interface Wanted extends Days {
  id: number;
}

/** Days whose points lie together: as many as milliseconds of 32 bits reach. */
const MOST_DAYS_TOGETHER = 24;

/**
 * Days in stretches: few and not each day by itself, since the collector looks at each. The last day is one of its own, for of
 * that more may come.
 */
function stretchesOf({ from, to }: Days): Days[] {
  const stretches: Days[] = [];
  for (let first = from; first < to; first += MOST_DAYS_TOGETHER)
    stretches.push({ from: first, to: Math.min(first + MOST_DAYS_TOGETHER, to) - 1 });
  return [...stretches, { from: to, to }];
}

/** Sorts points by series and stretch: all are counted first, then each is put in its place. */
export class SeriesSorter {
  readonly #wanted: readonly Wanted[];
  /** By series: its first day, its last, and its first slot; stretches follow one another. */
  readonly #firstDays: Int32Array;
  readonly #lastDays: Int32Array;
  readonly #firstSlots: Int32Array;
  /** By slot, from where its ends are counted. */
  readonly #origins: number[] = [];
  /** By slot, how many points it has; then where the next of them goes. */
  readonly #next: Int32Array;
  #points = 0;
  #ends = new Int32Array();
  #sums = new Float64Array();
  #counts = new Float64Array();

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = wanted;
    const ids = 1 + wanted.reduce((most, { id }) => Math.max(most, id), 0);
    this.#firstDays = new Int32Array(ids);
    this.#lastDays = new Int32Array(ids);
    this.#firstSlots = new Int32Array(ids);
    for (const days of wanted) {
      this.#firstDays[days.id] = days.from;
      this.#lastDays[days.id] = days.to;
      this.#firstSlots[days.id] = this.#origins.length;
      for (const { from } of stretchesOf(days)) this.#origins.push(from * DAY);
    }
    this.#next = new Int32Array(this.#origins.length);
  }

  #slotOf(id: number, day: number): number {
    const [first, last] = [this.#firstDays[id] as number, this.#lastDays[id] as number];
    const before = day === last ? Math.ceil((last - first) / MOST_DAYS_TOGETHER) : (day - first) / MOST_DAYS_TOGETHER;
    return (this.#firstSlots[id] as number) + Math.trunc(before);
  }

  count({ series, endings }: PointChunk): void {
    const next = this.#next;
    for (let row = 0; row < series.length; row += 1) {
      const slot = this.#slotOf(series[row] as number, dayOf(endings[row] as number));
      next[slot] = (next[slot] as number) + 1;
    }
    this.#points += series.length;
  }

  /** After everything is counted. */
  allocate(): void {
    let place = 0;
    for (const [slot, size] of this.#next.entries()) {
      this.#next[slot] = place;
      place += size;
    }
    this.#ends = new Int32Array(this.#points);
    this.#sums = new Float64Array(this.#points);
    this.#counts = new Float64Array(this.#points);
  }

  place({ chunk: { series, endings, sums, counts }, from, to }: PointRun): void {
    const [origins, next, into] = [this.#origins, this.#next, [this.#ends, this.#sums, this.#counts] as const];
    for (let row = from; row < to; row += 1) {
      const ending = endings[row] as number;
      const slot = this.#slotOf(series[row] as number, dayOf(ending));
      const at = next[slot] as number;
      next[slot] = at + 1;
      into[0][at] = ending - (origins[slot] as number);
      into[1][at] = sums[row] as number;
      into[2][at] = counts[row] as number;
    }
  }

  /** By series, also the stretches without points. */
  *stretches(): Generator<[series: number, stretches: Stretch[]]> {
    let [slot, begin] = [0, 0];
    for (const days of this.#wanted) {
      const stretches: Stretch[] = [];
      for (const { from, to } of stretchesOf(days)) {
        const end = this.#next[slot] as number;
        // Of each its own memory, which goes when nobody needs the stretch any more.
        const part = [this.#ends, this.#sums, this.#counts].map((column) => column.slice(begin, end));
        const [ends, sums, counts] = part as [Int32Array, Float64Array, Float64Array];
        stretches.push({ from, to, columns: inOrder(from * DAY, ends, sums, counts) });
        begin = end;
        slot += 1;
      }
      yield [days.id, stretches];
    }
  }
}

function inOrder(origin: number, ends: Int32Array, sums: Float64Array, counts: Float64Array): NumberColumns {
  if (isAscending(ends)) return { origin, ends, sums, counts, step: stepOf(ends) };
  const rows = rowsInOrder(ends);
  const sorted = [new Int32Array(rows.length), new Float64Array(rows.length), new Float64Array(rows.length)] as const;
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] as number;
    sorted[0][place] = ends[row] as number;
    sorted[1][place] = sums[row] as number;
    sorted[2][place] = counts[row] as number;
  }
  return { origin, ends: sorted[0], sums: sorted[1], counts: sorted[2], step: stepOf(sorted[0]) };
}

/** Rows by their ends, then as they came. As numbers without a comparison of ours, which costs ten times as much. */
function rowsInOrder(ends: Int32Array): Float64Array {
  const keys = new Float64Array(ends.length);
  for (let row = 0; row < ends.length; row += 1) keys[row] = (ends[row] as number) * ends.length + row;
  keys.sort();
  for (let place = 0; place < keys.length; place += 1) keys[place] = (keys[place] as number) % ends.length;
  return keys;
}

function isAscending(ends: Int32Array): boolean {
  for (let row = 1; row < ends.length; row += 1) if ((ends[row] as number) < (ends[row - 1] as number)) return false;
  return true;
}

function stepOf(ends: Int32Array): number | null {
  const step = (ends[1] as number) - (ends[0] as number);
  for (let row = 1; row < ends.length; row += 1)
    if ((ends[row] as number) - (ends[row - 1] as number) !== step) return null;
  return step > 0 ? step : null;
}
