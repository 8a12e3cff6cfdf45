import { Command } from 'commander';
import { actionCommand } from '../post-mortem/action.ts';
import { confirmCommand } from '../post-mortem/confirm.ts';
import { listCommand } from '../post-mortem/list.ts';
import { showCommand } from '../post-mortem/show.ts';
import { beginCommand, editCommand, publishCommand } from '../post-mortem/write.ts';

export const postMortemCommand = (): Command =>
  new Command('post-mortem')
    .description('What people make of incidents: what happened, what began it, what is done about it.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(beginCommand())
    .addCommand(editCommand())
    .addCommand(confirmCommand())
    .addCommand(actionCommand())
    .addCommand(publishCommand());
