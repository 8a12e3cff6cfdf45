import { Command } from 'commander';
import { MLFLOW_NAMESPACE } from '../../ingest/mlflow/naming.ts';
import { MlflowClient, mlflowAddress } from '../mlflow/client.ts';
import { assetsOf, eventsOf, type Synced } from '../mlflow/events.ts';
import { knownOf } from '../mlflow/known.ts';
import { readRegistry } from '../mlflow/registry.ts';
import { print, printJson, tell } from '../output.ts';
import { type PostedEvents, postEvents } from '../post-events.ts';
import { failWhereRefused, tellSome } from '../report-events.ts';
import { ask } from '../server.ts';

interface Options {
  namespace: string;
  tableNamespace?: string;
  dryRun?: boolean;
  json?: boolean;
}

export const syncCommand = (): Command =>
  new Command('sync').description('Brings the lineage up to what another server says.').addCommand(mlflowCommand());

const mlflowCommand = (): Command =>
  new Command('mlflow')
    .description('Reads the models of an MLflow server and what they were trained on, and posts what is new.')
    .argument('[address]', 'such as http://127.0.0.1:5000; MLFLOW_TRACKING_URI when left out')
    .option(
      '--namespace <name>',
      'what models, aliases and runs are named under',
      process.env.HEADWATER_MLFLOW_NAMESPACE || MLFLOW_NAMESPACE,
    )
    .option('--table-namespace <uri>', 'where tables are that MLflow knows by name alone; --namespace when left out')
    .option('--dry-run', 'print the events as NDJSON and post nothing')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Signs in by MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN. All is read each time and
compared with what the server of HEADWATER_URL holds: run again, it changes nothing. See docs/mlflow.md.

Example:
  headwater sync mlflow http://127.0.0.1:5000
  headwater sync mlflow http://127.0.0.1:5000 --dry-run | head`,
    )
    .action(async (address: string | undefined, options: Options) => {
      const { namespace, tableNamespace: tables = namespace, dryRun } = options;
      const client = new MlflowClient(mlflowAddress(address, process.env));
      // Reading may take long, and is in vain where nobody takes it.
      await ask('{ __typename }', {}, '__typename');
      // Before anything is read: what a webhook tells meanwhile is newer.
      const now = Date.now();
      const registry = await readRegistry(client);
      const known = await knownOf(assetsOf(registry, namespace), namespace);
      const synced = eventsOf({ registry, known, namespaces: { mlflow: namespace, tables }, now });
      tell(`${synced.events.length} events, models under ${namespace}, tables under ${tables}`);
      if (dryRun) for (const event of synced.events) print(JSON.stringify(event));
      else report(synced, await postEvents(synced.events), options);
    });

function report(
  { events, counts, missingRuns, withoutTrainingData }: Synced,
  posted: PostedEvents,
  { json }: Options,
): void {
  const { accepted, refused, warnings } = posted;
  if (json) printJson({ ...counts, accepted, refused, warnings, missingRuns, withoutTrainingData });
  else {
    print(
      `${counts.models} registered models, ${counts.versions} versions, ${counts.aliases} aliases, ${counts.runs} training runs, ${counts.datasets} datasets they read`,
    );
    print(`${accepted} of ${events.length} events accepted`);
  }
  tellSome(warnings);
  if (missingRuns.length > 0) {
    tell(`${missingRuns.length} training runs that MLflow no longer has, or does not show to whoever asks:`);
    tellSome(missingRuns.map((run) => `  ${run}`));
  }
  if (withoutTrainingData.length > 0) {
    tell(`${withoutTrainingData.length} versions of which MLflow does not know what they were trained on:`);
    tellSome(withoutTrainingData.map((version) => `  ${version}`));
    tell('  log it with mlflow.log_input(…), or state it: mutation declareLineage');
  }
  failWhereRefused(refused, events.length);
}
