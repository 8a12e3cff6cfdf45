import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../platform/clock.ts';
import type { MlflowConfig } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import type { LineageFacets, LineageIngest } from '../../subgraphs/lineage/index.ts';
import { acceptBytes, parseJson, textOf } from '../body.ts';
import { readEvent } from '../openlineage/event.ts';
import { statementOf } from '../openlineage/statement.ts';
import { Refusal, refuseInOneForm } from '../refusal.ts';
import { openTally } from '../tally.ts';
import { authentic, StoredDeliveries } from './delivery.ts';
import { isTag, readPayload, type TagEvent } from './payload.ts';
import { statementOfPayload } from './statement.ts';
import { eventOfTag } from './tags.ts';

/** Webhooks of MLflow, signed: what happens to its models, as it happens. */
export function mlflowWebhookRoute(
  server: FastifyInstance,
  ingest: LineageIngest & LineageFacets,
  { webhookSecret, namespace }: MlflowConfig,
  log: Log,
  clock: Clock,
): void {
  const count = openTally('MLflow webhooks', log);
  const stored = new StoredDeliveries();
  let lastTag: Promise<void> = Promise.resolve();
  const takeTag = (told: TagEvent): Promise<void> => {
    const taken = lastTag.then(async () => {
      const event = await eventOfTag(told, namespace, ingest, clock());
      await ingest.record([statementOf(readEvent(event, clock())).statement]);
    });
    lastTag = taken.catch(() => {});
    return taken;
  };
  server.register(async (edge) => {
    acceptBytes(edge);
    refuseInOneForm(edge, log);

    edge.post('/api/v1/mlflow/webhook', async (request) => {
      if (webhookSecret === null)
        throw new Refusal(
          403,
          'NOT_CONFIGURED',
          'webhooks of MLflow are taken only when signed, and no secret is configured; set HEADWATER_MLFLOW_WEBHOOK_SECRET to the secret of the webhook',
        );
      const text = textOf(request.body, 'a webhook of MLflow as JSON');
      const delivery = authentic(request.headers, text, webhookSecret, clock());
      if (stored.has(delivery)) return { status: 'duplicate' };
      const told = readPayload(parseJson(text));
      if ('ignored' in told) return { status: 'ignored', reason: told.ignored };
      if (isTag(told)) await takeTag(told);
      else await ingest.record([statementOfPayload(told, namespace, clock())]);
      // Not before: a delivery that could not be stored is sent again under the same id.
      stored.add(delivery, clock());
      count(1, 0);
      return { status: 'stored' };
    });
  });
}
