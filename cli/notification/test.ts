import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { print, printJson } from '../output.ts';
import { ask } from '../server.ts';
import { DELIVERY, type Delivery, refuseErrors, type UserError } from './delivery.ts';

const TEST = `mutation Test($receiver: String!) {
  testReceiver(receiver: $receiver) { delivery { ${DELIVERY} } userErrors { code message } }
}`;

const LOOK = `query Look($id: ID!) { delivery(id: $id) { ${DELIVERY} } }`;

/** Longer than an attempt may take. */
const PATIENCE = 75_000;

export const testCommand = (): Command =>
  new Command('test')
    .description('Sends a receiver a message that says that it is a test, and waits for what becomes of it.')
    .argument('<receiver>', 'its name')
    .option('--json', 'print JSON')
    .action(async (receiver: string, { json }: { json?: boolean }) => {
      const { testReceiver } = await ask<{ testReceiver: { delivery: Delivery; userErrors: UserError[] } }>(
        TEST,
        { receiver },
        'testReceiver',
      );
      refuseErrors(testReceiver.userErrors, '`headwater notification receivers` lists those there are');
      const delivery = await tried(testReceiver.delivery.id);
      if (json) printJson({ delivery });
      else if (delivery.state === 'DELIVERED') print(`${receiver} answered ${delivery.status}`);
      if (delivery.state === 'DELIVERED') return;
      throw new CommandFailure(
        EXIT.unavailable,
        `${receiver} was not reached: ${delivery.reason ?? 'it was not tried yet'}`,
      );
    });

/** The delivery once it was tried. */
async function tried(id: string): Promise<Delivery> {
  for (const began = Date.now(); ; await setTimeout(200)) {
    const { delivery } = await ask<{ delivery: Delivery }>(LOOK, { id }, 'delivery');
    if (delivery.state !== 'PENDING' || delivery.reason !== null || Date.now() - began > PATIENCE) return delivery;
  }
}
