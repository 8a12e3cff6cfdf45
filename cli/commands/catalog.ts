import { Command } from 'commander';
import { lintCatalog } from '../../subgraphs/catalog/index.ts';
import { type Fault, type Placed, readFiles } from '../catalog-files.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Applied {
  applyCatalog: {
    definitions: { name: string; version: number; fingerprint: string; status: string }[];
    changes: { entity: string; name: string; field: string; before: unknown; after: unknown }[];
    userErrors: Fault[];
  };
}

const APPLY = `mutation ApplyCatalog($input: ApplyCatalogInput!) {
  applyCatalog(input: $input) {
    definitions { id name version fingerprint status }
    changes { entity name field before after }
    userErrors { code field message }
  }
}`;

export const catalogCommand = (): Command =>
  new Command('catalog')
    .description('What metrics mean, who owns what.')
    .addCommand(applyCommand())
    .addCommand(lintCommand());

const applyCommand = (): Command =>
  new Command('apply')
    .description('Applies catalog YAML, all files together or none.')
    .argument('<file...>', 'YAML files')
    .option('--dry-run', 'tell what would change and store nothing')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater catalog apply catalog/*.yaml --dry-run')
    .action(async (files: string[], options: { dryRun?: boolean; json?: boolean }) => {
      const { document, placed } = await readFiles(files);
      const { applyCatalog } = await ask<Applied>(
        APPLY,
        { input: { document, dryRun: Boolean(options.dryRun) } },
        'applyCatalog',
      );
      const { definitions, changes } = applyCatalog;
      const userErrors = applyCatalog.userErrors.map(placed);
      if (options.json) printJson({ ...applyCatalog, userErrors });
      else if (userErrors.length === 0) {
        if (definitions.length > 0)
          print(
            table(
              ['definition', 'version', 'status'],
              definitions.map((each) => [each.name, `${each.version}`, each.status]),
            ),
          );
        for (const change of changes)
          print(`  ${change.entity} ${change.name} ${change.field}: ${short(change.before)} -> ${short(change.after)}`);
      }
      if (userErrors.length > 0) {
        if (!options.json) tellFaults(userErrors);
        throw new CommandFailure(EXIT.rejected, `${counted(userErrors.length, 'fault')}; nothing was applied`);
      }
      if (options.dryRun) tell('dry run: nothing was stored');
    });

const lintCommand = (): Command =>
  new Command('lint')
    .description('Checks catalog YAML without a server; a playbook that a definition names must be in the same files.')
    .argument('<file...>', 'YAML files')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater catalog lint catalog/*.yaml')
    .action(async (files: string[], options: { json?: boolean }) => {
      const { document, placed } = await readFiles(files);
      const faults = lintCatalog(document).map(placed);
      if (options.json) printJson({ faults });
      else tellFaults(faults);
      if (faults.length > 0) throw new CommandFailure(EXIT.findings, counted(faults.length, 'fault'));
      tell(`${counted(files.length, 'file')}: no faults`);
    });

/** A fault that says its line is told where an editor finds it, any other by its document. */
const tellFaults = (faults: readonly Placed[]): void => {
  for (const { file, line, field, message } of faults)
    tell(
      file === null
        ? `${field ? `${field}: ` : ''}${message}`
        : `${file}:${line}: ${field ? `${field.replace(/^documents\[\d+\]\.?/, '') || field}: ` : ''}${message}`,
    );
};

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const short = (value: unknown): string =>
  value === null || value === undefined ? 'none' : JSON.stringify(value).slice(0, 80);
