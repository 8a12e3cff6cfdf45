import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { type AlertContext, printAlertContext } from '../alert-context.ts';
import { wholeNumber, wordsOf } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
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
    .addCommand(contextCommand());

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

const contextCommand = (): Command =>
  new Command('context')
    .description('Everything that was known when an alert fired, with its traces.')
    .argument('<id>', 'alert id, as `headwater alert list` shows it')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater alert context <id> --json | jq .rootCause.causes[0].summary')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const document = readFileSync(join(import.meta.dirname, '../alert-context.graphql'), 'utf8');
      const { alertContext } = await ask<{ alertContext: AlertContext | null }>(document, { id }, 'alertContext');
      if (!alertContext)
        throw new CommandFailure(EXIT.notFound, `no alert ${id}`, '`headwater alert list` shows the alerts there are');
      if (json) printJson(alertContext);
      else printAlertContext(alertContext);
    });
