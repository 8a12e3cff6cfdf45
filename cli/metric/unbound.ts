import { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { minute, print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Unbound {
  unboundTelemetry: { protocol: string; instrument: string; reason: string; count: number; lastSeenAt: string }[];
}

const UNBOUND =
  'query Unbound($first: Int!) { unboundTelemetry(first: $first) { protocol instrument reason count lastSeenAt } }';

export const unboundCommand = (): Command =>
  new Command('unbound')
    .description('Telemetry that arrived and that no definition took, with the reason.')
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 50)
    .option('--json', 'print JSON')
    .action(async ({ first, json }: { first: number; json?: boolean }) => {
      const { unboundTelemetry } = await ask<Unbound>(UNBOUND, { first }, 'unboundTelemetry');
      if (json) return printJson({ unboundTelemetry });
      if (unboundTelemetry.length === 0) return tell('everything that arrived since the server started was taken');
      const rows = unboundTelemetry.map(({ protocol, instrument, reason, count, lastSeenAt }) => [
        protocol,
        instrument,
        `${count}`,
        minute(lastSeenAt),
        reason,
      ]);
      print(table(['protocol', 'name', 'points', 'last seen', 'reason'], rows));
    });
