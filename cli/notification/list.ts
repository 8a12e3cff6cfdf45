import { Command } from 'commander';
import { wholeNumber, wordsOf } from '../arguments.ts';
import { print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { DELIVERY, type Delivery, HEAD, rowOf } from './delivery.ts';

const STATES = ['PENDING', 'DELIVERED', 'DEAD'];

const LIST = `query Deliveries($state: [DeliveryState!]!, $receiver: String, $first: Int!) {
  deliveries(state: $state, receiver: $receiver, first: $first) { totalCount edges { node { ${DELIVERY} } } }
  notificationReceivers { name }
}`;

interface Answer {
  deliveries: { totalCount: number | null; edges: { node: Delivery }[] };
  notificationReceivers: { name: string }[];
}

interface Options {
  state?: string[];
  receiver?: string;
  first: number;
  json?: boolean;
}

export const listCommand = (): Command =>
  new Command('list')
    .description('What was or is to be told, newest first.')
    .option('--state <states...>', 'only in these: PENDING, DELIVERED, DEAD', wordsOf(STATES))
    .option('--receiver <name>', 'only to this receiver')
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater notification list --state DEAD')
    .action(async ({ state = STATES, receiver, first, json }: Options) => {
      const answer = await ask<Answer>(LIST, { state, receiver, first }, 'deliveries');
      const { totalCount, edges } = answer.deliveries;
      const nodes = edges.map(({ node }) => node);
      if (json) return printJson({ totalCount, deliveries: nodes });
      if (answer.notificationReceivers.length === 0)
        tell('no receiver is configured, so nobody is told of anything; see HEADWATER_ALERTING_FILE');
      if (nodes.length === 0) return tell(`no delivery is ${state.join(' or ')}`);
      print(table(HEAD, nodes.map(rowOf)));
      if (totalCount !== null && totalCount > nodes.length) tell(`${nodes.length} of ${totalCount} listed`);
    });
