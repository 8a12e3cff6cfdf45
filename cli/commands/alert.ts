import { Command } from 'commander';
import { contextCommand } from '../alert/context.ts';
import { unboundCommand } from '../alert/unbound.ts';
import { watchCommand } from '../alert/watch.ts';
import { wholeNumber, wordsOf } from '../arguments.ts';
import { figure, minute, print, printJson, status, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Alerts {
  alerts: {
    totalCount: number | null;
    edges: {
      node: {
        id: string;
        state: string;
        severity: string;
        audience: string;
        firedAt: string | null;
        value: number | null;
        name?: string;
        asset?: { id: string };
        metric: { definition: { name: string } | null; asset: { id: string } | null } | null;
      };
    }[];
  };
}

const LIST = `query Alerts($state: [AlertState!]!, $first: Int!) {
  alerts(state: $state, first: $first) {
    totalCount
    edges { node { id state severity audience firedAt value name asset { id } metric { definition { name } asset { id } } } }
  }
}`;

export const alertCommand = (): Command =>
  new Command('alert')
    .description('Metrics that crossed a threshold.')
    .addCommand(listCommand())
    .addCommand(contextCommand())
    .addCommand(watchCommand())
    .addCommand(unboundCommand());

const listCommand = (): Command =>
  new Command('list')
    .description('Alerts, newest first.')
    .option(
      '--state <states...>',
      'only in these: PENDING, FIRING, RESOLVED (default: PENDING,FIRING)',
      wordsOf(['PENDING', 'FIRING', 'RESOLVED']),
    )
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater alert list --state FIRING')
    .action(async (options: { state?: string[]; first: number; json?: boolean }) => {
      const { state = ['PENDING', 'FIRING'], first } = options;
      const { alerts } = await ask<Alerts>(LIST, { state, first }, 'alerts');
      const nodes = alerts.edges.map(({ node }) => node);
      if (options.json) return printJson({ totalCount: alerts.totalCount, alerts: nodes });
      if (nodes.length === 0) return tell(`no alert is ${state.join(' or ')}`);
      const rows = nodes.map((node) => [
        minute(node.firedAt),
        status(node.severity),
        node.state,
        node.audience,
        figure(node.value),
        node.id,
        `${node.metric?.definition?.name ?? node.name ?? '-'} of ${node.metric?.asset?.id ?? node.asset?.id ?? '-'}`,
      ]);
      print(table(['fired', 'severity', 'state', 'audience', 'value', 'id', 'metric'], rows));
      if (alerts.totalCount !== null && alerts.totalCount > nodes.length)
        tell(`${nodes.length} of ${alerts.totalCount} listed`);
    });
