import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { type Applied, applyCatalog } from './apply-catalog.ts';
import { chosen, keyOf, type LibraryDocument, library } from './library.ts';
import { category } from './list.ts';
import { counted, tellFaults } from './tell-faults.ts';

interface Options {
  owner: string;
  only?: string;
  dryRun?: boolean;
  print?: boolean;
  author?: string;
  json?: boolean;
}

export const initCommand = (): Command =>
  new Command('init')
    .description('Adds ready definitions of the core health indicators, each with a playbook, to the catalog.')
    .option('--owner <team>', 'name of the team that owns them', 'platform')
    .option('--only <category>', 'those of one category, such as drift', category)
    .option('--dry-run', 'tell what would be added and store nothing')
    .option('--print', 'write them as YAML to standard output, to edit and apply yourself; needs no server')
    .option('--author <name>', 'who, for the history; the local user when left out')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  headwater catalog init --owner risk-ml
  headwater catalog init --owner risk-ml --only data-quality --print > catalog/data.yaml
What is in the catalog already under the same name stays as it is, so that it can be run again at any time.`,
    )
    .action(async (options: Options) => {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(options.owner))
        throw new CommandFailure(EXIT.usage, `"${options.owner}" is no name of a team`, 'expected one such as risk-ml');
      const wanted = chosen(library(options.owner), options.only ?? null);
      if (options.print) process.stdout.write(textOf(wanted));
      else await install(wanted, options);
    });

const textOf = (documents: readonly LibraryDocument[]): string => documents.map(({ text }) => text).join('---\n');

async function install(wanted: LibraryDocument[], { owner, dryRun = false, author, json }: Options): Promise<void> {
  const present = await presentIn(wanted);
  const missing = wanted.filter((document) => !present.keys.has(keyOf(document)));
  const kept = wanted.filter((document) => present.keys.has(keyOf(document)));
  const answer =
    missing.length === 0
      ? NOTHING
      : await applyCatalog({ document: textOf(missing), dryRun, author, reason: 'headwater catalog init' });
  if (json) printJson({ added: missing.map(shown), kept: kept.map(shown), userErrors: answer.userErrors });
  if (answer.userErrors.length > 0) {
    if (!json) tellFaults(answer.userErrors.map((fault) => ({ ...fault, file: null, line: null })));
    throw new CommandFailure(EXIT.rejected, `${counted(answer.userErrors.length, 'fault')}; nothing was added`);
  }
  if (json) return;
  if (missing.length > 0)
    print(
      table(
        ['added', 'category', 'name'],
        missing.map(({ kind, category: of, name }) => [kind, of ?? '-', name]),
      ),
    );
  for (const { message } of answer.overlaps) tell(`warning: ${message}`);
  if (missing.length === 0) return tell(`all ${kept.length} are there already; nothing was added`);
  if (kept.length > 0) tell(`there already and left as they are: ${kept.map(({ name }) => name).join(', ')}`);
  tell(`${counted(missing.length, 'document')} ${dryRun ? 'would be added: dry run, nothing was stored' : 'added'}`);
  if (!present.teams.has(owner))
    tell(`no team ${owner} is described yet; apply a Team of that name so that alerts find somebody`);
}

const NOTHING: Applied = { definitions: [], changes: [], overlaps: [], userErrors: [] };

const shown = ({ kind, category: of, name }: LibraryDocument) => ({ kind, category: of, name });

interface Present {
  teams: { name: string }[];
  playbooks: { name: string }[];
  [alias: `d${number}`]: { name: string } | null;
}

/** Which of these documents, and which teams, the catalog has. */
async function presentIn(documents: readonly LibraryDocument[]): Promise<{ keys: Set<string>; teams: Set<string> }> {
  const definitions = documents.filter(({ kind }) => kind === 'MetricDefinition');
  const fields = definitions.map(({ name }, index) => `d${index}: definition(name: ${JSON.stringify(name)}) { name }`);
  const answer = await ask<Present>(`{ teams { name } playbooks { name } ${fields.join(' ')} }`, {}, 'teams');
  const keys = new Set(answer.playbooks.map(({ name }) => `Playbook ${name}`));
  for (const [index, definition] of definitions.entries()) if (answer[`d${index}`]) keys.add(keyOf(definition));
  return { keys, teams: new Set(answer.teams.map(({ name }) => name)) };
}
