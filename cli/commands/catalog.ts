import { Command } from 'commander';
import { applyCommand, diffCommand } from '../catalog/apply.ts';
import { historyCommand } from '../catalog/history.ts';
import { initCommand } from '../catalog/init.ts';
import { lintCommand } from '../catalog/lint.ts';
import { listCommand, searchCommand } from '../catalog/list.ts';
import { showCommand } from '../catalog/show.ts';

export const catalogCommand = (): Command =>
  new Command('catalog')
    .description('What metrics mean, who owns what.')
    .addCommand(initCommand())
    .addCommand(applyCommand())
    .addCommand(diffCommand())
    .addCommand(lintCommand())
    .addCommand(listCommand())
    .addCommand(searchCommand())
    .addCommand(showCommand())
    .addCommand(historyCommand());
