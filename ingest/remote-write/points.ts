import type { LeftOut, TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { Claims } from '../telemetry/claims.ts';
import type { SentPoint } from '../telemetry/differences.ts';
import { UNCLAIMED } from '../telemetry/unclaimed.ts';
import { Exemplars } from './exemplars.ts';
import { Families, type Piece, pieceOf } from './families.ts';
import { Histograms, type Joined } from './histograms.ts';
import { LeftOutSamples } from './left-out.ts';
import { doubleOf, isStale, type TimeSeries, type WriteRequest } from './messages.ts';
import { exponentialOf } from './native.ts';
import { keyOf, type Series, seriesOf } from './series.ts';

/** What a request brought. */
export interface ReadRequest {
  /** By time: counters and histograms as they count from their start. */
  points: SentPoint[];
  leftOut: LeftOut[];
  /** Samples and native histograms, stale markers among them. */
  received: number;
}

/** Reads requests one after another, since the parts of one histogram may come in several. */
export class RequestReader {
  readonly #families = new Families();
  readonly #histograms = new Histograms();
  readonly #exemplars = new Exemplars();
  /** Histograms that come as native ones: their classic parts, when both are sent, would count twice. */
  readonly #native = new Set<string>();

  read({ timeseries, metadata }: WriteRequest, claims: Claims): ReadRequest {
    this.#families.hear(metadata);
    const leftOut = new LeftOutSamples();
    const points: SentPoint[] = [];
    let received = 0;
    for (const sent of timeseries) {
      const count = sent.samples.length + sent.histograms.length;
      received += count;
      const series = seriesOf(sent.labels);
      if (typeof series === 'string') {
        leftOut.add(sent.labels.find(({ name }) => name === '__name__')?.value ?? '', series, count);
        continue;
      }
      const piece = pieceOf(series);
      const joins = piece !== null && claims.has(piece.family);
      const isClaimed = claims.has(series.name);
      if (joins) this.#takePieces(sent, series, piece, leftOut);
      if (isClaimed) points.push(...this.#direct(sent, series, leftOut));
      // The buckets of a histogram are listed by its name.
      if (!joins && !isClaimed) leftOut.add(piece?.part === 'bucket' ? piece.family : series.name, UNCLAIMED, count);
    }
    points.push(...this.#histograms.joined().flatMap((joined) => this.#ofHistogram(joined)));
    return { points: points.sort((a, b) => a.point.time - b.point.time), leftOut: leftOut.all(), received };
  }

  /** Points that are kept take the traces that wait for their series. */
  withExemplars(points: readonly TelemetryPoint[]): TelemetryPoint[] {
    return points.map((point) => ({
      ...point,
      exemplars: this.#exemplars.take(keyOf(point.instrument, point.attributes)),
    }));
  }

  #takePieces(sent: TimeSeries, series: Series, piece: Piece, leftOut: LeftOutSamples): void {
    const { le: _, ...labels } = series.labels;
    const key = keyOf(piece.family, piece.part === 'bucket' ? labels : series.labels);
    for (const exemplar of sent.exemplars) this.#exemplars.keep(key, exemplar.labels);
    for (const { bits, timestamp } of sent.samples) {
      if (isStale(bits)) {
        this.#histograms.end(series, piece);
        continue;
      }
      const value = doubleOf(bits);
      // Of values below zero there may be no sum; the buckets count all the same.
      const fault = Number.isFinite(value)
        ? this.#histograms.take(series, piece, Number(timestamp), value)
        : notFinite(value);
      if (fault) leftOut.add(piece.family, fault, 1);
    }
  }

  #direct(sent: TimeSeries, series: Series, leftOut: LeftOutSamples): SentPoint[] {
    const { name, key } = series;
    for (const exemplar of sent.exemplars) this.#exemplars.keep(key, exemplar.labels);
    if (this.#families.isSummary(name)) {
      leftOut.add(
        name,
        'the quantiles of a summary cannot be added up; its sum and count are taken',
        sent.samples.length,
      );
      return [];
    }
    const counts = this.#families.isCounter(name);
    const points: SentPoint[] = [];
    for (const { bits, timestamp } of sent.samples) {
      if (isStale(bits)) continue;
      const value = doubleOf(bits);
      if (!Number.isFinite(value)) leftOut.add(name, notFinite(value), 1);
      else
        points.push(this.#pointOf(series, key, Number(timestamp), { kind: counts ? 'sum' : 'gauge', value }, counts));
    }
    for (const histogram of sent.histograms) {
      if (isStale(histogram.sumBits)) continue;
      this.#native.add(key);
      const measured = exponentialOf(histogram);
      if (typeof measured === 'string') leftOut.add(name, measured, 1);
      else points.push(this.#pointOf(series, key, Number(histogram.timestamp), measured, true));
    }
    return points;
  }

  #ofHistogram({ family, labels, key, time, measured }: Joined): SentPoint[] {
    return this.#native.has(key) ? [] : [this.#pointOf({ name: family, labels }, key, time, measured, true)];
  }

  #pointOf(
    { name, labels }: Pick<Series, 'name' | 'labels'>,
    key: string,
    time: number,
    measured: TelemetryPoint['measured'],
    cumulative: boolean,
  ): SentPoint {
    const point: TelemetryPoint = {
      protocol: 'PROMETHEUS',
      instrument: name,
      attributes: labels,
      unit: this.#families.unitOf(name),
      // Nothing in version 1 says when a counter began.
      startTime: null,
      time,
      measured,
      exemplars: [],
    };
    return { point, series: cumulative ? key : null };
  }
}

const notFinite = (value: number): string => `a value of ${value} cannot be added up; a finite number is needed`;
