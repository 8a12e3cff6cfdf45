import snappy from 'snappyjs';
import { WriteRequest } from './messages.ts';

const STALE_BITS = 0x7ff0000000000002n;

/** A double, or a stale marker, as its 64 bits. */
function bitsOf(value: number | 'stale') {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 'stale') view.setBigUint64(0, STALE_BITS);
  else view.setFloat64(0, value);
  return { low: view.getInt32(4), high: view.getInt32(0), unsigned: true };
}

/** One series as a test writes it: `time: value`, times in milliseconds. */
export interface TestSeries {
  labels: Record<string, string>;
  samples?: [time: number, value: number | 'stale'][];
  /** Trace ids. */
  exemplars?: string[];
  histograms?: object[];
}

/** The body of a request, compressed as Prometheus does. */
export function bodyOf(series: TestSeries[], metadata: object[] = []): Buffer {
  const timeseries = series.map(({ labels, samples = [], exemplars = [], histograms = [] }) => ({
    labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
    samples: samples.map(([timestamp, value]) => ({ timestamp, bits: bitsOf(value) })),
    exemplars: exemplars.map((value) => ({ labels: [{ name: 'trace_id', value }], timestamp: 0 })),
    histograms,
  }));
  return Buffer.from(snappy.compress(WriteRequest.encode({ timeseries, metadata }).finish()));
}

export const sumBits = bitsOf;

export const HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
};
