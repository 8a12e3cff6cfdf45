import { Command } from 'commander';
import { readFiles } from '../catalog-files.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { printJson, tell } from '../output.ts';
import { applyCatalog } from './apply-catalog.ts';
import { consequenceOf, printApplied } from './print-applied.ts';
import { counted, tellFaults } from './tell-faults.ts';

interface Options {
  dryRun?: boolean;
  reason?: string;
  author?: string;
  json?: boolean;
}

export const applyCommand = (): Command =>
  new Command('apply')
    .description('Applies catalog YAML, all files together or none.')
    .argument('<file...>', 'YAML files')
    .option('--dry-run', 'tell what would change and store nothing')
    .option('--reason <text>', 'why, for the history')
    .option('--author <name>', 'who, for the history; the local user when left out')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Example:
  headwater catalog apply catalog/*.yaml --reason "labels mature two days later"
Warnings of overlap with what is there never hold an apply back. Ends with 5 when anything is at fault.`,
    )
    .action(async (files: string[], options: Options) => {
      const { changes } = await applied(files, options, Boolean(options.dryRun));
      if (options.dryRun) tell('dry run: nothing was stored');
      else if (changes.length === 0) tell('nothing changed');
    });

export const diffCommand = (): Command =>
  new Command('diff')
    .description('Tells how catalog YAML differs from the catalog, and stores nothing.')
    .argument('<file...>', 'YAML files')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Example:
  headwater catalog diff catalog/*.yaml
A change of meaning makes a new version; policy, ownership and text go on under the same one.
Ends with 0 when nothing differs, with 6 when something does, with 5 when anything is at fault.`,
    )
    .action(async (files: string[], options: { json?: boolean }) => {
      const { changes } = await applied(files, options, true);
      if (changes.length === 0) return tell('the catalog says the same');
      throw new CommandFailure(EXIT.findings, counted(changes.length, 'difference'));
    });

async function applied(files: string[], { reason, author, json }: Options, dryRun: boolean) {
  const { document, placed } = await readFiles(files);
  const answer = await applyCatalog({ document, dryRun, author, reason });
  const userErrors = answer.userErrors.map(placed);
  if (json) printJson({ ...answer, userErrors });
  if (userErrors.length > 0) {
    if (!json) tellFaults(userErrors);
    throw new CommandFailure(EXIT.rejected, `${counted(userErrors.length, 'fault')}; nothing was applied`);
  }
  if (json) return answer;
  printApplied(answer);
  const consequence = consequenceOf(answer);
  if (consequence) tell(`\n${consequence}`);
  return answer;
}
