import { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { minute, print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Unbound {
  unboundAlerts: {
    labels: { name: string; value: string }[];
    reason: string;
    startsAt: string;
    endsAt: string;
    lastSeenAt: string;
  }[];
}

const UNBOUND = `query UnboundAlerts($first: Int!) {
  unboundAlerts(first: $first) { labels { name value } reason startsAt endsAt lastSeenAt }
}`;

export const unboundCommand = (): Command =>
  new Command('unbound')
    .description('Alerts that another Prometheus sent and that belong to no asset, with the reason.')
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 50)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater alert unbound --first 5')
    .action(async ({ first, json }: { first: number; json?: boolean }) => {
      const { unboundAlerts } = await ask<Unbound>(UNBOUND, { first }, 'unboundAlerts');
      if (json) return printJson({ unboundAlerts });
      if (unboundAlerts.length === 0) return tell('no alert from outside is without an asset');
      const rows = unboundAlerts.map(({ labels, reason, startsAt, endsAt, lastSeenAt }) => [
        minute(lastSeenAt),
        minute(startsAt),
        minute(endsAt),
        reason,
        labels.map(({ name, value }) => `${name}=${shortened(JSON.stringify(value))}`).join(' '),
      ]);
      print(table(['last seen', 'began', 'ends', 'reason', 'labels'], rows));
      tell('bindings in HEADWATER_ALERTING_FILE say which asset an alert is about: docs/notifications.md');
      if (unboundAlerts.length === first) tell(`at most ${first} are listed; ask for more with --first`);
    });

/** A label may be as long as its sender likes; --json has all of it. */
const LONGEST_SHOWN = 100;
const shortened = (quoted: string): string =>
  quoted.length > LONGEST_SHOWN ? `${quoted.slice(0, LONGEST_SHOWN)}…` : quoted;
