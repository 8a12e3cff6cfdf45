import type { FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log.ts';
import type { IncidentsIngest } from '../../subgraphs/incidents/index.ts';
import type { MetricsIngest } from '../../subgraphs/metrics/index.ts';
import { acceptBytes } from '../body.ts';
import { newDifferences } from './differences.ts';
import { MetricsRequest, TraceRequest } from './messages.ts';
import { metricsRequest, pointsOf } from './metrics.ts';
import { answer, answerFault, readPayload } from './payload.ts';
import { spansOf, traceRequest } from './traces.ts';

/** OTLP/HTTP traces, protobuf and JSON. */
export function otlpTraceRoutes(server: FastifyInstance, ingest: IncidentsIngest, log: Log): void {
  otlpRoute(server, log, '/v1/traces', (edge) =>
    edge.post('/v1/traces', async (request, reply) => {
      const { spans, rejected, reason } = spansOf(readPayload(request, TraceRequest, traceRequest));
      await ingest.spans(spans);
      return answer(request, reply, 'rejectedSpans', rejected, reason);
    }),
  );
}

/** OTLP/HTTP metrics, protobuf and JSON. Points that no definition claims are counted, not refused. */
export function otlpMetricRoutes(server: FastifyInstance, ingest: MetricsIngest, log: Log): void {
  const differences = newDifferences(Date.now());
  otlpRoute(server, log, '/v1/metrics', (edge) =>
    edge.post('/v1/metrics', async (request, reply) => {
      const read = pointsOf(readPayload(request, MetricsRequest, metricsRequest), differences);
      const { rejected } = await ingest.telemetry(read.points);
      return answer(
        request,
        reply,
        'rejectedDataPoints',
        read.rejected + rejected.length,
        rejected.at(-1)?.message ?? read.reason,
      );
    }),
  );
}

function otlpRoute(server: FastifyInstance, log: Log, path: string, mount: (edge: FastifyInstance) => void): void {
  server.register(async (edge) => {
    acceptBytes(edge);
    edge.setErrorHandler((fault: Error & { statusCode?: number }, request, reply) => {
      const reported = answerFault(fault, request, reply);
      if (reply.statusCode === 500) log.error({ path, err: fault }, 'telemetry could not be taken in');
      return reported;
    });
    mount(edge);
  });
}
