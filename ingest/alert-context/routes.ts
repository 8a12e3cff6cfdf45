import type { FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log.ts';
import type { IncidentsIngest } from '../../subgraphs/incidents/index.ts';
import { Refusal, refuseInOneForm } from '../refusal.ts';

/** What a signed link to the context of an alert opens, as JSON. */
export function permalinkRoute(
  server: FastifyInstance,
  incidents: Pick<IncidentsIngest, 'sharedContext'>,
  log: Log,
): void {
  server.register(async (edge) => {
    refuseInOneForm(edge, log);
    edge.get<{ Params: { alert: string }; Querystring: { signature?: string } }>(
      '/api/v1/alerts/:alert/context',
      async ({ params, query }, reply) => {
        const alert = `alert/${params.alert}`;
        const shared = await incidents.sharedContext(alert, String(query.signature ?? ''));
        if (shared === 'UNSIGNED')
          throw new Refusal(
            403,
            'FORBIDDEN',
            'the link is not signed for this alert; ask for one in `alertContext.links`',
            'signature',
          );
        if (shared === null) throw new Refusal(404, 'NOT_FOUND', `there is no ${alert} any more`);
        return reply.header('cache-control', 'private, no-store').send(shared);
      },
    );
  });
}
