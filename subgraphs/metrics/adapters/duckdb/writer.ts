import type { DuckDBConnection } from '@duckdb/node-api';
import { isSame, type Measurement } from '../../domain/measurement.ts';
import { CommitQueue, lastOfEach } from '../commit-queue.ts';
import { appendDetails, appendPoints, appendSeries, type NewPoint } from './append.ts';
import { placeText, pointsAt } from './read.ts';
import { type Detail, detailOf } from './rows.ts';
import type { Series, SeriesIndex } from './series.ts';

/** Measurements with the series of each and the newest end that was known of it. */
interface Placed {
  measurement: Measurement;
  series: number;
  newestBefore: number;
}

/** What a batch comes to. */
interface Planned {
  points: NewPoint[];
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
  readonly #queue = new CommitQueue((measurements) => this.#write(measurements));
  /** Series that the index knows and the file does not yet. */
  #unsaved: Series[] = [];
  #sequence: number;
  /** Whether any point has a detail, which reading may else leave out. */
  hasDetails: boolean;

  constructor(connection: DuckDBConnection, series: SeriesIndex, last: { sequence: number; hasDetails: boolean }) {
    this.#connection = connection;
    this.#series = series;
    this.#sequence = last.sequence;
    this.hasDetails = last.hasDetails;
  }

  record = (measurements: readonly Measurement[]): Promise<void> => this.#queue.record(measurements);
  idle = (): Promise<void> => this.#queue.idle();

  async #write(measurements: Measurement[]): Promise<void> {
    const placed = measurements.map((measurement) => this.#place(measurement));
    const isInOrder = placed.every(({ measurement, newestBefore }) => measurement.end > newestBefore);
    const planned = isInOrder ? this.#asTheyCome(placed) : await this.#withoutReplaced(placed);
    if (planned.points.length === 0) return;
    await this.#commit(planned);
    this.#unsaved = [];
    this.#sequence += planned.points.length;
    this.hasDetails ||= planned.details.length > 0;
  }

  /** Should the write fail, the end is taken for known all the same: then it is looked up next time, and not found. */
  #place(measurement: Measurement): Placed {
    const series = this.#series.idOf(measurement) ?? this.#create(measurement);
    const newestBefore = this.#series.newestEnd(series);
    this.#series.noteEnd(series, measurement.end);
    return { measurement, series, newestBefore };
  }

  #create({ name, fingerprint, asset, dimensions }: Measurement): number {
    const series = { name, fingerprint, asset, dimensions, id: this.#series.nextId };
    this.#series.add(series);
    this.#unsaved.push(series);
    return series.id;
  }

  #asTheyCome(placed: readonly Placed[]): Planned {
    const points = placed.map(({ measurement, series }, index) => this.#pointOf(measurement, series, index));
    const details = points.flatMap(({ measurement, sequence }) => detailOf(measurement, sequence, null) ?? []);
    return { points, details, replaced: [] };
  }

  async #withoutReplaced(placed: readonly Placed[]): Promise<Planned> {
    const newest = new Map<number, number>();
    for (const { series, newestBefore } of placed) if (!newest.has(series)) newest.set(series, newestBefore);
    const told = lastOfEach(placed.map(({ measurement }) => measurement)).map((measurement) => ({
      measurement,
      series: this.#series.idOf(measurement) as number,
    }));
    const late = told.filter(({ measurement, series }) => measurement.end <= (newest.get(series) as number));
    const found = await pointsAt(this.#connection, this.#series, late, this.hasDetails);
    const planned: Planned = { points: [], details: [], replaced: [] };
    for (const { measurement, series } of told) {
      const known = found.get(placeText(series, measurement));
      if (known && isSame(known.measurement, measurement)) continue;
      const point = this.#pointOf(measurement, series, planned.points.length);
      const detail = detailOf(measurement, point.sequence, known?.measurement.firstRecordedAt ?? null);
      planned.points.push(point);
      if (detail) planned.details.push(detail);
      if (known) planned.replaced.push(known.sequence);
    }
    return planned;
  }

  #pointOf = (measurement: Measurement, series: number, index: number): NewPoint => ({
    measurement,
    series,
    sequence: this.#sequence + 1 + index,
  });

  async #commit({ points, details, replaced }: Planned): Promise<void> {
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
      await this.#connection.run('commit');
    } catch (cause) {
      await this.#connection.run('rollback').catch(() => undefined);
      throw cause;
    }
  }
}
