import { parse, type Type } from 'protobufjs';

/*
 * The messages of Prometheus remote write 1.0 (prometheus.io/docs/specs/prw/remote_write_spec), with native histograms
 * as its prompb has them. A sample's double is read as its 64 bits: a stale marker is one NaN among many, and a number of
 * JavaScript does not tell which.
 */
const { root } = parse(`
syntax = "proto3";
package prometheus;

message WriteRequest { repeated TimeSeries timeseries = 1; repeated MetricMetadata metadata = 3; }
message MetricMetadata { int32 type = 1; string metric_family_name = 2; string unit = 5; }
message TimeSeries {
  repeated Label labels = 1; repeated Sample samples = 2; repeated Exemplar exemplars = 3; repeated Histogram histograms = 4;
}
message Label { string name = 1; string value = 2; }
message Sample { fixed64 bits = 1; int64 timestamp = 2; }
message Exemplar { repeated Label labels = 1; int64 timestamp = 3; }
message Histogram {
  oneof count { uint64 count_int = 1; double count_float = 2; }
  fixed64 sum_bits = 3; sint32 schema = 4;
  oneof zero_count { uint64 zero_count_int = 6; double zero_count_float = 7; }
  repeated BucketSpan negative_spans = 8; repeated sint64 negative_deltas = 9; repeated double negative_counts = 10;
  repeated BucketSpan positive_spans = 11; repeated sint64 positive_deltas = 12; repeated double positive_counts = 13;
  int32 reset_hint = 14; int64 timestamp = 15;
}
message BucketSpan { sint32 offset = 1; uint32 length = 2; }
`);

/** A whole number of 64 bits; `Number` makes one of it. */
type Whole = Bits | number;

/** 64 bits in two halves of 32, as protobufjs reads them. */
export interface Bits {
  high: number;
  low: number;
}

export interface Label {
  name: string;
  value: string;
}

export interface Span {
  offset: number;
  length: number;
}

export interface NativeHistogram {
  countInt: Whole;
  countFloat: number;
  sumBits: Bits;
  schema: number;
  zeroCountInt: Whole;
  zeroCountFloat: number;
  negativeSpans: Span[];
  negativeDeltas: Whole[];
  negativeCounts: number[];
  positiveSpans: Span[];
  positiveDeltas: Whole[];
  positiveCounts: number[];
  resetHint: number;
  timestamp: Whole;
}

export interface TimeSeries {
  labels: Label[];
  samples: { bits: Bits; timestamp: Whole }[];
  exemplars: { labels: Label[]; timestamp: Whole }[];
  histograms: NativeHistogram[];
}

export interface WriteRequest {
  timeseries: TimeSeries[];
  metadata: { type: number; metricFamilyName: string; unit: string }[];
}

export const WriteRequest: Type = root.lookupType('prometheus.WriteRequest');

/** The bits of what Prometheus writes where a series ends (its pkg/value, StaleNaN). */
const STALE: Bits = { high: 0x7ff00000, low: 2 };

export const isStale = ({ high, low }: Bits): boolean => high === STALE.high && low === STALE.low;

const view = new DataView(new ArrayBuffer(8));

/** The number that 64 bits are as a double. */
export function doubleOf({ high, low }: Bits): number {
  view.setInt32(0, high);
  view.setInt32(4, low);
  return view.getFloat64(0);
}
