import { Command } from 'commander';
import { print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { refuseErrors, type UserError } from './delivery.ts';

const RECEIVERS = '{ notificationReceivers { name kind format host signed disabledReason pending dead } }';

const ENABLE = `mutation Enable($receiver: String!) {
  enableReceiver(receiver: $receiver) { userErrors { code message } }
}`;

interface Receiver {
  name: string;
  kind: string;
  format: string | null;
  host: string;
  signed: boolean;
  disabledReason: string | null;
  pending: number;
  dead: number;
}

export const receiversCommand = (): Command =>
  new Command('receivers')
    .description('Where notifications go, as it is configured.')
    .option('--enable <name>', 'first take this receiver into use again, which had answered 410 Gone')
    .option('--json', 'print JSON')
    .action(async ({ enable, json }: { enable?: string; json?: boolean }) => {
      if (enable !== undefined) await enableReceiver(enable);
      const { notificationReceivers } = await ask<{ notificationReceivers: Receiver[] }>(
        RECEIVERS,
        {},
        'notificationReceivers',
      );
      if (json) return printJson({ receivers: notificationReceivers });
      if (notificationReceivers.length === 0)
        return tell('no receiver is configured, so nobody is told of anything; see HEADWATER_ALERTING_FILE');
      const rows = notificationReceivers.map(({ name, kind, format, host, signed, pending, dead, disabledReason }) => [
        name,
        format ?? kind.toLowerCase(),
        host,
        signed ? 'signed' : '-',
        `${pending}`,
        `${dead}`,
        disabledReason ?? '',
      ]);
      print(table(['name', 'form', 'host', 'signed', 'pending', 'dead', 'disabled'], rows));
    });

async function enableReceiver(receiver: string): Promise<void> {
  const answer = await ask<{ enableReceiver: { userErrors: UserError[] } }>(ENABLE, { receiver }, 'enableReceiver');
  refuseErrors(answer.enableReceiver.userErrors, '`headwater notification receivers` lists those there are');
}
