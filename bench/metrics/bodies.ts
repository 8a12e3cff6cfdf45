import { MetricsRequest } from '../../ingest/otlp/messages.ts';
import { isoOf } from '../../vocabulary/duration.ts';

type ValueAt = (series: number, time: number) => number;

/** One point of each series as NDJSON. */
export const observationsBody = (metric: string, series: readonly number[], time: number, valueAt: ValueAt): string => {
  const at = isoOf(time);
  return series
    .map((one) => JSON.stringify({ metric, asset: `deployment/bench/s${one}`, time: at, value: valueAt(one, time) }))
    .join('\n');
};

/** One point of each series as OTLP's protobuf, a gauge whose attribute says the service. */
export function otlpBody(
  instrument: string,
  series: readonly number[],
  time: number,
  valueAt: ValueAt,
): Buffer<ArrayBuffer> {
  const dataPoints = series.map((one) => ({
    attributes: [{ key: 'service.name', value: { stringValue: `s${one}` } }],
    timeUnixNano: `${time}000000`,
    asDouble: valueAt(one, time),
  }));
  const message = {
    resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: instrument, unit: '1', gauge: { dataPoints } }] }] }],
  };
  return Buffer.from(MetricsRequest.encode(MetricsRequest.fromObject(message)).finish());
}
