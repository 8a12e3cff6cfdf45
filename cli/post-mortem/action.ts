import { Command } from 'commander';
import { change, type PostMortem } from './post-mortem.ts';
import { actionTable } from './show.ts';
import { postMortemCommand, type Said } from './write.ts';

interface Changed extends Said {
  title?: string;
  owner?: string;
  due?: string;
  open?: boolean;
}

const told = ({ actions }: PostMortem): string => actionTable(actions);

export const actionCommand = (): Command =>
  new Command('action')
    .description('What is done so that it does not happen again, or is noticed sooner.')
    .addCommand(addCommand())
    .addCommand(doneCommand())
    .addCommand(changeCommand());

const addCommand = (): Command =>
  postMortemCommand('add', 'Adds what is to be done.', '--title "Alert on late loads" --owner data --due 2026-12-01')
    .requiredOption('--title <text>', 'what is to be done')
    .requiredOption('--owner <name>', 'who does it: a person or a team')
    .requiredOption('--due <day>', 'by when, such as 2026-12-01')
    .action((incident: string, { title, owner, due, by, json }: Changed) =>
      change('addPostMortemAction', { incident, title, owner, due, by }, { json }, told),
    );

const doneCommand = (): Command =>
  postMortemCommand('done', 'Says that an action is done.', 'action/1 --by ana')
    .argument('<action>', 'such as action/1')
    .action((incident: string, action: string, { by, json }: Said) =>
      change('changePostMortemAction', { incident, action, state: 'DONE', by }, { json }, told),
    );

const changeCommand = (): Command =>
  postMortemCommand(
    'change',
    'Puts an action off, gives it to another, or opens it again.',
    'action/1 --due 2027-01-15',
  )
    .argument('<action>', 'such as action/1')
    .option('--title <text>', 'what is to be done')
    .option('--owner <name>', 'who does it: a person or a team')
    .option('--due <day>', 'by when, such as 2026-12-01')
    .option('--open', 'it is not done after all')
    .action((incident: string, action: string, { title, owner, due, open, by, json }: Changed) =>
      change(
        'changePostMortemAction',
        { incident, action, title, owner, due, state: open ? 'OPEN' : undefined, by },
        { json },
        told,
      ),
    );
