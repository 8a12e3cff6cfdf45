import { parse, type Type } from 'protobufjs';

/*
 * The messages of OTLP 1.x that are read and written, with the numbers of the fields that are used; the rest is skipped
 * as protobuf does. Source of the numbers: opentelemetry-proto 1.x (opentelemetry.io/docs/specs/otlp).
 */
const HEAD = 'syntax = "proto3"; package otlp;';
const ATTRIBUTES = `
message AnyValue {
  oneof value {
    string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4;
    ArrayValue array_value = 5; KeyValueList kvlist_value = 6; bytes bytes_value = 7;
  }
}
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }
message KeyValue { string key = 1; AnyValue value = 2; }
`;
const SCOPE = 'message Scope { string name = 1; string version = 2; }';

const TRACES = `
message Resource { repeated KeyValue attributes = 1; }
message TraceRequest { repeated ResourceSpans resource_spans = 1; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; }
message Span {
  bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
  fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9; Status status = 15;
}
message Status { string message = 2; int32 code = 3; }

`;

const ANSWERS = `
message PartialSuccess { int64 rejected = 1; string error_message = 2; }
message Response { PartialSuccess partial_success = 1; }
message RpcStatus { int32 code = 1; string message = 2; }
`;

/** The messages of metrics: of whatever is the same in millions of points, its bytes are enough to tell. */
const metrics = (attribute: 'KeyValue' | 'bytes'): string => `
message MetricsRequest { repeated ResourceMetrics resource_metrics = 1; }
message ResourceMetrics { Resource resource = 1; repeated ScopeMetrics scope_metrics = 2; }
message ScopeMetrics { Scope scope = 1; repeated Metric metrics = 2; }
message Metric {
  string name = 1; string unit = 3;
  Numbers gauge = 5; Numbers sum = 7; Histogram histogram = 9; ExponentialHistogram exponential_histogram = 10;
  Summary summary = 11;
}
message Summary { repeated SummaryPoint data_points = 1; }
message SummaryPoint { repeated ${attribute} attributes = 7; fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3; uint32 flags = 8; }
message Numbers { repeated NumberPoint data_points = 1; int32 aggregation_temporality = 2; bool is_monotonic = 3; }
message NumberPoint {
  repeated ${attribute} attributes = 7; fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3;
  oneof value { double as_double = 4; sfixed64 as_int = 6; }
  repeated Exemplar exemplars = 5; uint32 flags = 8;
}
message Histogram { repeated HistogramPoint data_points = 1; int32 aggregation_temporality = 2; }
message HistogramPoint {
  repeated ${attribute} attributes = 9; fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3; fixed64 count = 4;
  optional double sum = 5; repeated fixed64 bucket_counts = 6; repeated double explicit_bounds = 7;
  repeated Exemplar exemplars = 8; uint32 flags = 10; optional double min = 11; optional double max = 12;
}
message ExponentialHistogram { repeated ExponentialHistogramPoint data_points = 1; int32 aggregation_temporality = 2; }
message ExponentialHistogramPoint {
  repeated ${attribute} attributes = 1; fixed64 start_time_unix_nano = 2; fixed64 time_unix_nano = 3; fixed64 count = 4;
  optional double sum = 5; sint32 scale = 6; fixed64 zero_count = 7; Buckets positive = 8; Buckets negative = 9;
  uint32 flags = 10; repeated Exemplar exemplars = 11; optional double min = 12; optional double max = 13;
}
message Buckets { sint32 offset = 1; repeated uint64 bucket_counts = 2; }
message Exemplar { bytes trace_id = 5; }
message Resource { repeated ${attribute} attributes = 1; }
`;

const typesOf = (...texts: string[]): ((name: string) => Type) => {
  const { root } = parse([HEAD, SCOPE, ...texts].join('\n'));
  return (name) => root.lookupType(`otlp.${name}`);
};
const sent = typesOf(ATTRIBUTES, TRACES, ANSWERS);

export const KeyValue = sent('KeyValue');
export const TraceRequest = sent('TraceRequest');
export const Response = sent('Response');
export const RpcStatus = sent('RpcStatus');
export const MetricsRequest = typesOf(ATTRIBUTES, metrics('KeyValue'))('MetricsRequest');
/** The same, with each attribute as the bytes of its KeyValue. */
export const MetricsByBytes = typesOf(metrics('bytes'))('MetricsRequest');
