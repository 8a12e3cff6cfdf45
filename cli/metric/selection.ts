import { type Command, InvalidArgumentError } from 'commander';
import { instant } from '../arguments.ts';

export interface Dimension {
  label: string;
  values: string[];
}

/** What the commands about one metric take in common. */
export interface Selected {
  from?: string;
  to?: string;
  dimension?: Dimension[];
  json?: boolean;
}

const WEEK = 7 * 24 * 60 * 60_000;

/** Adds the arguments and options that select a metric, a range of time and a slice. */
export const selecting = (command: Command): Command =>
  command
    .argument('<name>', 'name of the definition, such as prediction.accuracy')
    .argument('<asset>', 'asset id, such as deployment/<environment>/<name>')
    .option('--from <time>', 'begin of the range, RFC 3339 (default: a week before --to)', instant)
    .option('--to <time>', 'end of the range, RFC 3339 (default: now)', instant)
    .option('--dimension <label=value...>', 'only what carries these; values of one label count together', dimensions)
    .option('--json', 'print JSON');

/** The range as it was given, or the last week. */
export function rangeOf({ from, to }: Selected): { from: string; to: string } {
  const end = to ?? new Date().toISOString();
  return { from: from ?? new Date(Date.parse(end) - WEEK).toISOString(), to: end };
}

/** Reads `label=value`; several values of one label are put together. */
function dimensions(text: string, before: Dimension[] = []): Dimension[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected label=value, such as cohort=new.');
  const [label, value] = [text.slice(0, at), text.slice(at + 1)];
  const known = before.find((one) => one.label === label);
  if (!known) return [...before, { label, values: [value] }];
  return before.map((one) => (one === known ? { label, values: [...one.values, value] } : one));
}
