import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { applicableDefinitions } from '../observe/definitions.ts';
import { openFile } from '../observe/file.ts';
import { type Observation, observationsOf } from '../observe/observations.ts';
import { figure, print, printJson, table, tell } from '../output.ts';
import { answerOf, send } from '../server.ts';

interface Options {
  asset: string;
  time?: string;
  at?: string;
  dryRun?: boolean;
  json?: boolean;
}

interface Rejection {
  line: number;
  code: string;
  message: string;
}

export const observeCommand = (): Command =>
  new Command('observe')
    .description('Profiles a CSV or Parquet file against the catalog and posts observations of its dataset and fields.')
    .argument('<file>', 'a .csv, .csv.gz or .parquet file')
    .requiredOption('--asset <id>', 'the dataset it holds, dataset/<namespace>/<name>')
    .option('--time <column>', 'column with the time of a row: one observation a window of the definition')
    .option('--at <time>', 'end of the one window that the whole file covers, RFC 3339; now when neither is given')
    .option('--dry-run', 'print the observations as NDJSON and post nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
A definition takes part when it applies to DATASET or FEATURE and its source says what to profile:
  source: { observations: true, profile: rows }      rows of the file            (method count)
  source: { observations: true, profile: missing }   rows without a value        (method ratio, FEATURE)
  source: { observations: true, profile: bins }      counts in the method's bins (method distance, FEATURE)

Example:
  headwater observe orders.parquet --asset dataset/warehouse/raw.orders --time ordered_at`,
    )
    .action(async (path: string, options: Options) => {
      const definitions = await applicableDefinitions();
      if (definitions.length === 0)
        throw new CommandFailure(
          EXIT.notFound,
          'no definition in the catalog says what to profile',
          'give one `source: { observations: true, profile: rows }`',
        );
      const file = await openFile(path);
      try {
        tell(`${path}: ${file.rows} rows, ${file.columns.length} columns`);
        const observations: Observation[] = [];
        for (const definition of definitions) {
          tell(`  ${definition.name}`);
          observations.push(...(await observationsOf(definition, file, options)));
        }
        if (options.dryRun) for (const observation of observations) print(JSON.stringify(observation));
        else await post(observations, options);
      } finally {
        file.close();
      }
    });

async function post(observations: Observation[], { json }: Options): Promise<void> {
  const response = await send('/api/v1/observations', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: observations.map((observation) => JSON.stringify(observation)).join('\n'),
  });
  const answer = (await answerOf(response)) as {
    accepted?: number;
    rejected?: Rejection[];
    error?: { message: string };
  };
  if (!response.ok)
    throw new CommandFailure(
      response.status === 503 ? EXIT.unavailable : EXIT.rejected,
      answer.error?.message ?? `refused with ${response.status}`,
    );
  const { accepted = 0, rejected = [] } = answer;
  if (json) printJson({ accepted, rejected, observations });
  else print(table(['metric', 'observations', 'assets'], summaryOf(observations)));
  for (const { line, message } of rejected)
    tell(`${observations[line - 1]?.metric} of ${observations[line - 1]?.asset}: ${message}`);
  tell(`${accepted} accepted, ${rejected.length} rejected`);
  if (rejected.length > 0) throw new CommandFailure(EXIT.rejected, `${rejected.length} observations were rejected`);
}

function summaryOf(observations: Observation[]): string[][] {
  const byMetric = Map.groupBy(observations, ({ metric }) => metric);
  return [...byMetric].map(([metric, each]) => [
    metric,
    figure(each.length),
    figure(new Set(each.map(({ asset }) => asset)).size),
  ]);
}
