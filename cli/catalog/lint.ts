import { Command } from 'commander';
import { readFiles } from '../catalog-files.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { printJson, tell } from '../output.ts';
import { counted, tellFaults } from './tell-faults.ts';

export const lintCommand = (): Command =>
  new Command('lint')
    .description('Checks catalog YAML without a server; what it refers to must be in the same files.')
    .argument('<file...>', 'YAML files')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater catalog lint catalog/*.yaml')
    .action(async (files: string[], options: { json?: boolean }) => {
      // The catalog with its schema takes time to load, which no other command should wait for.
      const { lintCatalog } = await import('../../subgraphs/catalog/index.ts');
      const { document, placed } = await readFiles(files);
      const faults = lintCatalog(document).map(placed);
      if (options.json) printJson({ faults });
      else tellFaults(faults);
      if (faults.length > 0) throw new CommandFailure(EXIT.findings, counted(faults.length, 'fault'));
      tell(`${counted(files.length, 'file')}: no faults`);
    });
