import { Command, InvalidArgumentError } from 'commander';
import { duration, instant, wholeNumber, wordOf, wordsOf } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { minute, print, printJson, table, tell } from '../output.ts';
import { ask } from '../server.ts';
import { throwRefusal, type UserError } from '../user-errors.ts';

interface Silence {
  id: string;
  kind: string;
  state: string;
  from: string;
  to: string | null;
  author: string;
  comment: string;
  matcher: {
    asset: { id: string } | null;
    downstream: boolean;
    metric: string | null;
    audience: string | null;
    severity: string | null;
    labels: Label[];
  };
  weekly: { days: string[]; at: string; for: string; timeZone: string } | null;
}

interface Label {
  name: string;
  value: string;
}

const SILENCE = `{
  id kind state from to author comment
  matcher { asset { id } downstream metric audience severity labels { name value } }
  weekly { days at for timeZone }
}`;

const AUDIENCES = ['ON_CALL', 'DATA_STEWARD', 'PRODUCT_OWNER'];
const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'];
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

export const silenceCommand = (): Command =>
  new Command('silence')
    .description('Alerts that call nobody for a while.')
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(expireCommand());

interface Added {
  asset?: string;
  downstream?: boolean;
  metric?: string;
  audience?: string;
  severity?: string;
  label?: Label[];
  from?: string;
  to?: string;
  maintenance?: boolean;
  days?: string[];
  at?: string;
  for?: string;
  timeZone?: string;
  by?: string;
  comment: string;
  json?: boolean;
}

const addCommand = (): Command =>
  new Command('add')
    .description('Keeps alerts that match all that is given from calling anybody.')
    .option('--asset <id>', 'alerts on this asset')
    .option('--downstream', 'and on everything downstream of it')
    .option('--metric <name>', 'alerts of this definition')
    .option('--audience <audience>', `alerts for this audience: ${AUDIENCES.join(', ')}`, wordOf(AUDIENCES))
    .option('--severity <severity>', `alerts of this severity: ${SEVERITIES.join(', ')}`, wordOf(SEVERITIES))
    .option('--label <name=value>', 'alerts with this label; may be given again', labelsOf)
    .option('--from <time>', 'RFC 3339 (default: now)', instant)
    .option('--to <time>', 'RFC 3339', instant)
    .option('--maintenance', 'a window of maintenance rather than a silence')
    .option('--days <days...>', 'only on these days of each week', wordsOf(DAYS))
    .option('--at <time>', 'with --days: time of the day at which a window begins, such as 02:30')
    .option('--for <duration>', 'with --days: length of a window, such as PT2H', duration)
    .option('--time-zone <zone>', 'with --days: such as Europe/Berlin (default: UTC)')
    .requiredOption('--comment <text>', 'why')
    .option('--by <name>', 'who does it (default: local user)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  headwater silence add --asset dataset/warehouse/orders --downstream --to 2026-11-02T06:00:00Z --comment "backfill"
  headwater silence add --maintenance --metric prediction.accuracy --days SUNDAY --at 02:00 --for PT4H --comment "retraining"`,
    )
    .action(async (options: Added) => {
      const document = `mutation CreateSilence($input: CreateSilenceInput!) {
        createSilence(input: $input) { silence ${SILENCE} userErrors { code field message } warnings { field message } }
      }`;
      const { createSilence } = await ask<{ createSilence: Changed }>(
        document,
        { input: inputOf(options) },
        'createSilence',
      );
      printChanged(createSilence, options.json);
    });

function inputOf(options: Added) {
  const { asset, downstream = false, metric, audience, severity, label = [], from, to, by, comment } = options;
  const { days, at, for: length, timeZone } = options;
  // Half of a weekly window taken for none at all would be silent all the time.
  if (days ? !at || !length : at || length || timeZone)
    throw new CommandFailure(EXIT.usage, 'a weekly window needs --days, --at and --for', 'name all three, or none');
  return {
    kind: options.maintenance ? 'MAINTENANCE' : 'SILENCE',
    matcher: { asset, downstream, metric, audience, severity, labels: label },
    from,
    to,
    weekly: days && { days, at, for: length, timeZone },
    author: by,
    comment,
  };
}

const expireCommand = (): Command =>
  new Command('expire')
    .description('Ends a silence now.')
    .argument('<id>', 'silence id, as `headwater silence list` shows it')
    .option('--by <name>', 'who does it (default: local user)')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater silence expire <id> --by ana')
    .action(async (id: string, { by, json }: { by?: string; json?: boolean }) => {
      const document = `mutation ExpireSilence($input: ExpireSilenceInput!) {
        expireSilence(input: $input) { silence ${SILENCE} userErrors { code field message } }
      }`;
      const { expireSilence } = await ask<{ expireSilence: Changed }>(document, { input: { id, by } }, 'expireSilence');
      printChanged(expireSilence, json);
    });

interface Changed {
  silence: Silence | null;
  userErrors: UserError[];
  warnings?: { field: string; message: string }[];
}

function printChanged(changed: Changed, json: boolean | undefined): void {
  if (json) printJson(changed);
  throwRefusal(changed.userErrors);
  const { silence, warnings = [] } = changed;
  if (silence && !json) print(`${silence.id} is ${silence.state}: ${matcherText(silence)}`);
  for (const { field, message } of warnings) tell(`warning: ${field}: ${message}`);
}

const listCommand = (): Command =>
  new Command('list')
    .description('Silences that have not ended, newest first.')
    .option('--ended', 'those that have ended too')
    .option('--first <count>', 'how many to list, 1 to 100', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  headwater silence list --ended')
    .action(async ({ ended = false, first, json }: { ended?: boolean; first: number; json?: boolean }) => {
      const document = `query Silences($ended: Boolean!, $first: Int!) {
        silences(ended: $ended, first: $first) { pageInfo { hasNextPage } edges { node ${SILENCE} } }
      }`;
      const { silences } = await ask<{
        silences: { pageInfo: { hasNextPage: boolean }; edges: { node: Silence }[] };
      }>(document, { ended, first }, 'silences');
      const nodes = silences.edges.map(({ node }) => node);
      if (json) return printJson({ hasNextPage: silences.pageInfo.hasNextPage, silences: nodes });
      if (nodes.length === 0) return tell('nothing is silenced');
      const rows = nodes.map((node) => [
        node.state,
        node.kind,
        minute(node.from),
        minute(node.to),
        node.author,
        node.id,
        `${matcherText(node)}: ${node.comment}`,
      ]);
      print(table(['state', 'kind', 'from', 'to', 'author', 'id', 'what and why'], rows));
      if (silences.pageInfo.hasNextPage) tell(`there are more than these ${nodes.length}; raise --first`);
    });

function matcherText({ matcher, weekly }: Silence): string {
  const { asset, downstream, metric, audience, severity, labels } = matcher;
  const parts = [
    asset && `${asset.id}${downstream ? ' and downstream' : ''}`,
    metric,
    audience,
    severity,
    ...labels.map(({ name, value }) => `${name}=${value}`),
    weekly && `${weekly.days.join(' ')} at ${weekly.at} ${weekly.timeZone} for ${weekly.for}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function labelsOf(text: string, before: Label[] = []): Label[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected <name>=<value>.');
  return [...before, { name: text.slice(0, at), value: text.slice(at + 1) }];
}
