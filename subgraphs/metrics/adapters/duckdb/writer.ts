import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isSame, type Measurement } from '../../domain/measurement.ts';
import type { CumulativePoint } from '../../domain/observation.ts';
import { type Batch, CommitQueue, lastOfEach } from '../commit-queue.ts';
import { appendDetails, appendPoints, appendSeries } from './append.ts';
import { appendCumulative, compactCumulative } from './cumulative.ts';
import type { NewPoints } from './point-columns.ts';
import { placeText, pointsAt } from './read.ts';
import { type Detail, detailOf } from './rows.ts';
import type { Series, SeriesIndex } from './series.ts';

/** Cumulative points after which their log is made short: some tens of megabytes at most. */
const LOGGED_AT_MOST = 200_000;

/** Measurements whose series are looked up before others get their turn. */
const PLACED_AT_ONCE = 20_000;

/** A batch with the series of each measurement and the newest end that was known of it before. */
interface Placed {
  measurements: readonly Measurement[];
  series: Int32Array;
  newestBefore: Float64Array;
  /** Whether each ends after all of its series. */
  isInOrder: boolean;
}

/** Is told of points, a series and an end each, as soon as others see them. */
type Written = (series: ArrayLike<number>, points: readonly { end: number }[]) => void;

/** What a batch comes to. */
interface Planned {
  points: NewPoints;
  details: Detail[];
  /** Sequences of points that others take the place of. */
  replaced: number[];
}

/**
 * Writes through one connection. Every point is the only one of its series, end and duration: one that ends after all of
 * its series is written as it comes, and only for others is looked up what they replace.
 */
export class DuckDbWriter {
  readonly #connection: DuckDBConnection;
  readonly #series: SeriesIndex;
  readonly #onWritten: Written;
  readonly #queue = new CommitQueue((batch) => this.#write(batch));
  /** Series that the index knows and the file does not yet. */
  #unsaved: Series[] = [];
  #sequence: number;
  /** Cumulative points written since their log was last made short. */
  #logged = 0;
  /** Whether any point has a detail, which reading may else leave out. */
  hasDetails: boolean;

  constructor(
    connection: DuckDBConnection,
    series: SeriesIndex,
    last: { sequence: number; hasDetails: boolean },
    onWritten: Written,
  ) {
    this.#connection = connection;
    this.#onWritten = onWritten;
    this.#series = series;
    this.#sequence = last.sequence;
    this.hasDetails = last.hasDetails;
  }

  record = (batch: Batch): Promise<void> => this.#queue.record(batch);
  idle = (): Promise<void> => this.#queue.idle();

  async #write({ measurements, reckonedFrom }: Batch): Promise<void> {
    const placed = await this.#place(measurements);
    const planned = placed.isInOrder ? this.#asTheyCome(placed) : await this.#withoutReplaced(placed);
    const { length } = planned.points.measurements;
    if (length === 0 && reckonedFrom.length === 0) return;
    await this.#commit(planned, reckonedFrom);
    this.#onWritten(planned.points.series, planned.points.measurements);
    this.#unsaved = [];
    this.#sequence += length;
    this.hasDetails ||= planned.details.length > 0;
    await this.#compact(reckonedFrom.length);
  }

  /** Should the write fail, the ends are taken for known all the same: then they are looked up next time, and not found. */
  async #place(measurements: readonly Measurement[]): Promise<Placed> {
    const series = new Int32Array(measurements.length);
    const newestBefore = new Float64Array(measurements.length);
    let isInOrder = true;
    for (const [index, measurement] of measurements.entries()) {
      if (index > 0 && index % PLACED_AT_ONCE === 0) await nextTurn();
      const id = this.#series.idOf(measurement) ?? this.#create(measurement);
      const newest = this.#series.newestEnd(id);
      series[index] = id;
      newestBefore[index] = newest;
      isInOrder &&= measurement.end > newest;
      this.#series.noteEnd(id, measurement.end);
    }
    return { measurements, series, newestBefore, isInOrder };
  }

  #create({ name, fingerprint, asset, dimensions }: Measurement): number {
    const series = { name, fingerprint, asset, dimensions, id: this.#series.nextId };
    this.#series.add(series);
    this.#unsaved.push(series);
    return series.id;
  }

  #asTheyCome({ measurements, series }: Placed): Planned {
    const details: Detail[] = [];
    const sequences = new Float64Array(measurements.length);
    for (const [index, measurement] of measurements.entries()) {
      const sequence = this.#sequence + 1 + index;
      sequences[index] = sequence;
      const detail = detailOf(measurement, sequence, null);
      if (detail) details.push(detail);
    }
    return { points: { measurements, series, sequences }, details, replaced: [] };
  }

  async #withoutReplaced({ measurements, series: ids, newestBefore }: Placed): Promise<Planned> {
    const newest = new Map<number, number>();
    for (const [index, id] of ids.entries()) if (!newest.has(id)) newest.set(id, newestBefore[index] as number);
    const told = lastOfEach(measurements).map((measurement) => ({
      measurement,
      series: this.#series.idOf(measurement) as number,
    }));
    const late = told.filter(({ measurement, series }) => measurement.end <= (newest.get(series) as number));
    const found = await pointsAt(this.#connection, this.#series, late, this.hasDetails);
    const points = { measurements: [] as Measurement[], series: [] as number[], sequences: [] as number[] };
    const planned = { points, details: [] as Detail[], replaced: [] as number[] };
    for (const { measurement, series } of told) {
      const known = found.get(placeText(series, measurement));
      if (known && isSame(known.measurement, measurement)) continue;
      const sequence = this.#sequence + 1 + points.measurements.length;
      points.measurements.push(measurement);
      points.series.push(series);
      points.sequences.push(sequence);
      const detail = detailOf(measurement, sequence, known?.measurement.firstRecordedAt ?? null);
      if (detail) planned.details.push(detail);
      if (known) planned.replaced.push(known.sequence);
    }
    return planned;
  }

  /** What can be left out of the log costs nothing but room, so that a failure here is none of the write. */
  async #compact(written: number): Promise<void> {
    this.#logged += written;
    if (this.#logged < LOGGED_AT_MOST) return;
    this.#logged = 0;
    await compactCumulative(this.#connection).catch(() => undefined);
  }

  async #commit({ points, details, replaced }: Planned, reckonedFrom: readonly CumulativePoint[]): Promise<void> {
    await this.#connection.run('begin');
    try {
      await appendSeries(this.#connection, this.#unsaved);
      for (const table of replaced.length > 0 ? ['points', 'details'] : [])
        await this.#connection.run(
          `delete from ${table} where sequence in (${replaced.join(', ')})
             and sequence between ${Math.min(...replaced)} and ${Math.max(...replaced)}`,
        );
      await appendPoints(this.#connection, points);
      await appendDetails(this.#connection, details);
      await appendCumulative(this.#connection, reckonedFrom);
      await this.#connection.run('commit');
    } catch (cause) {
      await this.#connection.run('rollback').catch(() => undefined);
      throw cause;
    }
  }
}
