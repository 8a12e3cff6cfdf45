import { Command, Option } from 'commander';
import { parseAssetId } from '../vocabulary/asset-id.ts';
import { instant } from './arguments.ts';
import { CommandFailure, EXIT } from './failure.ts';
import { eventOf, type Incomplete } from './gx/events.ts';
import { readValidations } from './gx/results.ts';
import { print, tell } from './output.ts';
import { reportEvents } from './report-events.ts';

interface Options {
  asset?: string;
  datasetNamespace?: string;
  at?: string;
  jobNamespace: string;
  dryRun?: boolean;
  json?: boolean;
}

export const gxImport = (): Command =>
  new Command('gx')
    .description('Posts what Great Expectations 1.x found, as OpenLineage events with data-quality facets.')
    .argument('<path...>', 'a validation result, or a folder of them such as gx/uncommitted/validations')
    .addOption(
      new Option('--asset <id>', 'the dataset that all of them are of, dataset/<namespace>/<name>').conflicts(
        'datasetNamespace',
      ),
    )
    .option(
      '--dataset-namespace <uri>',
      'where the data is, such as postgres://warehouse:5432; else the data source’s name',
    )
    .addOption(new Option('--at <time>', 'when they ran, RFC 3339, where a file does not say').argParser(instant))
    .option('--job-namespace <name>', 'what the validations are named under', 'great_expectations')
    .option('--dry-run', 'print the events as NDJSON and post nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Each validation becomes a run that reads its dataset: expectations are assertions on the dataset and its fields, their
counts feed metrics whose source is \`openlineage: { facet: … }\`. The same files imported twice change nothing. See
docs/telemetry.md.

Example:
  headwater import gx gx/uncommitted/validations --dataset-namespace postgres://warehouse.example.com:5432
  headwater import gx checkpoint.json --asset dataset/warehouse/orders --at 2026-11-02T06:00:00Z --dry-run`,
    )
    .action(async (paths: string[], options: Options) => {
      const stated = {
        dataset: options.asset === undefined ? null : datasetOf(options.asset),
        namespace: options.datasetNamespace ?? null,
        time: options.at ?? null,
        jobs: options.jobNamespace,
      };
      const validations = paths.flatMap(readValidations);
      const events = validations.map((validation) => complete(eventOf(validation, stated)));
      tell(`${validations.length} validations, ${validations.flatMap(({ outcomes }) => outcomes).length} expectations`);
      if (options.dryRun) for (const event of events) print(JSON.stringify(event));
      else await reportEvents(events, options);
    });

function datasetOf(asset: string): { namespace: string; name: string } {
  const identity = parseAssetId(asset);
  if (identity?.kind === 'DATASET') return identity;
  throw new CommandFailure(EXIT.usage, `--asset ${asset} is not a dataset`, 'expected dataset/<namespace>/<name>');
}

function complete(event: object | Incomplete): object {
  if (!('missing' in event)) return event;
  const { file, missing } = event as Incomplete;
  throw missing === 'asset'
    ? new CommandFailure(
        EXIT.usage,
        `${file} does not say which dataset it is of`,
        'give --asset dataset/<namespace>/<name>',
      )
    : new CommandFailure(
        EXIT.usage,
        `${file} does not say when it ran`,
        'give --at, such as --at 2026-11-02T06:00:00Z',
      );
}
