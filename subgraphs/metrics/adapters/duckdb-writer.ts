import {
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import type { Measurement } from '../domain/measurement.ts';
import { POINT_COLUMNS, rowOf } from './duckdb-rows.ts';
import type { Series, SeriesIndex } from './duckdb-series.ts';

/** Rows of a DuckDB vector. */
const CHUNK_ROWS = 2048;

interface Waiting {
  measurements: readonly Measurement[];
  done: () => void;
  failed: (cause: unknown) => void;
}

/** Writes through one connection; calls that wait at the same time share a transaction, hence a wait for the disk. */
export class DuckDbWriter {
  readonly #connection: DuckDBConnection;
  readonly #series: SeriesIndex;
  #sequence: number;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  constructor(connection: DuckDBConnection, series: SeriesIndex, lastSequence: number) {
    this.#connection = connection;
    this.#series = series;
    this.#sequence = lastSequence;
  }

  record(measurements: readonly Measurement[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ measurements, done: resolve, failed: reject });
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
    return promise;
  }

  /** Answers when nothing waits to be written. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch.flatMap(({ measurements }) => measurements));
        for (const { done } of batch) done();
      } catch (cause) {
        for (const { failed } of batch) failed(cause);
      }
    }
  }

  async #write(measurements: readonly Measurement[]): Promise<void> {
    const created = this.#newSeries(measurements);
    const ids = new Map(created.map((series) => [textOf(series), series.id]));
    const idOf = (one: Measurement) => this.#series.idOf(one) ?? (ids.get(textOf(one)) as number);
    await this.#connection.run('begin');
    try {
      await this.#append(
        'series',
        [INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR],
        created.map(({ id, name, fingerprint, asset, dimensions }) => [id, name, fingerprint, asset, dimensions]),
      );
      await this.#append(
        'points',
        Object.values(POINT_COLUMNS),
        measurements.map((one, index) => rowOf(one, idOf(one), this.#sequence + 1 + index)),
      );
      await this.#connection.run('commit');
    } catch (cause) {
      await this.#connection.run('rollback').catch(() => undefined);
      throw cause;
    }
    this.#sequence += measurements.length;
    for (const series of created) this.#series.add(series);
  }

  #newSeries(measurements: readonly Measurement[]): Series[] {
    const unknown = new Map<string, Series>();
    for (const { name, fingerprint, asset, dimensions } of measurements) {
      const series = { name, fingerprint, asset, dimensions, id: this.#series.nextId + unknown.size };
      if (this.#series.idOf(series) !== undefined || unknown.has(textOf(series))) continue;
      unknown.set(textOf(series), series);
    }
    return [...unknown.values()];
  }

  async #append(table: string, types: DuckDBType[], rows: DuckDBValue[][]): Promise<void> {
    if (rows.length === 0) return;
    const appender = await this.#connection.createAppender(table);
    for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
      const chunk = DuckDBDataChunk.create(types);
      chunk.setRows(rows.slice(start, start + CHUNK_ROWS));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }
}

const textOf = ({ name, fingerprint, asset, dimensions }: Omit<Series, 'id'>): string =>
  JSON.stringify([name, fingerprint, asset, dimensions]);
