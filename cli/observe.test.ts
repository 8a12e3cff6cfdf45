import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AnsweringServer, answeringServer } from './answering-server.fixture.ts';
import { run } from './headwater.fixture.ts';

let server: AnsweringServer;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'headwater-cli-'));
  server = await answeringServer();
});

afterAll(async () => {
  server.close();
  await rm(directory, { recursive: true, force: true });
});

const ask = (...args: string[]) => run(args, { HEADWATER_URL: server.url });

describe('headwater observe', () => {
  const definition = (name: string, appliesTo: string, profile: string, bins?: object) => ({
    node: {
      name,
      appliesTo: [appliesTo],
      window: 'P1D',
      timezone: 'UTC',
      method: { bins },
      source: { observations: true, profile },
    },
  });
  const catalog = (...edges: object[]) => ({
    data: { definitions: { pageInfo: { hasNextPage: false, endCursor: null }, edges } },
  });

  it('counts rows, missing values and bins of each day', async () => {
    const file = join(directory, 'orders.csv');
    await writeFile(
      file,
      'at,amount,region\n2026-11-01T10:00:00,1,north\n2026-11-01T11:00:00,,south\n2026-11-02T10:00:00,30,east\n',
    );
    server.answer = catalog(
      definition('rows', 'DATASET', 'rows'),
      definition('missing', 'FEATURE', 'missing'),
      definition('psi', 'FEATURE', 'bins', { kind: 'edges', edges: [10, 20] }),
    );
    const { status, stdout } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'at', '--dry-run');
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { metric: 'rows', asset: 'dataset/w/orders', time: '2026-11-02T00:00:00Z', value: 2 },
      { metric: 'rows', asset: 'dataset/w/orders', time: '2026-11-03T00:00:00Z', value: 1 },
      {
        metric: 'missing',
        asset: 'feature/w/orders/amount',
        time: '2026-11-02T00:00:00Z',
        numerator: 1,
        denominator: 2,
      },
      {
        metric: 'missing',
        asset: 'feature/w/orders/region',
        time: '2026-11-02T00:00:00Z',
        numerator: 0,
        denominator: 2,
      },
      {
        metric: 'missing',
        asset: 'feature/w/orders/amount',
        time: '2026-11-03T00:00:00Z',
        numerator: 0,
        denominator: 1,
      },
      {
        metric: 'missing',
        asset: 'feature/w/orders/region',
        time: '2026-11-03T00:00:00Z',
        numerator: 0,
        denominator: 1,
      },
      {
        metric: 'psi',
        asset: 'feature/w/orders/amount',
        time: '2026-11-02T00:00:00Z',
        bins: { '(-inf, 10]': 1, missing: 1 },
      },
      { metric: 'psi', asset: 'feature/w/orders/amount', time: '2026-11-03T00:00:00Z', bins: { '(20, inf)': 1 } },
    ]);
  });

  it('names the column that is not there and those that are', async () => {
    server.answer = catalog(definition('rows', 'DATASET', 'rows'));
    const file = join(directory, 'small.csv');
    await writeFile(file, 'a,b\n1,2\n');
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'when');
    expect(status).toBe(2);
    expect(stderr).toContain('no column when');
    expect(stderr).toContain('it has a, b');
  });

  it('refuses a file that is not what its name says', async () => {
    server.answer = catalog(definition('rows', 'DATASET', 'rows'));
    const file = join(directory, 'broken.parquet');
    await writeFile(file, 'this is no parquet');
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders');
    expect(status).toBe(2);
    expect(stderr).toContain('cannot read');
  });

  it('ends with 5 when the server rejects an observation, and says which', async () => {
    const file = join(directory, 'rejected.csv');
    await writeFile(file, 'a\n1\n');
    server.answer = catalog(definition('rows', 'DATASET', 'rows'));
    server.rest = {
      status: 200,
      body: JSON.stringify({ accepted: 0, rejected: [{ line: 1, code: 'FUTURE', message: 'time is in the future' }] }),
    };
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders');
    expect(status).toBe(5);
    expect(stderr).toMatch(/rows of dataset\/w\/orders at \S+: time is in the future/);
  });

  it('posts many observations in parts, and names a rejected one of a later part rightly', async () => {
    const file = join(directory, 'hours.csv');
    const hours = Array.from({ length: 5001 }, (_, hour) => new Date(hour * 3_600_000).toISOString());
    await writeFile(file, `at\n${hours.join('\n')}\n`);
    const hourly = definition('hourly', 'DATASET', 'rows');
    server.answer = catalog({ node: { ...hourly.node, window: 'PT1H' } });
    server.rest = {
      status: 200,
      body: JSON.stringify({ accepted: 1, rejected: [{ line: 1, code: 'OLD', message: 'is too old' }] }),
    };
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'at');
    expect(status).toBe(5);
    expect(stderr.match(/at \S+: is too old/g)).toEqual([
      'at 1970-01-01T01:00:00Z: is too old',
      'at 1970-07-28T09:00:00Z: is too old',
    ]);
  });

  it('says of a file that counts for the window that holds now when its values show', async () => {
    const file = join(directory, 'undated.csv');
    await writeFile(file, 'a\n1\n');
    server.answer = catalog(definition('rows', 'DATASET', 'rows'));
    const asset = ['--asset', 'dataset/w/orders', '--dry-run'];
    const [now, dated] = [
      await ask('observe', file, ...asset),
      await ask('observe', file, ...asset, '--at', '2026-11-02'),
    ];
    expect(now.stderr).toContain('its values show once that window is over');
    expect(dated.stderr).not.toContain('its values show');
  });

  it('ends with 3 where no window is over, and says so', async () => {
    const file = join(directory, 'now.csv');
    await writeFile(file, `at\n${new Date().toISOString()}\n`);
    server.answer = catalog(definition('rows', 'DATASET', 'rows'));
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'at');
    expect([status, stderr]).toEqual([3, expect.stringContaining('now.csv holds no window that is over')]);
  });

  it('leaves out a day that is not over', async () => {
    const file = join(directory, 'today.csv');
    await writeFile(file, `at\n2026-03-01T10:00:00Z\n${new Date().toISOString()}\n`);
    server.answer = catalog(definition('rows', 'DATASET', 'rows'));
    const { stdout, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'at', '--dry-run');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('1 observations of windows that are not over were left out');
  });
});
