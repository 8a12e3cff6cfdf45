import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { DELIVERY, type Delivery, HEAD, refuseErrors, rowOf, type UserError } from './delivery.ts';

const RESEND = `mutation Resend($id: ID!) {
  resendDelivery(id: $id) { delivery { ${DELIVERY} } userErrors { code message } }
}`;

const DEAD = `query Dead($receiver: String) {
  deliveries(state: [DEAD], receiver: $receiver, first: 100) { totalCount edges { node { id } } }
  notificationReceivers { name }
}`;

interface Options {
  allDead?: boolean;
  receiver?: string;
  json?: boolean;
}

export const resendCommand = (): Command =>
  new Command('resend')
    .description('Sends deliveries again, now. The receiver sees the same id as before.')
    .argument('[ids...]', 'ids of deliveries')
    .option('--all-dead', 'all that were given up, at most 100 at once')
    .option('--receiver <name>', 'with --all-dead: only those to this receiver')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater notification resend --all-dead --receiver pager')
    .action(async (ids: string[], { allDead = false, receiver, json }: Options) => {
      if (ids.length > 0 === allDead)
        throw new CommandFailure(EXIT.usage, 'which deliveries?', 'name their ids, or give --all-dead');
      const { chosen, left } = allDead ? await dead(receiver) : { chosen: ids, left: 0 };
      const deliveries: Delivery[] = [];
      for (const id of chosen) deliveries.push(await resend(id));
      if (json) return printJson({ deliveries, left });
      if (deliveries.length === 0) return tell('no delivery is DEAD');
      print(table(HEAD, deliveries.map(rowOf)));
      if (left > 0) tell(`${left} more are DEAD; run it again`);
    });

interface Dead {
  deliveries: { totalCount: number; edges: { node: { id: string } }[] };
  notificationReceivers: { name: string }[];
}

/** A receiver that is configured no more may still have some. */
async function dead(receiver: string | undefined): Promise<{ chosen: string[]; left: number }> {
  const { deliveries, notificationReceivers } = await ask<Dead>(DEAD, { receiver }, 'deliveries');
  if (receiver && deliveries.totalCount === 0 && !notificationReceivers.some(({ name }) => name === receiver))
    throw new CommandFailure(
      EXIT.notFound,
      `no receiver is called ${receiver}`,
      '`headwater notification receivers` lists those there are',
    );
  const chosen = deliveries.edges.map(({ node }) => node.id);
  return { chosen, left: deliveries.totalCount - chosen.length };
}

async function resend(id: string): Promise<Delivery> {
  const { resendDelivery } = await ask<{ resendDelivery: { delivery: Delivery; userErrors: UserError[] } }>(
    RESEND,
    { id },
    'resendDelivery',
  );
  refuseErrors(
    resendDelivery.userErrors,
    '`headwater notification list` shows deliveries, `receivers` who is disabled',
  );
  return resendDelivery.delivery;
}
