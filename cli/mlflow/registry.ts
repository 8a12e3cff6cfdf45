import type { z } from 'zod';
import { runThatMade } from '../../ingest/mlflow/naming.ts';
import { tell } from '../output.ts';
import type { MlflowClient } from './client.ts';
import {
  type ModelVersion,
  modelVersions,
  oneExperiment,
  oneRun,
  type RegisteredModel,
  type Run,
  registeredModels,
} from './shapes.ts';

/** What one MLflow server says of its models, at about one time. */
export interface Registry {
  /** By name. */
  models: RegisteredModel[];
  /** Oldest first. */
  versions: ModelVersion[];
  /** The runs that made versions, by id; one that MLflow no longer has or does not show is left out. */
  runs: Map<string, Run>;
  /** Names of the experiments of these runs, by id. */
  experiments: Map<string, string>;
}

const MODELS_AT_ONCE = '100';
const VERSIONS_AT_ONCE = '200';
const RUNS_AT_ONCE = 8;
const RUNS_BETWEEN_WORDS = 200;
const ITEMS_BETWEEN_WORDS = 1_000;

/** Prompts are kept among the models, and are none. */
const IS_PROMPT = 'mlflow.prompt.is_prompt';

/** Reads all of it, each time: MLflow changes tags and aliases without a trace in its timestamps. */
export async function readRegistry(client: MlflowClient): Promise<Registry> {
  const found = await all(
    client,
    'registered-models/search',
    { max_results: MODELS_AT_ONCE },
    registeredModels,
    (page) => page.registered_models,
  );
  const models = found.filter(({ tags }) => tags[IS_PROMPT] !== 'true');
  const names = new Set(models.map(({ name }) => name));
  const search = { max_results: VERSIONS_AT_ONCE, order_by: 'creation_timestamp ASC' };
  const versions = (
    await all(client, 'model-versions/search', search, modelVersions, (page) => page.model_versions)
  ).filter(({ name }) => names.has(name));
  tell(`${models.length} registered models, ${versions.length} versions`);
  const runs = await readRuns(client, [...new Set(versions.flatMap((version) => runThatMade(version) ?? []))]);
  const experiments = new Map<string, string>();
  for (const id of new Set([...runs.values()].map(({ info }) => info.experiment_id))) {
    const found = await client.find('experiments/get', { experiment_id: id }, oneExperiment);
    if (found) experiments.set(id, found.experiment.name);
  }
  return { models, versions, runs, experiments };
}

async function all<Page extends { next_page_token: string | null }, Item>(
  client: MlflowClient,
  path: string,
  query: Record<string, string>,
  shape: z.ZodType<Page>,
  itemsOf: (page: Page) => Item[] | null | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let token: string | null = null; ; ) {
    const page: Page = await client.get(path, { ...query, ...(token ? { page_token: token } : {}) }, shape);
    const before = items.length;
    items.push(...(itemsOf(page) ?? []));
    if (Math.floor(items.length / ITEMS_BETWEEN_WORDS) > Math.floor(before / ITEMS_BETWEEN_WORDS))
      tell(`  ${items.length} read so far`);
    token = page.next_page_token;
    if (!token) return items;
  }
}

async function readRuns(client: MlflowClient, ids: readonly string[]): Promise<Map<string, Run>> {
  const runs = new Map<string, Run>();
  for (let from = 0; from < ids.length; from += RUNS_AT_ONCE) {
    if (from > 0 && from % RUNS_BETWEEN_WORDS === 0) tell(`  ${from} of ${ids.length} runs read`);
    const some = ids.slice(from, from + RUNS_AT_ONCE);
    const found = await Promise.all(some.map((id) => client.find('runs/get', { run_id: id }, oneRun)));
    for (const [index, each] of found.entries()) if (each) runs.set(some[index] as string, each.run);
  }
  return runs;
}
