import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { run } from '../../cli/headwater.fixture.ts';
import { describeWithPython } from '../servers/needs-python.ts';
import { applyCatalog, definitionOf, pointsOf, until } from './measured.ts';
import { runProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

const ORDERS_PY = join(import.meta.dirname, 'great-expectations/orders.py');
const ORDERS = 'dataset/postgres%3A%2F%2Fwarehouse%3A5432/orders';
const field = (name: string) => `feature/postgres%3A%2F%2Fwarehouse%3A5432/orders/${name}`;

const quality = (name: string, facet: string, kind: string, method: object) =>
  definitionOf(name, {
    ...{ category: 'DATA_QUALITY', appliesTo: [kind], unit: '1', method, source: { openlineage: { facet } } },
  });
const CATALOG = [
  quality('rows', 'rowCount', 'DATASET', { kind: 'value' }),
  quality('failed', 'assertionsFailed', 'DATASET', { kind: 'ratio' }),
  quality('missing', 'nullShare', 'FEATURE', { kind: 'ratio' }),
  quality('unexpected', 'unexpectedShare', 'FEATURE', { kind: 'ratio' }),
].join('\n---\n');

describeWithPython('Great Expectations, imported', 'great-expectations', (programs) => {
  let server: Server;
  let project: string;

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'headwater-gx-'));
    server = await startServer();
    await applyCatalog(server, CATALOG);
    const environment = { GX_ANALYTICS_ENABLED: 'false', TQDM_DISABLE: '1' };
    expect(await runProgram(join(programs(), 'python'), [ORDERS_PY, project], { environment })).toMatchObject({
      status: 0,
    });
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(project, { recursive: true, force: true });
  });

  const importAll = () =>
    run(['import', 'gx', project, '--dataset-namespace', 'postgres://warehouse:5432'], { HEADWATER_URL: server.url });
  const measuredOf = async (name: string, asset: string) => {
    const points = await until(
      () => pointsOf(server, name, asset),
      (found) => found.length > 0,
    );
    return points.map(({ value, sampleSize }) => [value, sampleSize]);
  };

  it('measures the dataset and its fields, the same however often', async () => {
    for (let time = 0; time < 2; time++)
      expect(await importAll()).toEqual({
        status: 0,
        stdout: '1 of 1 events accepted\n',
        stderr: '1 validations, 7 expectations\n',
      });
    expect(await measuredOf('rows', ORDERS)).toEqual([[10, 1]]);
    // Six were looked at: two hold, and the seventh is of a column that is not there.
    expect(await measuredOf('failed', ORDERS)).toEqual([[4 / 6, 6]]);
    expect(await measuredOf('missing', field('amount'))).toEqual([[0.1, 10]]);
    // One null of ten, and one of the nine amounts above 100.
    expect(await measuredOf('unexpected', field('amount'))).toEqual([[2 / 19, 19]]);
    expect(await measuredOf('unexpected', field('country'))).toEqual([[0.2, 10]]);
  }, 120_000);

  it('is a run that failed, because a column that it names is not there', async () => {
    expect(await server.runs('job/great_expectations/orders.orders')).toMatchObject([
      { state: 'FAIL', error: expect.stringContaining('"missing_column" in BatchData does not exist') },
    ]);
  });
});
