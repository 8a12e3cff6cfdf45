"""A model server that measures itself by OpenTelemetry: two exports, 60 and then 40 requests."""

import sys

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.metrics.view import ExponentialBucketHistogramAggregation, View
from opentelemetry.sdk.resources import Resource

TRACE, SPAN = 0x4BF92F3577B34DA6A3CE929D0E0E4736, 0x00F067AA0BA902B7

reader = PeriodicExportingMetricReader(OTLPMetricExporter(), export_interval_millis=3_600_000)
provider = MeterProvider(
    [reader],
    resource=Resource({"service.name": sys.argv[1], "deployment.environment.name": "prod"}),
    views=[View(instrument_name="scoring.duration", aggregation=ExponentialBucketHistogramAggregation())],
)
meter = provider.get_meter("serve")
requests = meter.create_counter("requests", "{request}")
duration = meter.create_histogram("request.duration", "s", explicit_bucket_boundaries_advisory=[0.05, 0.1, 0.2, 0.4])
scoring = meter.create_histogram("scoring.duration", "s")
auc = meter.create_gauge("auc", "1")
memory = meter.create_gauge("memory.used", "By")
other = meter.create_counter("other")

sampled = trace.SpanContext(TRACE, SPAN, is_remote=False, trace_flags=trace.TraceFlags(trace.TraceFlags.SAMPLED))
for count, seconds in [(60, 0.08), (40, 0.3)]:
    with trace.use_span(trace.NonRecordingSpan(sampled)):
        for _ in range(count):
            requests.add(1)
            duration.record(seconds)
            scoring.record(seconds)
    auc.set(0.9375)
    memory.set(512 * 2**20)
    other.add(1)
    if not provider.force_flush():
        sys.exit("the export failed")
provider.shutdown()
