import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { change, stateText, versionOf } from './post-mortem.ts';

export interface Said {
  by?: string;
  atVersion?: number;
  json?: boolean;
}

/** A command about the post-mortem of one incident, with the options of who does it. */
export const postMortemCommand = (name: string, description: string, example: string): Command =>
  new Command(name)
    .description(description)
    .argument('<id>', 'id of the incident, as `headwater incident list` shows it')
    .option('--by <name>', 'who does it (default: local user)')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  headwater post-mortem ${name} <id> ${example}`);

/** The same of what is refused when somebody else was first. */
export const versionedCommand = (name: string, description: string, example: string): Command =>
  postMortemCommand(name, description, example).option(
    '--at-version <number>',
    'the version that you read; refused when it is not the newest any more (default: the newest)',
    wholeNumber,
  );

export const beginCommand = (): Command =>
  postMortemCommand('begin', 'Begins the post-mortem of an incident, which may still be open.', '--by ana').action(
    (incident: string, { by, json }: Said) => change('beginPostMortem', { incident, by }, { json }, stateText),
  );

interface Edited extends Said {
  summary?: string;
  impact?: string;
  lessons?: string;
}

export const editCommand = (): Command =>
  versionedCommand(
    'edit',
    'Replaces what is written, section by section; a text is Markdown, @FILE reads a file, - standard input.',
    '--summary "The load failed." --impact @impact.md --at-version 3',
  )
    .option('--summary <text>', 'what happened')
    .option('--impact <text>', 'whom it reached, and how')
    .option('--lessons <text>', 'what is to be learned')
    .action(async (incident: string, { by, atVersion, json, ...sections }: Edited) => {
      const { summary, impact, lessons } = textsOf(sections);
      const version = await versionOf(incident, atVersion);
      await change('editPostMortem', { incident, version, summary, impact, lessons, by }, { json }, stateText);
    });

export const publishCommand = (): Command =>
  versionedCommand(
    'publish',
    'Publishes it as you read it: of a resolved incident, with its cause confirmed and a summary.',
    '--at-version 5',
  ).action(async (incident: string, { by, atVersion, json }: Said) => {
    const version = await versionOf(incident, atVersion);
    await change('publishPostMortem', { incident, version, by }, { json }, stateText);
  });

type Texts = Pick<Edited, 'summary' | 'impact' | 'lessons'>;

const textsOf = (sections: Texts): Texts =>
  Object.fromEntries(Object.entries(sections).map(([name, text]) => [name, textOf(text)]));

function textOf(text: string): string {
  if (text !== '-' && !text.startsWith('@')) return text;
  try {
    return readFileSync(text === '-' ? 0 : text.slice(1), 'utf8');
  } catch (cause) {
    throw new CommandFailure(EXIT.usage, `${text.slice(1)} cannot be read: ${(cause as Error).message}`);
  }
}
