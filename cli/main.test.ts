import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headwater, run } from './headwater.fixture.ts';

/** Answers every GraphQL request with what the test says, and every other path with `rest`. */
let answer: unknown;
let rest: { status: number; body: string };
let asked: { query: string; variables: Record<string, unknown> } | null;
let server: Server;
let url: string;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'headwater-cli-'));
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    if (request.url !== '/graphql')
      return response.writeHead(rest.status, { 'content-type': 'application/json' }).end(rest.body);
    asked = JSON.parse(body);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(directory, { recursive: true, force: true });
});

const ask = (...args: string[]) => run(args, { HEADWATER_URL: url });

describe('headwater', () => {
  it('explains itself and ends with 0', async () => {
    const { status, stdout } = await run(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('root-cause');
    expect(stdout).toContain('Exit codes');
  });

  it('ends with 2 on a command that does not exist, and suggests the one that was meant', async () => {
    const { status, stdout, stderr } = await run(['incidnt']);
    expect(status).toBe(2);
    expect(stderr).toContain('incident');
    expect(stdout).toBe('');
  });

  it('ends with 7 and says how to start a server when none answers', async () => {
    const { status, stderr } = await run(['incident', 'list'], { HEADWATER_URL: 'http://127.0.0.1:9' });
    expect(status).toBe(7);
    expect(stderr).toContain('npm start');
  });

  it('asks for a slice by label=value, values of one label together', async () => {
    answer = {
      data: { metric: { definition: null, verdict: null, series: { step: 'P1D', points: [], baseline: null } } },
    };
    const { status, stderr } = await ask(
      ...['metric', 'series', 'accuracy', 'deployment/prod/a', '--to', '2026-11-08T00:00:00Z'],
      ...['--dimension', 'cohort=new', 'cohort=old', 'region=eu=1'],
    );
    expect([status, stderr]).toEqual([0, 'nothing is known in this range\n']);
    expect(asked?.variables).toMatchObject({
      from: '2026-11-01T00:00:00.000Z',
      dimensions: [
        { label: 'cohort', values: ['new', 'old'] },
        { label: 'region', values: ['eu=1'] },
      ],
    });
  });

  it('ends with 3 where nothing was observed, and asks whether another definition was meant', async () => {
    const series = () => ask('metric', 'series', 'acuracy', 'deployment/prod/a');
    const definitions = { edges: [{ node: { name: 'latency' } }, { node: { name: 'accuracy' } }] };
    answer = { data: { metric: null, definition: null, definitions } };
    const { status, stderr } = await series();
    expect([status, stderr]).toEqual([3, expect.stringContaining('no definition acuracy; did you mean accuracy?')]);
    answer = { data: { metric: null, definition: { name: 'acuracy' }, definitions } };
    expect((await series()).stderr).toContain('acuracy was never observed on deployment/prod/a');
  });

  it('compares with the range just before, and tells an unknown difference from none', async () => {
    const side = {
      definition: { name: 'a', version: 1, unit: '1' },
      asset: { id: 'deployment/prod/a' },
      sampleSize: 0,
    };
    const unknown = { current: { ...side, value: 1 }, reference: { ...side, value: null }, difference: null };
    answer = { data: { compareMetrics: { ...unknown, relativeDifference: null } } };
    const range = ['--from', '2026-11-08T00:00:00Z', '--to', '2026-11-15T00:00:00Z'];
    const { stderr } = await ask('metric', 'compare', 'accuracy', 'deployment/prod/a', ...range);
    expect(stderr).toContain('no difference to tell');
    expect(asked?.variables.reference).toMatchObject({ from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00Z' });
  });

  it('ends with 5 where a comparison is refused because the two mean different things', async () => {
    answer = { data: null, errors: [{ message: 'they differ in unit', extensions: { code: 'CONFLICT' } }] };
    const { status, stderr } = await ask(
      'metric',
      'compare',
      'accuracy',
      'deployment/prod/a',
      '--to-asset',
      'deployment/prod/b',
    );
    expect([status, stderr]).toEqual([5, 'headwater: they differ in unit\n']);
  });

  it('shows a domain worst first, with how many stand how', async () => {
    const assets = [
      { asset: { id: 'deployment/prod/a' }, health: { status: 'DEGRADED', score: 0 } },
      { asset: { id: 'deployment/prod/b' }, health: null },
    ];
    const counts = [
      { status: 'DEGRADED', count: 1 },
      { status: 'NO_DATA', count: 1 },
    ];
    answer = {
      data: { domainHealth: { status: 'DEGRADED', score: 0, confidence: 0.5, complete: true, counts, assets } },
    };
    const { stdout } = await ask('health', 'domain', 'lending');
    expect(stdout).toBe(
      'DEGRADED  score 0, known of 50 % of what is expected\n1 DEGRADED, 1 NO_DATA\n' +
        'status    score  asset\nDEGRADED  0      deployment/prod/a\n-         -      deployment/prod/b\n',
    );
  });

  it('ends with 3 when there is no such alert', async () => {
    answer = { data: { alertContext: null } };
    const { status, stderr } = await ask('alert', 'context', 'alert/none');
    expect(status).toBe(3);
    expect(stderr).toContain('no alert alert/none');
  });

  it('ends with 2 when the server refuses the input, and passes its words on', async () => {
    answer = {
      data: { asset: null },
      errors: [{ message: '"x" is not an asset id', path: ['asset'], extensions: { code: 'BAD_USER_INPUT' } }],
    };
    const { status, stderr } = await ask('lineage', 'upstream', 'x');
    expect(status).toBe(2);
    expect(stderr).toContain('is not an asset id');
  });

  it.each([
    ['a number that is none', ['incident', 'list', '--first', 'many'], 'Expected a whole number'],
    ['a time without zone', ['root-cause', 'm', 'dataset/a/b', '--at', 'yesterday'], 'Expected a time with zone'],
    [
      'a kind that does not exist',
      ['lineage', 'upstream', 'dataset/a/b', '--kinds', 'TABLE'],
      '"TABLE" is none of DATASET',
    ],
    ['a file that is not there', ['catalog', 'lint', 'nowhere.yaml'], 'cannot read nowhere.yaml'],
  ])('ends with 2 on %s, before it asks anybody', async (_, args, message) => {
    const { status, stdout, stderr } = await run(args, { HEADWATER_URL: 'http://127.0.0.1:9' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('ends with 2 when HEADWATER_URL is no address', async () => {
    const { status, stderr } = await run(['incident', 'list'], { HEADWATER_URL: 'localhost:4000' });
    expect(status).toBe(2);
    expect(stderr).toContain('http://127.0.0.1:4000');
  });

  it('ends with 1 when the server answers what no Headwater answers', async () => {
    answer = { hello: 'world' };
    const { status, stderr } = await ask('incident', 'list');
    expect(status).toBe(1);
    expect(stderr).toContain('answered without data');
  });

  it('ends with 130 when it is interrupted while it waits', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const child = spawn(headwater, ['incident', 'list'], { env: { ...process.env, HEADWATER_URL: address } });
    silent.on('request', () => child.kill('SIGINT'));
    const status = await new Promise((done) => child.on('close', done));
    silent.closeAllConnections();
    silent.close();
    expect(status).toBe(130);
  });

  it('takes states and kinds apart by commas and by spaces', async () => {
    answer = { data: { alerts: { totalCount: 0, edges: [] } } };
    await ask('alert', 'list', '--state', 'firing,resolved');
    expect(asked?.variables.state).toEqual(['FIRING', 'RESOLVED']);
    await ask('alert', 'list', '--state', 'FIRING', 'PENDING');
    expect(asked?.variables.state).toEqual(['FIRING', 'PENDING']);
  });

  it('ends with 4 when the caller may not', async () => {
    answer = { data: null, errors: [{ message: 'sign in first', extensions: { code: 'UNAUTHENTICATED' } }] };
    expect((await ask('incident', 'list')).status).toBe(4);
  });

  it('ends with 5 when the catalog refuses, and lists every fault', async () => {
    const faults = ['spec.window: expected a duration', 'spec.unit: not a UCUM unit'].map((message) => ({
      code: 'INVALID',
      field: 'documents[0]',
      message,
    }));
    answer = { data: { applyCatalog: { definitions: [], changes: [], userErrors: faults } } };
    const file = join(directory, 'catalog.yaml');
    await writeFile(file, 'kind: Team\n');
    const { status, stderr } = await ask('catalog', 'apply', file);
    expect(status).toBe(5);
    expect(stderr).toContain('expected a duration');
    expect(stderr).toContain('not a UCUM unit');
    expect(asked?.variables).toEqual({ input: { document: 'kind: Team\n', dryRun: false } });
  });

  it('prints only data on standard output, with the version of its shape first', async () => {
    answer = { data: { incidents: { totalCount: 0, edges: [] } } };
    const { status, stdout } = await ask('incident', 'list', '--json');
    expect(status).toBe(0);
    expect(Object.entries(JSON.parse(stdout))).toEqual([
      ['schemaVersion', 1],
      ['totalCount', 0],
      ['incidents', []],
    ]);
  });

  it('tells that a list was cut off', async () => {
    const node = { id: 'dataset/a/b', kind: 'DATASET', name: 'b', health: null };
    answer = {
      data: { asset: { walk: { completeness: 'TRUNCATED', totalCount: null, edges: [{ depth: 1, node }] } } },
    };
    const { stdout, stderr } = await ask('lineage', 'upstream', 'dataset/a/c');
    expect(stdout).toContain('dataset/a/b');
    expect(stderr).toContain('there is more');
  });

  it('ends quietly when its reader has seen enough', async () => {
    const node = { id: 'dataset/a/b', kind: 'DATASET', name: 'b', health: null };
    const edges = Array.from({ length: 5_000 }, () => ({ depth: 1, node }));
    answer = { data: { asset: { walk: { completeness: 'COMPLETE', totalCount: 5_000, edges } } } };
    const piped = spawn('sh', ['-c', '"$0" lineage upstream dataset/a/c | head -1', headwater], {
      env: { ...process.env, HEADWATER_URL: url },
    });
    let errors = '';
    piped.stderr.on('data', (text) => {
      errors += text;
    });
    await new Promise((done) => piped.on('close', done));
    expect(errors).toBe('');
  });

  it('uses what it got when a part is missing, and says which part', async () => {
    answer = {
      data: {
        incidents: {
          totalCount: 1,
          edges: [
            {
              node: {
                id: 'incident/1',
                title: 'Late',
                state: 'OPEN',
                severity: 'WARNING',
                openedAt: '2026-11-01T00:00:00Z',
                asset: null,
                alerts: null,
              },
            },
          ],
        },
      },
      errors: [
        {
          message: 'lineage does not answer',
          path: ['incidents', 'edges', 0, 'node', 'asset'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        },
      ],
    };
    const { status, stdout, stderr } = await ask('incident', 'list');
    expect(status).toBe(0);
    expect(stdout).toContain('Late');
    expect(stderr).toContain('incidents.edges.0.node.asset: lineage does not answer');
  });

  it('says what is not ready and ends with 6', async () => {
    rest = {
      status: 503,
      body: JSON.stringify({ parts: [{ part: 'lineage', ready: false, reason: 'the lineage store does not answer' }] }),
    };
    answer = { data: { definitions: { totalCount: 3 }, metrics: { totalCount: 0, edges: [] } } };
    const { status, stdout } = await ask('doctor');
    expect(status).toBe(6);
    expect(stdout).toContain('lineage: the lineage store does not answer');
  });
});

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
    answer = catalog(
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
    answer = catalog(definition('rows', 'DATASET', 'rows'));
    const file = join(directory, 'small.csv');
    await writeFile(file, 'a,b\n1,2\n');
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'when');
    expect(status).toBe(2);
    expect(stderr).toContain('no column when');
    expect(stderr).toContain('it has a, b');
  });

  it('refuses a file that is not what its name says', async () => {
    answer = catalog(definition('rows', 'DATASET', 'rows'));
    const file = join(directory, 'broken.parquet');
    await writeFile(file, 'this is no parquet');
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders');
    expect(status).toBe(2);
    expect(stderr).toContain('cannot read');
  });

  it('ends with 5 when the server rejects an observation, and says which', async () => {
    const file = join(directory, 'rejected.csv');
    await writeFile(file, 'a\n1\n');
    answer = catalog(definition('rows', 'DATASET', 'rows'));
    rest = {
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
    answer = catalog({ node: { ...hourly.node, window: 'PT1H' } });
    rest = {
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

  it('ends with 3 where no window is over, and says so', async () => {
    const file = join(directory, 'now.csv');
    await writeFile(file, `at\n${new Date().toISOString()}\n`);
    answer = catalog(definition('rows', 'DATASET', 'rows'));
    const { status, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'at');
    expect([status, stderr]).toEqual([3, expect.stringContaining('now.csv holds no window that is over')]);
  });

  it('leaves out a day that is not over', async () => {
    const file = join(directory, 'today.csv');
    await writeFile(file, `at\n2026-03-01T10:00:00Z\n${new Date().toISOString()}\n`);
    answer = catalog(definition('rows', 'DATASET', 'rows'));
    const { stdout, stderr } = await ask('observe', file, '--asset', 'dataset/w/orders', '--time', 'at', '--dry-run');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('1 observations of windows that are not over were left out');
  });
});
