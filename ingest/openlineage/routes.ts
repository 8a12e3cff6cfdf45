import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { LineageIngest } from '../../subgraphs/lineage/index.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import { acceptBytes, parseJson, textOf } from '../body.ts';
import { Refusal, refuseInOneForm } from '../refusal.ts';
import { openTally } from '../tally.ts';
import { readEvent } from './event.ts';
import type { KeptQuality } from './kept-quality.ts';
import { type StatedEvent, statementOf } from './statement.ts';

/** Events of a batch that are read before others get their turn. */
const EVENTS_AT_ONCE = 100;

interface Failure {
  index: number;
  reason: string;
}

/** OpenLineage 2-0-2 over HTTP: one event, or a batch of which the good part is kept. */
export function openLineageRoutes(
  server: FastifyInstance,
  ingest: LineageIngest,
  quality: Pick<KeptQuality, 'take'>,
  log: Log,
  clock: Clock,
): void {
  const count = openTally('OpenLineage', log);
  server.register(async (edge) => {
    acceptBytes(edge);
    refuseInOneForm(edge, log);

    edge.post('/api/v1/lineage', async (request, reply) => {
      const event = parseJson(textOf(request.body, 'an OpenLineage event as JSON'));
      const stated = readOne(event, clock());
      await ingest.record([stated.statement]);
      const warnings = [...stated.warnings, ...warningOf(await quality.take([stated.quality]))];
      count(1, 0);
      return reply.code(201).send(warnings.length > 0 ? { warnings } : {});
    });

    edge.post('/api/v1/lineage/batch', async (request) => {
      const events = parseJson(textOf(request.body, 'a JSON array of OpenLineage events'));
      if (!Array.isArray(events))
        throw new Refusal(400, 'INVALID_BATCH', 'expected a JSON array of OpenLineage events');
      const { stated, failures } = await readAll(events, clock());
      await ingest.record(stated.map(({ statement }) => statement));
      const taken = await quality.take(stated.map((each) => each.quality));
      const summary = { received: events.length, successful: stated.length, failed: failures.length };
      const warnings = [...stated.flatMap((each) => each.warnings), ...warningOf(taken)];
      count(summary.received, summary.failed);
      return {
        status: failures.length === 0 ? 'success' : 'partial_success',
        summary,
        ...summary,
        failures,
        ...(warnings.length > 0 ? { warnings } : {}),
      };
    });
  });
}

const warningOf = (quality: 'told' | 'waiting'): string[] =>
  quality === 'told' ? [] : ['the figures of data quality are kept, and counted once the metrics answer again'];

const readOne = (event: unknown, now: Instant): StatedEvent => statementOf(readEvent(event, now));

async function readAll(events: unknown[], now: Instant): Promise<{ stated: StatedEvent[]; failures: Failure[] }> {
  const stated: StatedEvent[] = [];
  const failures: Failure[] = [];
  for (const [index, event] of events.entries()) {
    if (index % EVENTS_AT_ONCE === EVENTS_AT_ONCE - 1) await nextTurn();
    try {
      stated.push(readOne(event, now));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      failures.push({ index, reason: fault.message });
    }
  }
  return { stated, failures };
}
