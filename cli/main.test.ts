import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AnsweringServer, answeringServer } from './answering-server.fixture.ts';
import { headwater, run } from './headwater.fixture.ts';

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
    server.answer = {
      data: { metric: { definition: null, verdict: null, series: { step: 'P1D', points: [], baseline: null } } },
    };
    const { status, stderr } = await ask(
      ...['metric', 'series', 'accuracy', 'deployment/prod/a', '--to', '2026-11-08T00:00:00Z'],
      ...['--dimension', 'cohort=new', 'cohort=old', 'region=eu=1'],
    );
    expect([status, stderr]).toEqual([0, 'nothing is known in this range\n']);
    expect(server.asked?.variables).toMatchObject({
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
    server.answer = { data: { metric: null, definition: null, definitions } };
    const { status, stderr } = await series();
    expect([status, stderr]).toEqual([3, expect.stringContaining('no definition acuracy; did you mean accuracy?')]);
    server.answer = { data: { metric: null, definition: { name: 'acuracy' }, definitions } };
    expect((await series()).stderr).toContain('acuracy was never observed on deployment/prod/a');
  });

  it('compares with the range just before, and tells an unknown difference from none', async () => {
    const side = {
      definition: { name: 'a', version: 1, unit: '1' },
      asset: { id: 'deployment/prod/a' },
      sampleSize: 0,
    };
    const unknown = { current: { ...side, value: 1 }, reference: { ...side, value: null }, difference: null };
    server.answer = { data: { compareMetrics: { ...unknown, relativeDifference: null } } };
    const range = ['--from', '2026-11-08T00:00:00Z', '--to', '2026-11-15T00:00:00Z'];
    const { stderr } = await ask('metric', 'compare', 'accuracy', 'deployment/prod/a', ...range);
    expect(stderr).toContain('no difference to tell');
    expect(server.asked?.variables.reference).toMatchObject({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-08T00:00:00Z',
    });
  });

  it('ends with 5 where a comparison is refused because the two mean different things', async () => {
    server.answer = { data: null, errors: [{ message: 'they differ in unit', extensions: { code: 'CONFLICT' } }] };
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
    server.answer = {
      data: { domainHealth: { status: 'DEGRADED', score: 0, confidence: 0.5, complete: true, counts, assets } },
    };
    const { stdout } = await ask('health', 'domain', 'lending');
    expect(stdout).toBe(
      'DEGRADED  score 0, known of 50 % of what is expected\n1 DEGRADED, 1 NO_DATA\n' +
        'status    score  asset\nDEGRADED  0      deployment/prod/a\n-         -      deployment/prod/b\n',
    );
  });

  it('ends with 3 for a model of which no version is known, and with 0 for one without metrics', async () => {
    const modelHealth = null;
    server.answer = { data: { modelHealth, modelVersions: { edges: [] } } };
    const unknown = await ask('health', 'model', 'risk', 'churn');
    expect([unknown.status, unknown.stderr]).toEqual([3, 'headwater: no model risk/churn has a version\n']);
    server.answer = { data: { modelHealth, modelVersions: { edges: [{ node: { id: 'model/risk/churn/1' } }] } } };
    const silent = await ask('health', 'model', 'risk', 'churn');
    expect([silent.status, silent.stderr]).toEqual([0, 'risk/churn has no metrics\n']);
  });

  it('ends with 3 when there is no such alert', async () => {
    server.answer = { data: { alertContext: null } };
    const { status, stderr } = await ask('alert', 'context', 'alert/none');
    expect(status).toBe(3);
    expect(stderr).toContain('no alert alert/none');
  });

  it('ends with 2 when the server refuses the input, and passes its words on', async () => {
    server.answer = {
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
    server.answer = { hello: 'world' };
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
    server.answer = { data: { alerts: { totalCount: 0, edges: [] } } };
    await ask('alert', 'list', '--state', 'firing,resolved');
    expect(server.asked?.variables.state).toEqual(['FIRING', 'RESOLVED']);
    await ask('alert', 'list', '--state', 'FIRING', 'PENDING');
    expect(server.asked?.variables.state).toEqual(['FIRING', 'PENDING']);
  });

  it('ends with 4 when the caller may not', async () => {
    server.answer = { data: null, errors: [{ message: 'sign in first', extensions: { code: 'UNAUTHENTICATED' } }] };
    expect((await ask('incident', 'list')).status).toBe(4);
  });

  it('ends with 5 when the catalog refuses, and lists every fault', async () => {
    const faults = ['spec.window: expected a duration', 'spec.unit: not a UCUM unit'].map((message) => ({
      code: 'INVALID',
      field: 'documents[0]',
      message,
    }));
    server.answer = { data: { applyCatalog: { definitions: [], changes: [], userErrors: faults } } };
    const file = join(directory, 'catalog.yaml');
    await writeFile(file, 'kind: Team\n');
    const { status, stderr } = await ask('catalog', 'apply', file);
    expect(status).toBe(5);
    expect(stderr).toContain('expected a duration');
    expect(stderr).toContain('not a UCUM unit');
    expect(server.asked?.variables).toEqual({ input: { document: 'kind: Team\n', dryRun: false } });
  });

  it('prints only data on standard output, with the version of its shape first', async () => {
    server.answer = { data: { incidents: { totalCount: 0, edges: [] } } };
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
    server.answer = {
      data: { asset: { walk: { completeness: 'TRUNCATED', totalCount: null, edges: [{ depth: 1, node }] } } },
    };
    const { stdout, stderr } = await ask('lineage', 'upstream', 'dataset/a/c');
    expect(stdout).toContain('dataset/a/b');
    expect(stderr).toContain('there is more');
  });

  it('ends quietly when its reader has seen enough', async () => {
    const node = { id: 'dataset/a/b', kind: 'DATASET', name: 'b', health: null };
    const edges = Array.from({ length: 5_000 }, () => ({ depth: 1, node }));
    server.answer = { data: { asset: { walk: { completeness: 'COMPLETE', totalCount: 5_000, edges } } } };
    const piped = spawn('sh', ['-c', '"$0" lineage upstream dataset/a/c | head -1', headwater], {
      env: { ...process.env, HEADWATER_URL: server.url },
    });
    let errors = '';
    piped.stderr.on('data', (text) => {
      errors += text;
    });
    await new Promise((done) => piped.on('close', done));
    expect(errors).toBe('');
  });

  it('uses what it got when a part is missing, and says which part', async () => {
    server.answer = {
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
    server.rest = {
      status: 503,
      body: JSON.stringify({ parts: [{ part: 'lineage', ready: false, reason: 'the lineage store does not answer' }] }),
    };
    server.answer = { data: { definitions: { totalCount: 3 }, metrics: { totalCount: 0, edges: [] } } };
    const { status, stdout } = await ask('doctor');
    expect(status).toBe(6);
    expect(stdout).toContain('lineage: the lineage store does not answer');
  });
});
