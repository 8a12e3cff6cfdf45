import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { MetricsIngest } from '../../subgraphs/metrics/index.ts';
import { acceptBytes, SNAPPY_BLOCK } from '../body.ts';
import { refuseInOneForm } from '../refusal.ts';
import { openTally } from '../tally.ts';
import { openClaims } from '../telemetry/claims.ts';
import { differencesOf } from '../telemetry/differences.ts';
import { openMemory, remember } from '../telemetry/memory.ts';
import { queue } from '../telemetry/queue.ts';
import { readRequest } from './payload.ts';
import { RequestReader } from './points.ts';

/**
 * Prometheus remote write 1.0. A sender drops a whole request that is answered 400, so that what of it can be taken is
 * taken and answered 204; what cannot is listed by `unboundTelemetry`.
 */
export function remoteWriteRoutes(server: FastifyInstance, ingest: MetricsIngest, log: Log, clock: Clock): void {
  const count = openTally('remote write', log);
  const remembered = openMemory('PROMETHEUS', ingest);
  const reader = new RequestReader();
  const claimsNow = openClaims('PROMETHEUS', ingest, clock, remembered);
  const inTurn = queue();
  server.register(async (edge) => {
    acceptBytes(edge, SNAPPY_BLOCK);
    refuseInOneForm(edge, log);

    edge.post('/api/v1/write', async (request, reply) => {
      const sent = readRequest(request);
      const claims = await claimsNow();
      await inTurn(async () => {
        const { points: cumulative, leftOut, received } = reader.read(sent, claims);
        const memory = await remembered();
        const { points, reckonedFrom } = differencesOf(cumulative, memory, claims);
        const { rejected } =
          cumulative.length > 0 ? await ingest.telemetry(reader.withExemplars(points), reckonedFrom) : { rejected: [] };
        remember(reckonedFrom, memory);
        ingest.leaveOut(leftOut);
        count(received, rejected.length);
      });
      return reply.code(204).send();
    });
  });
}
