import { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { figure, print, printJson, status, table, tell } from '../output.ts';
import { ask } from '../server.ts';

interface Health {
  status: string;
  score: number | null;
  confidence: number;
  categories: { category: string; status: string }[];
  contributions: { status: string; metric: { definition: { name: string } | null; asset: { id: string } } }[];
}

interface ModelHealth {
  modelHealth: Health | null;
  modelVersions: { edges: unknown[] };
}

interface DomainHealth extends Pick<Health, 'status' | 'score' | 'confidence'> {
  counts: { status: string; count: number }[];
  complete: boolean;
  assets: { asset: { id: string }; health: Pick<Health, 'status' | 'score'> | null }[];
}

const HEALTH = `status score confidence categories { category status }
  contributions { status metric { definition { name } asset { id } } }`;
const OF_ASSET = `query AssetHealth($id: ID!) { asset(id: $id) { health { ${HEALTH} } } }`;
const OF_MODEL = `query ModelHealth($namespace: String!, $model: String!) {
  modelHealth(namespace: $namespace, model: $model) { ${HEALTH} }
  modelVersions(namespace: $namespace, model: $model, first: 1) { edges { node { id } } }
}`;
const OF_DOMAIN = `query DomainHealth($domain: String!) {
  domainHealth(domain: $domain) {
    status score confidence complete counts { status count } assets(first: 20) { asset { id } health { status score } }
  }
}`;

const JSON_OPTION = ['--json', 'print JSON'] as const;

export const healthCommand = (): Command =>
  new Command('health')
    .description('How an asset, a model in service or a business domain stands, worst first.')
    .addCommand(assetCommand())
    .addCommand(modelCommand())
    .addCommand(domainCommand());

const assetCommand = (): Command =>
  new Command('asset')
    .description('An asset by its metrics.')
    .argument('<id>', 'asset id, such as deployment/<environment>/<name>')
    .option(...JSON_OPTION)
    .action(async (id: string, { json }: { json?: boolean }) => {
      const { asset } = await ask<{ asset: { health: Health | null } | null }>(OF_ASSET, { id }, 'asset');
      if (!asset) throw new CommandFailure(EXIT.notFound, `no asset ${id}`);
      show(asset.health, id, json);
    });

const modelCommand = (): Command =>
  new Command('model')
    .description('A model: the versions that are served and what serves them, taken as one.')
    .argument('<namespace>', 'namespace of the model')
    .argument('<model>', 'name of the model')
    .option(...JSON_OPTION)
    .action(async (namespace: string, model: string, { json }: { json?: boolean }) => {
      const answer = await ask<ModelHealth>(OF_MODEL, { namespace, model }, 'modelHealth');
      const of = `${namespace}/${model}`;
      if (!answer.modelHealth && answer.modelVersions.edges.length === 0)
        throw new CommandFailure(EXIT.notFound, `no model ${of} has a version`);
      show(answer.modelHealth, of, json);
    });

const domainCommand = (): Command =>
  new Command('domain')
    .description('The assets of a business domain.')
    .argument('<domain>', 'as the catalog states it')
    .option(...JSON_OPTION)
    .action(async (domain: string, { json }: { json?: boolean }) => {
      const answer = await ask<{ domainHealth: DomainHealth | null }>(OF_DOMAIN, { domain }, 'domainHealth');
      const health = answer.domainHealth;
      if (!health) throw new CommandFailure(EXIT.notFound, `no asset is in the domain ${domain}`);
      if (json) return printJson({ domain, ...health });
      print(headline(health));
      print(health.counts.map(({ status: each, count }) => `${count} ${status(each)}`).join(', '));
      const rows = health.assets.map(({ asset, health: one }) => [status(one?.status), figure(one?.score), asset.id]);
      print(table(['status', 'score', 'asset'], rows));
      const total = health.counts.reduce((sum, { count }) => sum + count, 0);
      if (total > rows.length) tell(`${rows.length} of ${total} listed`);
      if (!health.complete) tell(`the domain has more than ${total} assets; only the first of them were looked at`);
    });

function show(health: Health | null, of: string, json?: boolean) {
  if (json) return printJson({ of, health });
  if (!health) return tell(`${of} has no metrics`);
  print(headline(health));
  print(
    table(
      ['category', 'status'],
      health.categories.map((one) => [one.category, status(one.status)]),
    ),
  );
  const rows = health.contributions
    .filter((one) => one.status !== 'HEALTHY')
    .map(({ status: each, metric }) => [status(each), metric.definition?.name ?? '-', metric.asset.id]);
  if (rows.length > 0) print(`\n${table(['status', 'metric', 'asset'], rows)}`);
}

const headline = ({ status: word, score, confidence }: Pick<Health, 'status' | 'score' | 'confidence'>): string =>
  `${status(word)}  score ${figure(score)}, known of ${figure(100 * confidence)} % of what is expected`;
