import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { datasetId, featureId, jobId } from '../../vocabulary/asset-id.ts';
import { describeWithSpark } from '../servers/needs-spark.ts';
import { runProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

const PROGRAM = join(import.meta.dirname, 'spark/revenue_by_region.py');
const NAMESPACE = 'shop-spark';

describeWithSpark('Spark with OpenLineage’s listener, on a program of which one write fails', (spark) => {
  let server: Server;
  let directory: string;
  let folder: string;

  beforeAll(async () => {
    server = await startServer();
    directory = mkdtempSync(join(tmpdir(), 'headwater-spark-'));
    folder = join(directory, 'shop');
    mkdirSync(folder);
    writeFileSync(join(folder, 'orders.csv'), 'id,customer_id,amount\n1,1,10.5\n2,1,4.25\n3,2,99.0\n');
    writeFileSync(join(folder, 'customers.csv'), 'id,region\n1,north\n2,south\n');
    const { programs, listener } = spark();
    const settings = {
      'spark.extraListeners': 'io.openlineage.spark.agent.OpenLineageSparkListener',
      'spark.openlineage.transport.type': 'http',
      'spark.openlineage.transport.url': server.url,
      'spark.openlineage.transport.compression': 'gzip',
      'spark.openlineage.namespace': NAMESPACE,
      'spark.sql.shuffle.partitions': '1',
      'spark.ui.enabled': 'false',
      'spark.driver.bindAddress': '127.0.0.1',
      'spark.driver.host': '127.0.0.1',
    };
    const ended = await runProgram(
      join(programs, 'spark-submit'),
      [
        ...['--master', 'local[1]', '--driver-memory', '512m', '--jars', listener],
        ...Object.entries(settings).flatMap(([key, value]) => ['--conf', `${key}=${value}`]),
        ...[PROGRAM, folder],
      ],
      {
        directory,
        environment: { PYSPARK_PYTHON: join(programs, 'python'), SPARK_HOME: undefined, SPARK_LOCAL_IP: '127.0.0.1' },
      },
    );
    expect(ended).toMatchObject({ status: 0, output: expect.stringContaining('failed as planned: Py4JJavaError') });
  }, 240_000);

  afterAll(async () => {
    await server?.stop();
    if (directory) rmSync(directory, { recursive: true, force: true });
  });

  const file = (name: string) => datasetId('file', join(folder, name));
  const field = (of: string, name: string) => featureId('file', join(folder, of), name);
  const REVENUE = 'revenue_by_region.adaptive_spark_plan.shop_revenue';
  const NOTHING = 'revenue_by_region.execute_insert_into_hadoop_fs_relation_command.shop_nothing';

  it('leads from what was written up to the files that were joined', async () => {
    expect(await server.upstream(file('revenue'))).toEqual([
      jobId(NAMESPACE, REVENUE),
      file('customers.csv'),
      file('orders.csv'),
    ]);
  });

  it('knows every field that revenue depends on: the one it sums and those that join, filter and group', async () => {
    const { lineageClosure } = await server.ask<{
      lineageClosure: { edges: { from: string; to: string; role: string }[] };
    }>('query Closure($id: ID!) { lineageClosure(id: $id, depth: 1) { edges { from to role } } }', {
      id: field('revenue', 'revenue'),
    });
    const derives = lineageClosure.edges.filter(
      ({ role, to }) => role === 'DERIVES' && to === field('revenue', 'revenue'),
    );
    expect(derives.map(({ from }) => from).sort()).toEqual([
      field('customers.csv', 'id'),
      field('customers.csv', 'region'),
      field('orders.csv', 'amount'),
      field('orders.csv', 'customer_id'),
    ]);
  });

  it('knows the fields of what was written, by Spark’s types', async () => {
    const { asset } = await server.ask<{ asset: unknown }>(
      'query Fields($id: ID!) { asset(id: $id) { detail { ... on Dataset { fields { name type } } } } }',
      { id: file('revenue') },
    );
    expect(asset).toEqual({
      detail: {
        fields: [
          { name: 'region', type: 'string' },
          { name: 'revenue', type: 'double' },
        ],
      },
    });
  });

  it('keeps the write that failed as failed, with Spark’s reason, though Spark says COMPLETE of it afterwards', async () => {
    const [run, ...others] = await server.runs(jobId(NAMESPACE, NOTHING));
    expect(others).toEqual([]);
    expect(run).toMatchObject({ state: 'FAIL', error: expect.stringContaining('Job aborted') });
    expect(await server.downstream(jobId(NAMESPACE, NOTHING))).toEqual([]);
  });

  it('shows the application as one run that started the others', async () => {
    expect(await server.runs(jobId(NAMESPACE, 'revenue_by_region'))).toMatchObject([{ state: 'COMPLETE' }]);
    const { asset } = await server.ask<{ asset: unknown }>(
      'query Parent($id: ID!) { asset(id: $id) { runs { state parent { job { id } } } } }',
      { id: jobId(NAMESPACE, REVENUE) },
    );
    expect(asset).toEqual({
      runs: [{ state: 'COMPLETE', parent: { job: { id: jobId(NAMESPACE, 'revenue_by_region') } } }],
    });
  });
});
