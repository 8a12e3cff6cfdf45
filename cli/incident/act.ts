import { Command } from 'commander';
import { print, printJson } from '../output.ts';
import { ask } from '../server.ts';
import { throwRefusal, type UserError } from '../user-errors.ts';

interface Done {
  incident: { id: string; state: string; title: string } | null;
  created?: { id: string; state: string; title: string } | null;
  userErrors: UserError[];
}

const INCIDENT = '{ id state title severity acknowledgement { by at note } resolution { by at note } }';

interface Options {
  by?: string;
  note?: string;
  json?: boolean;
}

/** Sends what somebody does to an incident, and prints what stands now. */
export async function act(mutation: string, input: Record<string, unknown>, { json }: Options): Promise<void> {
  const type = {
    mergeIncidents: 'MergeIncidentsInput',
    splitIncident: 'SplitIncidentInput',
  }[mutation];
  const created = mutation === 'splitIncident' ? `created ${INCIDENT}` : '';
  const document = `mutation Act($input: ${type ?? 'IncidentActInput'}!) {
    done: ${mutation}(input: $input) { incident ${INCIDENT} ${created} userErrors { code field message } }
  }`;
  const { done } = await ask<{ done: Done }>(document, { input }, 'done');
  if (json) printJson(done);
  throwRefusal(done.userErrors);
  if (json) return;
  for (const incident of [done.incident, done.created])
    if (incident) print(`${incident.id} is ${incident.state}: ${incident.title}`);
}

/** A command that does something to one incident. */
export const actCommand = (name: string, mutation: string, description: string, example: string): Command =>
  withActor(
    new Command(name).description(description).argument('<id>', 'incident id, as `headwater incident list` shows it'),
  )
    .addHelpText('after', `\nExample:\n  headwater incident ${name} <id> ${example}`)
    .action((id: string, options: Options) => act(mutation, { id, by: options.by, note: options.note }, options));

/** A command with the options of who does it and what they say. */
export const withActor = (command: Command): Command =>
  command
    .option('--by <name>', 'who does it (default: local user)')
    .option('--note <text>', 'what is said of it, for whoever reads the history')
    .option('--json', 'print JSON');
