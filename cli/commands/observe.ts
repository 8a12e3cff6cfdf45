import { Command, Option } from 'commander';
import { parseAssetId } from '../../vocabulary/asset-id.ts';
import { instant } from '../arguments.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { applicableDefinitions } from '../observe/definitions.ts';
import { openFile, type ProfiledFile } from '../observe/file.ts';
import { quoted } from '../observe/literal.ts';
import { type Observation, observationsOf, type Range } from '../observe/observations.ts';
import { type Posted, postObservations } from '../observe/post.ts';
import type { PredictionColumns } from '../observe/predictions.ts';
import { print, printJson, table, tell } from '../output.ts';

interface Options {
  asset: string;
  time?: string;
  at?: string;
  null?: string[];
  model?: string;
  label?: string;
  score?: string;
  predicted?: string;
  threshold: number;
  dryRun?: boolean;
  json?: boolean;
}

/** As many rejections as somebody reads; `--json` has them all. */
const REJECTIONS_SHOWN = 10;

export const observeCommand = (): Command =>
  new Command('observe')
    .description('Profiles a CSV or Parquet file against the catalog and posts observations of its dataset and fields.')
    .argument('<file>', 'a .csv, .csv.gz or .parquet file')
    .requiredOption('--asset <id>', 'the dataset it holds, dataset/<namespace>/<name>')
    .option('--time <column>', 'column with the time of a row: observations by the definition’s window, or by the day')
    .addOption(
      new Option('--at <time>', 'end of the one window that the whole file covers, RFC 3339; now when left out')
        .argParser(instant)
        .conflicts('time'),
    )
    .option('--null <text...>', 'texts that stand for no value in a CSV, such as NA; an empty field always does')
    .option('--model <id>', 'the model version or deployment whose predictions it holds')
    .option('--label <column>', 'column with what was so: 0 or 1, or a number; empty while it is not known')
    .option('--score <column>', 'column with the score of the class, from 0 to 1')
    .option('--predicted <column>', 'column with the predicted number')
    .option('--threshold <score>', 'score from which on the class is called', Number, 0.5)
    .option('--dry-run', 'print the observations as NDJSON and post nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
A definition takes part when its source says what to profile:
  source: { observations: true, profile: rows }      rows of the file, for DATASET       (method count)
  source: { observations: true, profile: missing }   rows without a value, for FEATURE   (method ratio)
  source: { observations: true, profile: bins }      counts in its bins, for FEATURE     (method distance)
  source: { observations: true, profile: predictions }  for the --model, by --label and --score or --predicted
                                                     (methods classification and regression)
Times without a zone are read in the definition's; windows that are not over yet are left out.

Example:
  headwater observe orders.parquet --asset dataset/warehouse/raw.orders --time ordered_at
  headwater observe orders.csv --asset dataset/warehouse/raw.orders --at 2026-11-02T00:00:00Z --null NA --dry-run`,
    )
    .action(async (path: string, options: Options) => {
      const now = new Date().toISOString();
      if (!options.time && !options.at)
        tell('without --at the file counts for the window that holds now: its values show once that window is over');
      const file = await openFile(path, options.null ?? []);
      try {
        const profiled = await profile(file, { at: now, ...options, predictions: predictionsOf(options) });
        const observations = finished(profiled, now);
        if (options.dryRun) for (const observation of observations) print(JSON.stringify(observation));
        else if (observations.length === 0)
          throw new CommandFailure(
            EXIT.notFound,
            profiled.length === 0
              ? `${path} holds nothing that a definition asks for`
              : `${path} holds no window that is over; observe it again once one is, or give the window's end by --at`,
          );
        else report(observations, await postObservations(observations), options);
      } finally {
        file.close();
      }
    });

/** What the options say of predictions; null when they say nothing. */
function predictionsOf({ model, label, score, predicted, threshold }: Options): PredictionColumns | null {
  if (!(model || label || score || predicted)) return null;
  if (!model || !label || !(score || predicted))
    throw new CommandFailure(
      EXIT.usage,
      'predictions take --model, --label, and --score or --predicted',
      'for example --model deployment/prod/churn --label churned --score score',
    );
  const kind = parseAssetId(model)?.kind;
  if (kind !== 'MODEL_VERSION' && kind !== 'DEPLOYMENT')
    throw new CommandFailure(EXIT.usage, `--model ${model} is no model version and no deployment`);
  if (!(threshold > 0 && threshold < 1))
    throw new CommandFailure(EXIT.usage, '--threshold is no number between 0 and 1');
  return { model, label, threshold, ...(score ? { score } : {}), ...(predicted ? { predicted } : {}) };
}

async function profile(file: ProfiledFile, options: Options & Range): Promise<Observation[]> {
  const definitions = await applicableDefinitions();
  if (definitions.length === 0)
    throw new CommandFailure(
      EXIT.notFound,
      'no definition in the catalog says what to profile',
      'give one `source: { observations: true, profile: rows }`',
    );
  tell(`${file.path}: ${file.rows} rows, ${file.columns.length} columns`);
  const observations: Observation[] = [];
  for (const [index, definition] of definitions.entries()) {
    tell(`  profiling ${definition.name} (${index + 1} of ${definitions.length})`);
    observations.push(...(await observationsOf(definition, file, options)));
  }
  if (options.time) await tellRowsWithoutTime(file, options.time);
  return observations;
}

async function tellRowsWithoutTime(file: ProfiledFile, time: string): Promise<void> {
  const [row] = await file.query(`SELECT count(*)::DOUBLE AS rows FROM file WHERE ${quoted(time)} IS NULL`);
  if (Number(row?.rows) > 0) tell(`  ${row?.rows} rows have no ${time} and are in no window`);
}

/** Those of windows that are over: half a day counted as a day would look like a loss. */
function finished(observations: Observation[], now: string): Observation[] {
  const over = observations.filter(({ time }) => Date.parse(time) <= Date.parse(now));
  if (over.length < observations.length)
    tell(`  ${observations.length - over.length} observations of windows that are not over were left out`);
  return over;
}

function report(observations: Observation[], { accepted, rejected }: Posted, { json }: Options): void {
  const rejectedOf = Map.groupBy(rejected, ({ observation }) => observation.metric);
  const metrics = [...Map.groupBy(observations, ({ metric }) => metric)].map(([metric, each]) => ({
    metric,
    assets: new Set(each.map(({ asset }) => asset)).size,
    posted: each.length,
    rejected: rejectedOf.get(metric)?.length ?? 0,
  }));
  if (json) printJson({ accepted, rejected, metrics });
  else {
    const rows = metrics.map((each) => [
      each.metric,
      each.assets,
      each.posted,
      each.posted - each.rejected,
      each.rejected,
    ]);
    print(
      table(
        ['metric', 'assets', 'posted', 'accepted', 'rejected'],
        rows.map((row) => row.map(String)),
      ),
    );
  }
  if (rejected.length === 0) return;
  for (const { observation, message } of rejected.slice(0, REJECTIONS_SHOWN))
    tell(`${observation.metric} of ${observation.asset} at ${observation.time}: ${message}`);
  if (rejected.length > REJECTIONS_SHOWN) tell(`and ${rejected.length - REJECTIONS_SHOWN} more; --json lists them all`);
  throw new CommandFailure(EXIT.rejected, `${rejected.length} of ${observations.length} observations were rejected`);
}
