import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { wholeNumber, wordsOf } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { figure, minute, print, SCHEMA_VERSION, status, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Change {
  cursor: string;
  kind: string;
  time: string;
  recordedAt: string;
  incident: { id: string; title: string };
  alert: {
    id: string;
    state: string;
    severity: string;
    audience: string;
    value: number | null;
    name?: string;
    asset?: { id: string };
    metric: { definition: { name: string } | null; asset: { id: string } | null } | null;
  } | null;
}

const CHANGES = `query Changes($after: String) {
  incidentChanges(after: $after, first: 100) {
    cursor kind time recordedAt
    incident { id title }
    alert { id state severity audience value name asset { id } metric { definition { name } asset { id } } }
  }
}`;

const KINDS = ['ALERT_FIRED', 'ALERT_RESOLVED', 'ALERT_SUPPRESSED', 'ALERT_UNSUPPRESSED'];
const AUDIENCES = ['ON_CALL', 'DATA_STEWARD', 'PRODUCT_OWNER'];
/** Between attempts while the server is away, in seconds. */
const LONGEST_PAUSE = 30;

interface Options {
  jsonl?: boolean;
  after?: string;
  kinds?: string[];
  audience?: string[];
  interval: number;
}

export const watchCommand = (): Command =>
  new Command('watch')
    .description('Alerts as they fire and resolve, until it is interrupted.')
    .option('--jsonl', 'print a line of JSON for each')
    .option('--after <cursor>', 'go on after the change with this `cursor`; those from now on when left out')
    .option(
      '--kinds <kinds...>',
      `only these of ${KINDS.join(', ')} (default: ALERT_FIRED,ALERT_RESOLVED)`,
      wordsOf(KINDS),
    )
    .option('--audience <audiences...>', `only alerts for these of ${AUDIENCES.join(', ')}`, wordsOf(AUDIENCES))
    .option('--interval <seconds>', 'how often to ask', wholeNumber, 2)
    .addHelpText(
      'after',
      '\nWhile the server is away it is asked again, and nothing that happened meanwhile is left out.\n\nExample:\n' +
        '  headwater alert watch --jsonl | while read -r line; do\n' +
        '    headwater alert context "$(jq -r .alert.id <<< "$line")" --json > context.json\n' +
        '  done',
    )
    .action(async ({ jsonl, after, kinds = KINDS.slice(0, 2), audience = AUDIENCES, interval }: Options) => {
      // Whoever reads may stop reading.
      process.stdout.on('error', () => process.exit(EXIT.ok));
      let cursor = after ?? (await endOfRecord());
      for (;;) {
        const changes = await changesAfter(cursor);
        for (const change of changes)
          if (kinds.includes(change.kind) && change.alert && audience.includes(change.alert.audience))
            print(jsonl ? lineOf(change) : sentenceOf(change));
        cursor = changes.at(-1)?.cursor ?? cursor;
        if (changes.length === 0) await pause(interval * 1_000);
      }
    });

async function endOfRecord(): Promise<string | null> {
  const { incidentChangesEnd } = await ask<{ incidentChangesEnd: string }>(
    'query End { incidentChangesEnd }',
    {},
    'incidentChangesEnd',
  );
  return incidentChangesEnd;
}

/** Asks until somebody answers; says so once. */
async function changesAfter(after: string | null): Promise<Change[]> {
  for (let seconds = 1, told = false; ; seconds = Math.min(LONGEST_PAUSE, 2 * seconds)) {
    try {
      const { incidentChanges } = await ask<{ incidentChanges: Change[] }>(CHANGES, { after }, 'incidentChanges');
      if (told) tell('headwater: the server answers again');
      return incidentChanges;
    } catch (fault) {
      if (!(fault instanceof CommandFailure) || fault.exit !== EXIT.unavailable) throw fault;
      if (!told) tell(`headwater: ${fault.message}; waiting for it`);
      told = true;
      await pause(seconds * 1_000);
    }
  }
}

const lineOf = (change: Change): string => JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...change });

function sentenceOf({ kind, time, alert, incident }: Change): string {
  const metric = `${alert?.name ?? 'a metric'} of ${alert?.asset?.id ?? 'an asset'}`;
  const what = kind.replace('ALERT_', '').toLowerCase();
  return `${minute(time)}  ${status(alert?.severity)}  ${what}  ${metric} at ${figure(alert?.value)} for ${alert?.audience}  ${alert?.id}  ${incident.title}`;
}
