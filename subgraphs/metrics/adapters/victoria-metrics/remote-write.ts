import { Writer } from 'protobufjs';
import snappy from 'snappyjs';

/** One Prometheus series with what is new of it. */
export interface WrittenSeries {
  labels: Record<string, string>;
  samples: { time: number; value: number }[];
}

/*
 * Numbers of the fields of Prometheus' remote write 1.0 with their wire types (prometheus.io/docs/specs/prw):
 * WriteRequest.timeseries, TimeSeries.labels and .samples, Label.name and .value, Sample.value and .timestamp.
 */
const TIMESERIES = 10;
const LABELS = 10;
const SAMPLES = 18;
const NAME = 10;
const LABEL_VALUE = 18;
const SAMPLE_VALUE = 9;
const TIMESTAMP = 16;

/** The body of a write: a WriteRequest as a Snappy block. Labels by name, samples by time, as the protocol asks. */
export function writeRequestOf(all: Iterable<WrittenSeries>): Uint8Array {
  const writer = Writer.create();
  for (const { labels, samples } of all) {
    writer.uint32(TIMESERIES).fork();
    for (const name of Object.keys(labels).sort())
      writer
        .uint32(LABELS)
        .fork()
        .uint32(NAME)
        .string(name)
        .uint32(LABEL_VALUE)
        .string(labels[name] ?? '')
        .ldelim();
    for (const { time, value } of samples.toSorted((a, b) => a.time - b.time))
      writer.uint32(SAMPLES).fork().uint32(SAMPLE_VALUE).double(value).uint32(TIMESTAMP).int64(time).ldelim();
    writer.ldelim();
  }
  return snappy.compress(writer.finish());
}
