import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { minute, print, printJson, status, styled, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Act {
  by: string;
  at: string;
  note: string | null;
}

interface Shown {
  id: string;
  title: string;
  state: string;
  severity: string;
  openedAt: string;
  resolvedAt: string | null;
  escalateAt: string | null;
  escalationLevel: number;
  firingCount: number;
  silencedCount: number;
  asset: { id: string } | null;
  calls: { audience: string; severity: string; at: string }[];
  acknowledgement: Act | null;
  resolution: Act | null;
  mergedInto: { id: string } | null;
  provisional: string | null;
  alerts: {
    totalCount: number | null;
    edges: {
      node: {
        id: string;
        state: string;
        severity: string;
        audience: string;
        suppression: { kind: string } | null;
        name: string;
        asset: { id: string };
      };
    }[];
  };
  history: {
    totalCount: number | null;
    edges: {
      node: {
        time: string;
        kind: string;
        audience: string | null;
        actor: string | null;
        note: string | null;
        before: string | null;
        after: string | null;
      };
    }[];
  };
}

const DOCUMENT = `query Incident($id: ID!) {
  incident(id: $id) {
    id title state severity openedAt resolvedAt escalateAt escalationLevel firingCount silencedCount provisional
    asset { id }
    calls { audience severity at }
    acknowledgement { by at note }
    resolution { by at note }
    mergedInto { id }
    alerts(first: 20) {
      totalCount
      edges { node { id state severity audience suppression { kind } name asset { id } } }
    }
    history(first: 100) {
      totalCount
      edges { node { time kind audience actor note before after alert { id } } }
    }
  }
}`;

export const showCommand = (): Command =>
  new Command('show')
    .description('One incident: who was called, who looks into it, its alerts and its history.')
    .argument('<id>', 'incident id, as `headwater incident list` shows it')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater incident show <id>')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const { incident } = await ask<{ incident: Shown | null }>(DOCUMENT, { id }, 'incident');
      if (!incident)
        throw new CommandFailure(EXIT.notFound, `no incident ${id}`, '`headwater incident list` shows those there are');
      if (json) return printJson(incident);
      printHead(incident);
      printAlerts(incident);
      printHistory(incident);
    });

function printHead(incident: Shown): void {
  const { acknowledgement, resolution, mergedInto, provisional, calls, escalateAt } = incident;
  print(styled('bold', incident.title));
  print(
    `${status(incident.severity)} ${incident.state} since ${minute(incident.openedAt)} on ${incident.asset?.id ?? '-'}`,
  );
  if (acknowledgement) print(`acknowledged ${actText(acknowledgement)}`);
  if (resolution) print(`resolved ${actText(resolution)}`);
  if (mergedInto) print(`merged into ${mergedInto.id}, where its alerts are`);
  else if (incident.resolvedAt && !resolution)
    print(`resolved ${minute(incident.resolvedAt)} with the last of its alerts`);
  if (provisional) print(provisional);
  print(`called: ${calls.map(({ audience, at }) => `${audience} ${minute(at)}`).join(', ') || 'nobody'}`);
  if (escalateAt) print(`nobody has acknowledged it; the next is called ${minute(escalateAt)}`);
}

const actText = ({ by, at, note }: Act): string => `by ${by} ${minute(at)}${note ? `: ${note}` : ''}`;

function printAlerts({ alerts, firingCount, silencedCount }: Shown): void {
  const rows = alerts.edges.map(({ node }) => [
    status(node.severity),
    node.state,
    node.audience,
    node.suppression?.kind ?? '-',
    node.id,
    `${node.name} of ${node.asset.id}`,
  ]);
  print(`\n${alerts.totalCount ?? '-'} alerts, ${firingCount} firing, ${silencedCount} of those silenced`);
  print(table(['severity', 'state', 'audience', 'suppressed', 'id', 'metric'], rows));
  if ((alerts.totalCount ?? 0) > rows.length) tell(`${rows.length} of ${alerts.totalCount} alerts listed`);
}

function printHistory({ history }: Shown): void {
  const rows = history.edges.map(({ node }) => [
    minute(node.time),
    node.kind,
    node.audience ?? '-',
    node.actor ?? '-',
    [[node.before, node.after].filter((each) => each !== null).join(' -> '), node.note ?? '']
      .filter(Boolean)
      .join('; '),
  ]);
  print(`\n${table(['time', 'what', 'audience', 'who', 'more'], rows)}`);
  if ((history.totalCount ?? 0) > rows.length) tell(`${rows.length} of ${history.totalCount} changes listed`);
}
