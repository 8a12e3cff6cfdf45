import { Command } from 'commander';
import { readArtifacts } from '../dbt/artifacts.ts';
import { eventsOf } from '../dbt/events.ts';
import { datasetNamespaceOf, type ProfileOptions } from '../dbt/profile.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { print, printJson, tell } from '../output.ts';
import { postEvents } from '../post-events.ts';

interface Options extends ProfileOptions {
  jobNamespace: string;
  dryRun?: boolean;
  json?: boolean;
}

/** As many refusals and warnings as somebody reads; `--json` has them all. */
const SHOWN = 10;

export const importCommand = (): Command =>
  new Command('import').description('Takes in what other tools have written down.').addCommand(dbtCommand());

const dbtCommand = (): Command =>
  new Command('dbt')
    .description('Posts what the artifacts of a dbt project say, as OpenLineage events.')
    .argument('<path...>', 'a target directory, or its manifest.json and others of its files')
    .option('--dataset-namespace <uri>', 'where the database is, such as postgres://warehouse.example.com:5432')
    .option('--job-namespace <name>', 'what jobs are named under', process.env.OPENLINEAGE_NAMESPACE || 'dbt')
    .option('--profiles-dir <directory>', 'where profiles.yml is, when not where dbt looks for it')
    .option('--project-dir <directory>', 'where dbt_project.yml is, when not where dbt ran')
    .option('--target <name>', 'output of the profile that dbt used, when not its default')
    .option('--dry-run', 'print the events as NDJSON and post nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Read are manifest.json, run_results.json (several, one of each command), sources.json and catalog.json. Datasets and jobs
are named as openlineage-dbt names them; the same files imported twice change nothing. See docs/dbt.md.

Example:
  headwater import dbt target
  headwater import dbt target --dataset-namespace postgres://warehouse.example.com:5432 --dry-run | head`,
    )
    .action(async (paths: string[], options: Options) => {
      const artifacts = readArtifacts(paths);
      const datasets = datasetNamespaceOf(artifacts, paths, options);
      const { events, leftOut } = eventsOf(artifacts, { datasets, jobs: options.jobNamespace });
      tell(`${events.length} events, datasets under ${datasets}, jobs under ${options.jobNamespace}`);
      for (const what of leftOut) tell(`  left out: ${what}`);
      if (options.dryRun) for (const event of events) print(JSON.stringify(event));
      else await post(events, options);
    });

async function post(events: object[], { json }: Options): Promise<void> {
  const { accepted, refused, warnings } = await postEvents(events);
  if (json) printJson({ accepted, refused, warnings });
  else print(`${accepted} of ${events.length} events accepted`);
  tellSome(warnings);
  tellSome(refused.map(({ index, reason }) => `event ${index + 1}: ${reason}`));
  if (refused.length > 0)
    throw new CommandFailure(EXIT.rejected, `${refused.length} of ${events.length} events were refused`);
}

function tellSome(lines: readonly string[]): void {
  for (const line of lines.slice(0, SHOWN)) tell(line);
  if (lines.length > SHOWN) tell(`and ${lines.length - SHOWN} more; --json lists them all`);
}
