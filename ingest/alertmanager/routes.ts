import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import { BadUserInput } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { AlertmanagerIngest } from '../../subgraphs/incidents/index.ts';
import { acceptBytes } from '../body.ts';
import { isOutage, RETRY_AFTER, Refusal } from '../refusal.ts';
import { openTally } from '../tally.ts';
import { readPostedAlerts } from './post-alerts.ts';
import { askedAlerts, textsOf } from './query.ts';
import { alertGroups, gettableAlert, status } from './shapes.ts';
import { gettableSilence, readPostedSilence } from './silences.ts';

/** Alertmanager's API, version 2: alerts of a Prometheus come in, and amtool and Grafana see what there is. */
export function alertmanagerRoutes(server: FastifyInstance, ingest: AlertmanagerIngest, log: Log, clock: Clock): void {
  const count = openTally('Alertmanager alerts', log);
  const since = clock();
  server.register(
    async (edge) => {
      acceptBytes(edge);
      refuseAsAlertmanager(edge, log);

      edge.post('/alerts', async (request, reply) => {
        const posted = readPostedAlerts(request.body);
        const faults = await ingest.receiveAlerts(posted);
        count(posted.length, faults.length);
        // Those that are valid are kept all the same.
        if (faults.length > 0) throw new Refusal(400, 'BAD_ALERTS', faults.join('; '));
        return reply.code(200).send();
      });
      edge.get('/alerts', async (request) => (await ingest.shownAlerts(askedAlerts(request.query))).map(gettableAlert));
      edge.get('/alerts/groups', async (request) => alertGroups(await ingest.shownAlerts(askedAlerts(request.query))));
      edge.get('/receivers', async () => ingest.receiverNames().map((name) => ({ name })));
      edge.get('/status', async () => status(since));

      edge.get('/silences', async (request) => {
        const { filter } = request.query as { filter?: unknown };
        return (await ingest.silences(textsOf(filter))).map((each) => gettableSilence(each, clock()));
      });
      edge.post('/silences', async (request) => ({
        silenceID: await ingest.keepSilence(readPostedSilence(request.body)),
      }));
      edge.get('/silence/:id', async (request, reply) => {
        const silence = await ingest.silence(idOf(request));
        return silence ? gettableSilence(silence, clock()) : reply.code(404).send();
      });
      edge.delete('/silence/:id', async (request, reply) => {
        const isFound = await ingest.expireSilence(idOf(request));
        return reply.code(isFound ? 200 : 404).send();
      });
    },
    { prefix: '/api/v2' },
  );
}

const idOf = ({ params }: FastifyRequest): string => (params as { id: string }).id;

/** Alertmanager says what is wrong as one JSON text. */
function refuseAsAlertmanager(edge: FastifyInstance, log: Log): void {
  edge.setErrorHandler((fault: Error & { statusCode?: number }, request, reply) => {
    const answer = (code: number, text: string) => reply.code(code).type('application/json').send(JSON.stringify(text));
    if (isOutage(fault)) {
      reply.header('retry-after', RETRY_AFTER);
      return answer(503, fault.message);
    }
    if (fault instanceof Refusal) return answer(fault.status, fault.message);
    if (fault instanceof BadUserInput) return answer(400, fault.message);
    if (fault.statusCode && fault.statusCode < 500) return answer(fault.statusCode, fault.message);
    log.error({ url: request.url, err: fault }, 'a request of Alertmanager’s API failed');
    return answer(500, 'something went wrong on our side');
  });
}
