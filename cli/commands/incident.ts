import { Command } from 'commander';
import { wholeNumber, wordsOf } from '../arguments.ts';
import { act, actCommand, withActor } from '../incident/act.ts';
import { exportCasesCommand } from '../incident/export-cases.ts';
import { showCommand } from '../incident/show.ts';
import { minute, print, printJson, status, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Said {
  by?: string;
  note?: string;
  json?: boolean;
}

interface Incidents {
  incidents: {
    totalCount: number | null;
    edges: {
      node: {
        id: string;
        title: string;
        state: string;
        severity: string;
        openedAt: string;
        asset: { id: string } | null;
        alerts: { totalCount: number | null } | null;
      };
    }[];
  };
}

const LIST = `query Incidents($state: [IncidentState!]!, $first: Int!) {
  incidents(state: $state, first: $first) {
    totalCount
    edges { node { id title state severity openedAt asset { id } alerts(first: 1) { totalCount } } }
  }
}`;

export const incidentCommand = (): Command =>
  new Command('incident')
    .description('What is broken, since when.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(
      actCommand(
        'acknowledge',
        'acknowledgeIncident',
        'Says that somebody looks into it: nobody else is called for it.',
        '--by ana --note "looking at the load"',
      ),
    )
    .addCommand(
      actCommand(
        'resolve',
        'resolveIncident',
        'Resolves it though alerts of it may fire; --note says how.',
        '--by ana --note "ran load_orders again"',
      ),
    )
    .addCommand(
      actCommand(
        'reopen',
        'reopenIncident',
        'Opens a resolved incident again; whoever has alerts in it that fire is called again.',
        '--by ana',
      ),
    )
    .addCommand(mergeCommand())
    .addCommand(splitCommand())
    .addCommand(exportCasesCommand());

const mergeCommand = (): Command =>
  withActor(
    new Command('merge')
      .description('Moves all alerts of other incidents into one.')
      .argument('<into>', 'id of the incident that stays')
      .argument('<ids...>', 'ids of those that go into it'),
  )
    .addHelpText('after', '\nExample:\n  headwater incident merge <into> <id> --note "one outage"')
    .action((into: string, incidents: string[], options: Said) =>
      act('mergeIncidents', { into, incidents, by: options.by, note: options.note }, options),
    );

const splitCommand = (): Command =>
  withActor(
    new Command('split')
      .description('Makes an incident of its own of some alerts of one.')
      .argument('<id>', 'incident id')
      .argument('<alerts...>', 'ids of the alerts that leave'),
  )
    .addHelpText('after', '\nExample:\n  headwater incident split <id> <alert> --note "has nothing to do with it"')
    .action((id: string, alerts: string[], options: Said) =>
      act('splitIncident', { id, alerts, by: options.by, note: options.note }, options),
    );

const listCommand = (): Command =>
  new Command('list')
    .description('Incidents, newest first.')
    .option(
      '--state <states...>',
      'only in these: OPEN, ACKNOWLEDGED, RESOLVED (default: OPEN,ACKNOWLEDGED)',
      wordsOf(['OPEN', 'ACKNOWLEDGED', 'RESOLVED']),
    )
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater incident list --state RESOLVED --first 5')
    .action(async (options: { state?: string[]; first: number; json?: boolean }) => {
      const { state = ['OPEN', 'ACKNOWLEDGED'], first } = options;
      const { incidents } = await ask<Incidents>(LIST, { state, first }, 'incidents');
      const nodes = incidents.edges.map(({ node }) => node);
      if (options.json) return printJson({ totalCount: incidents.totalCount, incidents: nodes });
      if (nodes.length === 0) return tell(`no incident is ${state.join(' or ')}`);
      const rows = nodes.map((node) => [
        minute(node.openedAt),
        status(node.severity),
        node.state,
        `${node.alerts?.totalCount ?? '-'}`,
        node.id,
        node.title,
      ]);
      print(table(['opened', 'severity', 'state', 'alerts', 'id', 'title'], rows));
      if (incidents.totalCount !== null && incidents.totalCount > nodes.length)
        tell(`${nodes.length} of ${incidents.totalCount} listed`);
    });
