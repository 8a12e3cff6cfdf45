import { BIGINT, DOUBLE, DuckDBDataChunk, INTEGER, UTINYINT } from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';
import type { Measurement } from '../../domain/measurement.ts';
import { KINDS, kindOf } from '../kinds.ts';
import { numbersOf } from './rows.ts';

/** Measurements as the next points of their series. All three are of one length. */
export interface NewPoints {
  measurements: readonly Measurement[];
  series: ArrayLike<number>;
  sequences: ArrayLike<number>;
}

/** Rows of a DuckDB vector. */
export const CHUNK_ROWS = 2048;

const SAMPLE = KINDS.indexOf('sample');
const TYPES = [INTEGER, BIGINT, BIGINT, BIGINT, BIGINT, UTINYINT, DOUBLE, DOUBLE, DOUBLE, DOUBLE];

/** A BIGINT in two halves, low first, as processors that Node runs on keep it: a bigint would be an object for each. */
class Integers {
  readonly halves = new Uint32Array(2 * CHUNK_ROWS);

  set(row: number, value: number): void {
    this.halves[2 * row] = value;
    this.halves[2 * row + 1] = Math.floor(value / 2 ** 32);
  }
}

class Doubles {
  readonly values = new Float64Array(CHUNK_ROWS);
  /** A bit a row. */
  readonly validity = new Uint32Array(CHUNK_ROWS / 32);

  set(row: number, value: number | null): void {
    if (value === null) return;
    this.values[row] = value;
    const word = row >>> 5;
    this.validity[word] = (this.validity[word] as number) | (1 << (row & 31));
  }
}

/**
 * The columns of one chunk of points, in memory of our own that is used again: vectors of the DuckDB client take a value at
 * a time, whole numbers as bigints, which costs more than all that DuckDB does.
 */
export class PointColumns {
  readonly #series = new Int32Array(CHUNK_ROWS);
  readonly #ending = new Integers();
  readonly #duration = new Integers();
  readonly #sequence = new Integers();
  readonly #recordedAt = new Integers();
  readonly #kind = new Uint8Array(CHUNK_ROWS);
  readonly #sum = new Doubles();
  readonly #count = new Doubles();
  readonly #minimum = new Doubles();
  readonly #maximum = new Doubles();

  /** The points from `start` on, as many as a chunk takes. The chunk is good until the next call. */
  chunkOf({ measurements, series, sequences }: NewPoints, start: number): DuckDBDataChunk {
    const rows = Math.min(CHUNK_ROWS, measurements.length - start);
    for (const column of this.#nullable()) column.validity.fill(0);
    for (let row = 0; row < rows; row++) {
      const { end, duration, recordedAt, components } = measurements[start + row] as Measurement;
      this.#series[row] = series[start + row] as number;
      this.#ending.set(row, end);
      this.#duration.set(row, duration);
      this.#sequence.set(row, sequences[start + row] as number);
      this.#recordedAt.set(row, recordedAt);
      this.#setNumbers(row, components);
    }
    return this.#chunk(rows);
  }

  #setNumbers(row: number, components: Measurement['components']): void {
    const kind = kindOf(components);
    this.#kind[row] = KINDS.indexOf(kind);
    if (this.#kind[row] === SAMPLE && 'sum' in components) {
      this.#sum.set(row, components.sum);
      return;
    }
    const [sum, count, minimum, maximum] = numbersOf(components, kind);
    this.#sum.set(row, sum);
    this.#count.set(row, count);
    this.#minimum.set(row, minimum);
    this.#maximum.set(row, maximum);
  }

  #nullable = (): Doubles[] => [this.#sum, this.#count, this.#minimum, this.#maximum];

  #chunk(rows: number): DuckDBDataChunk {
    const chunk = DuckDBDataChunk.create(TYPES, rows);
    const integers = [this.#ending, this.#duration, this.#sequence, this.#recordedAt].map(({ halves }) => halves);
    const columns = [this.#series, ...integers, this.#kind, ...this.#nullable()];
    for (const [place, column] of columns.entries()) {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, place);
      const values = column instanceof Doubles ? column.values : column;
      // Whole buffers, for a vector has room for a chunk however many rows of it count.
      bindings.copy_data_to_vector(vector, 0, values.buffer, 0, values.byteLength);
      if (!(column instanceof Doubles)) continue;
      bindings.vector_ensure_validity_writable(vector);
      bindings.copy_data_to_vector_validity(vector, 0, column.validity.buffer, 0, column.validity.byteLength);
    }
    return chunk;
  }
}
