import { Command } from 'commander';
import { readArtifacts } from '../dbt/artifacts.ts';
import { eventsOf } from '../dbt/events.ts';
import { datasetNamespaceOf, type ProfileOptions } from '../dbt/profile.ts';
import { gxImport } from '../import-gx.ts';
import { lineageImport } from '../import-lineage.ts';
import { print, tell } from '../output.ts';
import { reportEvents } from '../report-events.ts';

interface Options extends ProfileOptions {
  jobNamespace: string;
  dryRun?: boolean;
  json?: boolean;
}

export const importCommand = (): Command =>
  new Command('import')
    .description('Takes in what other tools have written down.')
    .addCommand(dbtCommand())
    .addCommand(gxImport())
    .addCommand(lineageImport());

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
      else await reportEvents(events, options);
    });
