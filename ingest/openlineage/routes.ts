import type { FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log.ts';
import type { LineageIngest } from '../../subgraphs/lineage/index.ts';
import { acceptBytes, parseJson } from '../body.ts';
import { Refusal, refuseInOneForm } from '../refusal.ts';
import { readEvent } from './event.ts';
import { type StatedEvent, statementOf } from './statement.ts';

interface Failure {
  index: number;
  reason: string;
}

/** OpenLineage 2-0-2 over HTTP: one event, or a batch of which the good part is kept. */
export function openLineageRoutes(server: FastifyInstance, ingest: LineageIngest, log: Log): void {
  server.register(async (edge) => {
    acceptBytes(edge);
    refuseInOneForm(edge, log);

    edge.post('/api/v1/lineage', async (request, reply) => {
      const { statement, warnings } = statementOf(readEvent(parseJson(textOf(request.body))));
      await ingest.record([statement]);
      return reply.code(201).send(warnings.length > 0 ? { warnings } : {});
    });

    edge.post('/api/v1/lineage/batch', async (request) => {
      const events = parseJson(textOf(request.body));
      if (!Array.isArray(events))
        throw new Refusal(400, 'INVALID_BATCH', 'expected a JSON array of OpenLineage events');
      const failures: Failure[] = [];
      const stated = events.flatMap((event, index) => readOne(event, index, failures));
      await ingest.record(stated.map(({ statement }) => statement));
      const warnings = stated.flatMap((each) => each.warnings);
      return {
        status: failures.length === 0 ? 'success' : 'partial_success',
        summary: { received: events.length, successful: stated.length, failed: failures.length },
        received: events.length,
        successful: stated.length,
        failed: failures.length,
        failures,
        ...(warnings.length > 0 ? { warnings } : {}),
      };
    });
  });
}

const textOf = (body: unknown): string => {
  if (!(body instanceof Buffer) || body.length === 0)
    throw new Refusal(400, 'EMPTY_BODY', 'the body is empty; expected an OpenLineage event as JSON');
  return body.toString();
};

function readOne(event: unknown, index: number, failures: Failure[]): StatedEvent[] {
  try {
    return [statementOf(readEvent(event))];
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    failures.push({ index, reason: fault.message });
    return [];
  }
}
