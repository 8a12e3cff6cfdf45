import { Command } from 'commander';
import { listCommand } from '../notification/list.ts';
import { receiversCommand } from '../notification/receivers.ts';
import { resendCommand } from '../notification/resend.ts';
import { testCommand } from '../notification/test.ts';

export const notificationCommand = (): Command =>
  new Command('notification')
    .description('Who is told of incidents, and what became of it.')
    .addCommand(listCommand())
    .addCommand(receiversCommand())
    .addCommand(resendCommand())
    .addCommand(testCommand());
