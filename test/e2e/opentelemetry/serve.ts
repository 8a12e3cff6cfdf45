/** A model server that measures itself by OpenTelemetry: two exports, 60 and then 40 requests. */
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';

const [name = '', encoding] = process.argv.slice(2);

const provider = new MeterProvider({
  readers: [
    new PeriodicExportingMetricReader({
      exporter: encoding === 'json' ? new JsonExporter() : new ProtobufExporter(),
      exportIntervalMillis: 3_600_000,
    }),
  ],
  resource: resourceFromAttributes({ 'service.name': name, 'deployment.environment.name': 'prod' }),
  views: [{ instrumentName: 'scoring.duration', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
});
const meter = provider.getMeter('serve');
const requests = meter.createCounter('requests', { unit: '{request}' });
const duration = meter.createHistogram('request.duration', {
  unit: 's',
  advice: { explicitBucketBoundaries: [0.05, 0.1, 0.2, 0.4] },
});
const scoring = meter.createHistogram('scoring.duration', { unit: 's' });
// By OpenTelemetry's conventions for HTTP, of which one request in four of the second export failed.
const http = meter.createHistogram('http.server.request.duration', { unit: 's' });
const auc = meter.createGauge('auc', { unit: '1' });
const memory = meter.createGauge('memory.used', { unit: 'By' });
const other = meter.createCounter('other');

for (const [count, seconds] of [
  [60, 0.08],
  [40, 0.3],
] as const) {
  for (let served = 0; served < count; served++) {
    requests.add(1);
    duration.record(seconds);
    scoring.record(seconds);
    http.record(seconds, count === 40 && served % 4 === 0 ? { 'error.type': '503' } : {});
  }
  auc.record(0.9375);
  memory.record(512 * 2 ** 20);
  other.add(1);
  await provider.forceFlush();
}
await provider.shutdown();
