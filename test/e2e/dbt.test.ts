import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { datasetId, featureId, jobId } from '../../vocabulary/asset-id.ts';
import { describeWithPython } from '../servers/needs-python.ts';
import { NAMESPACE, newShop, type Shop } from './dbt/shop.ts';
import { type Ended, runProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

const MINUTES = 60_000;
const HEADWATER = join(import.meta.dirname, '../../headwater');

interface RunResults {
  results: { unique_id: string; timing: { name: string; started_at: string; completed_at: string }[] }[];
}

describeWithPython('dbt, on a project with a test and a model that fail', 'dbt', (programs) => {
  let server: Server;
  let shop: Shop;
  let began: string;
  /** What dbt itself says of its first `dbt run`. */
  let results: RunResults['results'];
  /** What it left behind before a model failed. */
  let artifacts: string[];

  beforeAll(async () => {
    server = await startServer();
    shop = newShop(programs());
    began = new Date().toISOString();
    const dbt = async (args: string[], status: number) => {
      const ended = await shop.run('dbt-ol', args, { OPENLINEAGE_URL: server.url });
      expect(ended).toMatchObject({ status, output: expect.stringMatching(/Emitted \d+ OpenLineage events/) });
      expect(ended.output).not.toContain('failed to emit');
    };
    await dbt(['seed'], 0);
    await dbt(['run'], 0);
    results = shop.artifact<RunResults>('run_results.json').results;
    const ran = shop.keep('run_results.json', 'run.json');
    await dbt(['test'], 1);
    const tested = shop.keep('run_results.json', 'test.json');
    expect(await shop.run('dbt', ['source', 'freshness'])).toMatchObject({ status: 0 });
    expect(await shop.run('dbt', ['docs', 'generate'])).toMatchObject({ status: 0 });
    artifacts = [shop.keep('', 'target'), ran, tested];
    await dbt(['run', '--select', 'broken+', '--vars', '{"broken": true}'], 1);
  }, 4 * MINUTES);

  afterAll(async () => {
    await server?.stop();
    shop?.remove();
  });

  const table = (name: string) => datasetId(shop.datasets, `shop.${name}`);
  const field = (of: string, name: string) => featureId(shop.datasets, `shop.${of}`, name);
  const job = (name: string) => jobId(NAMESPACE, `shop.main.shop.${name}`);

  describe('told by openlineage-dbt', () => {
    it('leads from a mart up to the tables that the shop writes', async () => {
      expect(await server.upstream(table('main.customer_orders'))).toEqual([
        job('customer_orders'),
        table('main.stg_customers'),
        table('main.stg_orders'),
        job('stg_customers'),
        job('stg_orders'),
        table('main_raw.customers'),
        table('main_raw.orders'),
      ]);
    });

    it('leads from a field up to the fields that dbt read from the SQL', async () => {
      expect(await server.upstream(field('main.customer_orders', 'revenue'), ['FEATURE'])).toEqual([
        field('main.stg_orders', 'amount'),
        field('main_raw.orders', 'amount'),
      ]);
    });

    it('names a model that has an alias by the table that it makes', async () => {
      expect(await server.downstream(table('main.stg_orders'), ['DATASET'])).toEqual([
        table('main.customer_orders'),
        table('main.orders_fact'),
      ]);
    });

    it('shows each model’s run with the times that dbt itself wrote down', async () => {
      expect(results).toHaveLength(5);
      for (const { unique_id, timing } of results) {
        const execute = timing.find(({ name }) => name === 'execute');
        const [run] = await server.runs(job(unique_id.replace('model.shop.', '')));
        expect({ unique_id, ...run }).toEqual({
          unique_id,
          state: 'COMPLETE',
          startedAt: toMilliseconds(execute?.started_at),
          endedAt: toMilliseconds(execute?.completed_at),
          error: null,
        });
      }
    });

    it('keeps which dbt command ran a model', async () => {
      const { asset } = await server.ask<{ asset: unknown }>(
        `query Parent($id: ID!) { asset(id: $id) { detail { ... on Job { jobType integration parent { id } } } runs { parent { job { id } state } } } }`,
        { id: job('stg_orders') },
      );
      const wrapper = jobId(NAMESPACE, 'dbt-run-shop');
      expect(asset).toEqual({
        detail: { jobType: 'MODEL', integration: 'DBT', parent: { id: wrapper } },
        runs: [{ parent: { job: { id: wrapper }, state: 'COMPLETE' } }],
      });
    });

    it('tells the one test that failed as a change of the dataset, and a warning as one that did not fail its run', async () => {
      const failed = await changesOf(table('main.stg_orders'));
      expect(failed).toEqual([{ kind: 'ASSERTION_FAILED', summary: expect.stringContaining('unique') }]);
      expect(failed[0]?.summary).toContain('amount');
      const warned = await changesOf(table('main.stg_customers'));
      expect(warned).toEqual([{ kind: 'ASSERTION_FAILED', summary: expect.stringContaining('accepted_values') }]);
      expect(await server.runs(job('stg_orders.test'))).toMatchObject([{ state: 'FAIL' }]);
      expect(await server.runs(job('stg_customers.test'))).toMatchObject([{ state: 'COMPLETE' }]);
    });

    it('shows the model that failed as failed, with no edge from it, and nothing of the one that was skipped', async () => {
      expect(await server.runs(job('broken'))).toMatchObject([{ state: 'FAIL' }]);
      expect(await server.downstream(table('main.customer_orders'))).toEqual([]);
      expect((await changesOf(job('broken'))).map(({ kind }) => kind)).toEqual(['RUN_FAILED']);
      const { asset } = await server.ask<{ asset: unknown }>('query A($id: ID!) { asset(id: $id) { recordedAt } }', {
        id: job('after_broken'),
      });
      expect(asset).toBeNull();
    });
  });

  describe('told as it runs, from its log, within a task of a scheduler', () => {
    let told: Server;

    beforeAll(async () => {
      told = await startServer();
      const ended = await shop.run('dbt-ol', ['run', '--consume-structured-logs'], {
        OPENLINEAGE_URL: told.url,
        OPENLINEAGE_PARENT_ID: 'airflow/nightly.dbt/01935000-0000-7000-8000-00000000ffff',
      });
      expect(ended).toMatchObject({ status: 0, output: expect.stringMatching(/Emitted \d+ OpenLineage events/) });
    }, MINUTES);

    afterAll(() => told?.stop());

    const tables = (ids: string[]) => ids.filter((id) => id.startsWith('dataset/'));

    it('leads between the same tables, by jobs of other names', async () => {
      const mart = table('main.customer_orders');
      expect(tables(await told.upstream(mart))).toEqual(tables(await server.upstream(mart)));
      expect((await told.upstream(mart))[0]).toBe(jobId(NAMESPACE, 'model.shop.customer_orders'));
    });

    it('keeps each statement as a run of its own within its model’s, the command within the scheduler’s task', async () => {
      const parentOf = async (id: string) => {
        const { asset } = await told.ask<{ asset: { detail: { parent: { id: string } } } }>(
          'query Parent($id: ID!) { asset(id: $id) { detail { ... on Job { parent { id } } } } }',
          { id },
        );
        return asset.detail.parent.id;
      };
      const [statement, model, command] = [
        jobId(NAMESPACE, 'model.shop.stg_orders.sql.1'),
        jobId(NAMESPACE, 'model.shop.stg_orders'),
        jobId(NAMESPACE, 'dbt-run-shop'),
      ];
      expect([await parentOf(statement), await parentOf(model), await parentOf(command)]).toEqual([
        model,
        command,
        jobId('airflow', 'nightly.dbt'),
      ]);
    });
  });

  describe('imported from its artifacts', () => {
    let imported: Server;
    let first: Ended;

    const importInto = ({ url }: Server) =>
      runProgram(HEADWATER, ['import', 'dbt', ...artifacts, '--job-namespace', NAMESPACE], {
        environment: { HEADWATER_URL: url, SHOP_DATABASE: shop.database },
      });

    beforeAll(async () => {
      imported = await startServer();
      first = await importInto(imported);
    }, MINUTES);

    afterAll(() => imported?.stop());

    it('is accepted whole, but for results of a command that runs nothing', () => {
      expect(first.status).toBe(0);
      expect(first.output).toContain('left out: run results of `dbt generate`, which runs nothing');
      expect(first.output).toMatch(/(\d+) of \1 events accepted/);
    });

    it('answers of tables and models as after openlineage-dbt', async () => {
      const mart = table('main.customer_orders');
      const tables = (ids: string[]) => ids.filter((id) => id.startsWith('dataset/'));
      expect(tables(await imported.upstream(mart))).toEqual(tables(await server.upstream(mart)));
      for (const { unique_id } of results) {
        const model = job(unique_id.replace('model.shop.', ''));
        expect({ unique_id, runs: await imported.runs(model) }).toEqual({
          unique_id,
          runs: (await server.runs(model)).slice(-1),
        });
      }
      const tested = table('main.stg_orders');
      expect(await changesOf(tested, imported)).toEqual(await changesOf(tested));
      expect(await imported.runs(job('stg_orders.test'))).toMatchObject([
        { state: 'FAIL', error: expect.stringContaining('unique_stg_orders_amount: Got 1 result') },
      ]);
    });

    it('knows what openlineage-dbt does not tell: seeds, the exposure and the metric', async () => {
      expect(await imported.upstream(table('main_raw.orders'))).toEqual([
        jobId(NAMESPACE, 'shop.main_raw.shop.orders.seed'),
      ]);
      expect(await imported.downstream(table('main_raw.customers'), ['JOB'])).toContain(
        jobId(NAMESPACE, 'exposure.shop.churn_model'),
      );
      expect(await imported.downstream(table('main.orders_fact'))).toEqual([jobId(NAMESPACE, 'metric.shop.revenue')]);
    });

    it('knows the fields as the database has them, with the words of those who wrote the project', async () => {
      const { asset } = await imported.ask<{ asset: unknown }>(
        'query A($id: ID!) { asset(id: $id) { declaredTitle detail { ... on Dataset { datasetType fields { name type description } } } } }',
        { id: table('main.customer_orders') },
      );
      expect(asset).toEqual({
        declaredTitle: 'What each customer ordered.',
        detail: {
          datasetType: 'TABLE',
          fields: [
            { name: 'customer_id', type: 'INTEGER', description: null },
            { name: 'region', type: 'VARCHAR', description: null },
            { name: 'orders', type: 'BIGINT', description: null },
            { name: 'revenue', type: 'DOUBLE', description: 'In euros.' },
          ],
        },
      });
    });

    it('tells of a source that is older than it should be', async () => {
      expect(await changesOf(table('main_raw.orders'), imported)).toEqual([
        { kind: 'ASSERTION_FAILED', summary: expect.stringContaining('freshness') },
      ]);
      expect(await imported.runs(jobId(NAMESPACE, 'shop.main_raw.source.shop.raw.orders.freshness'))).toMatchObject([
        { state: 'COMPLETE' },
      ]);
    });

    it('changes nothing when it is imported again', async () => {
      const before = await everythingOf(imported);
      expect(await importInto(imported)).toMatchObject({ status: 0 });
      expect(await everythingOf(imported)).toEqual(before);
    });

    it('meets what openlineage-dbt told in the same assets', async () => {
      const datasets = await server.downstream(table('main_raw.orders'), ['DATASET']);
      expect(await importInto(server)).toMatchObject({ status: 0 });
      expect(await server.downstream(table('main_raw.orders'), ['DATASET'])).toEqual(datasets);
      expect(await server.downstream(table('main_raw.orders'), ['JOB'])).toContain(
        jobId(NAMESPACE, 'exposure.shop.churn_model'),
      );
    });

    it('leaves the lineage of fields, of which artifacts say nothing, as openlineage-dbt told it', async () => {
      expect(await importInto(server)).toMatchObject({ status: 0 });
      expect(await server.upstream(field('main.customer_orders', 'revenue'), ['FEATURE'])).toEqual([
        field('main.stg_orders', 'amount'),
        field('main_raw.orders', 'amount'),
      ]);
    });

    /** Around the tables and models of the project. */
    async function everythingOf(asked: Server) {
      const ids = [
        ...['main_raw.orders', 'main_raw.customers', 'main.stg_orders', 'main.customer_orders'].map(table),
        ...['stg_orders', 'stg_orders.test', 'customer_orders'].map(job),
        jobId(NAMESPACE, 'dbt-run-shop'),
      ];
      return Promise.all(
        ids.map((id) =>
          asked.ask(
            `query Everything($id: ID!, $from: DateTime!, $to: DateTime!) {
              asset(id: $id) {
                id recordedAt declaredTitle
                upstream(depth: 12) { totalCount edges { depth node { id } } }
                downstream(depth: 12) { totalCount edges { depth node { id } } }
                runs(first: 50) { id state startedAt endedAt error parent { id } }
                changes(from: $from, to: $to) { id kind summary time }
              }
            }`,
            { id, from: began, to: '2100-01-01T00:00:00Z' },
          ),
        ),
      );
    }
  });

  async function changesOf(id: string, asked = server): Promise<{ kind: string; summary: string }[]> {
    const { asset } = await asked.ask<{ asset: { changes: { kind: string; summary: string }[] } }>(
      'query Changes($id: ID!, $from: DateTime!, $to: DateTime!) { asset(id: $id) { changes(from: $from, to: $to) { kind summary } } }',
      { id, from: began, to: new Date(Date.now() + 1000).toISOString() },
    );
    return asset.changes;
  }
});

const toMilliseconds = (time: string | undefined): string | null => (time ? new Date(time).toISOString() : null);
