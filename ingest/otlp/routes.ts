import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { IncidentsIngest } from '../../subgraphs/incidents/index.ts';
import type { MetricsIngest } from '../../subgraphs/metrics/index.ts';
import { acceptBytes } from '../body.ts';
import { openTally } from '../tally.ts';
import { openClaims } from '../telemetry/claims.ts';
import { differencesOf } from '../telemetry/differences.ts';
import { openMemory, remember } from '../telemetry/memory.ts';
import { queue } from '../telemetry/queue.ts';
import { unclaimedOf } from '../telemetry/unclaimed.ts';
import { decodedMetrics } from './decoded-metrics.ts';
import { KnownAttributes } from './known-attributes.ts';
import { TraceRequest } from './messages.ts';
import { pointsOf } from './metrics.ts';
import { metricsRequest } from './metrics-request.ts';
import { answer, answerFault, bodyOf, isProtobuf, readJson, readPayload } from './payload.ts';
import { spansOf, traceRequest } from './traces.ts';

/** OTLP/HTTP traces, protobuf and JSON. */
export function otlpTraceRoutes(server: FastifyInstance, ingest: Pick<IncidentsIngest, 'spans'>, log: Log): void {
  const count = openTally('OTLP traces', log);
  otlpRoute(server, log, '/v1/traces', (edge) =>
    edge.post('/v1/traces', async (request, reply) => {
      const { spans, rejected, reason } = spansOf(readPayload(request, TraceRequest, traceRequest));
      await ingest.spans(spans);
      count(spans.length + rejected, rejected);
      return answer(request, reply, 'rejectedSpans', rejected, reason);
    }),
  );
}

/** OTLP/HTTP metrics, protobuf and JSON. Points that no definition claims are counted, not refused. */
export function otlpMetricRoutes(server: FastifyInstance, ingest: MetricsIngest, log: Log, clock: Clock): void {
  const count = openTally('OTLP metrics', log);
  const known = new KnownAttributes();
  const remembered = openMemory('OTLP', ingest);
  const claimsNow = openClaims('OTLP', ingest, clock, remembered);
  const inTurn = queue();
  otlpRoute(server, log, '/v1/metrics', (edge) =>
    edge.post('/v1/metrics', async (request, reply) => {
      const sent = isProtobuf(request) ? decodedMetrics(bodyOf(request)) : readJson(request, metricsRequest);
      const read = pointsOf(sent, known);
      const claims = await claimsNow();
      const claimed = read.points.filter(({ point }) => claims.has(point.instrument));
      ingest.leaveOut(unclaimedOf(read.points, claims));
      const keep = async () => {
        const memory = await remembered();
        const { points, reckonedFrom } = differencesOf(claimed, memory, claims);
        const kept = await ingest.telemetry(points, reckonedFrom);
        remember(reckonedFrom, memory);
        return kept;
      };
      // A difference holds only once the point before it is durable.
      const cumulative = claimed.some(({ series }) => series !== null);
      const kept = await (cumulative ? inTurn(keep) : keep());
      const rejected = read.rejected + kept.rejected.length;
      count(read.received, rejected);
      return answer(request, reply, 'rejectedDataPoints', rejected, kept.rejected.at(-1)?.message ?? read.reason);
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
