import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { datasetId, featureId, jobId } from '../../vocabulary/asset-id.ts';
import { describeWithPython } from '../servers/needs-python.ts';
import { NAMESPACE, newShop, type Shop } from './dbt/shop.ts';
import { type Server, startServer } from './server.ts';

const MINUTES = 60_000;

interface RunResults {
  results: { unique_id: string; timing: { name: string; started_at: string; completed_at: string }[] }[];
}

describeWithPython('dbt with openlineage-dbt, on a project with a test and a model that fail', 'dbt', (programs) => {
  let server: Server;
  let shop: Shop;
  let began: string;
  /** What dbt itself says of its first `dbt run`. */
  let results: RunResults['results'];

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
    await dbt(['test'], 1);
    await dbt(['run', '--select', 'broken+', '--vars', '{"broken": true}'], 1);
  }, 4 * MINUTES);

  afterAll(async () => {
    await server?.stop();
    shop?.remove();
  });

  const table = (name: string) => datasetId(shop.datasets, `shop.${name}`);
  const field = (of: string, name: string) => featureId(shop.datasets, `shop.${of}`, name);
  const job = (name: string) => jobId(NAMESPACE, `shop.main.shop.${name}`);

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

  async function changesOf(id: string): Promise<{ kind: string; summary: string }[]> {
    const { asset } = await server.ask<{ asset: { changes: { kind: string; summary: string }[] } }>(
      'query Changes($id: ID!, $from: DateTime!, $to: DateTime!) { asset(id: $id) { changes(from: $from, to: $to) { kind summary } } }',
      { id, from: began, to: new Date(Date.now() + 1000).toISOString() },
    );
    return asset.changes;
  }
});

const toMilliseconds = (time: string | undefined): string | null => (time ? new Date(time).toISOString() : null);
