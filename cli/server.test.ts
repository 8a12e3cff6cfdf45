import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Headwater, startHeadwater } from '../gateway/headwater.ts';
import { silentLog } from '../platform/log.ts';
import { run } from './headwater.fixture.ts';

const definition = (
  name: string,
  appliesTo: string,
  method: string,
  profile: string,
  more = '',
) => `apiVersion: headwater/v1
kind: MetricDefinition
metadata: { name: ${name}, title: ${name}, owner: orders }
spec:
  category: DATA_QUALITY
  appliesTo: [${appliesTo}]
  unit: "1"
  direction: NEITHER
  formula: ${name}
  method: ${method}
  source: { observations: true, profile: ${profile} }
  window: ${more.includes('window') ? 'PT1H' : 'P1D'}
  timezone: Europe/Berlin
  ${more.replace('window', '')}
`;
const BASELINE = 'baseline: { kind: pinned, from: 2026-01-01T00:00:00Z, to: 2026-02-01T00:00:00Z }';
const KS = '{ kind: distance, measure: ks, bins: { kind: edges, edges: [10, 20] } }';

/** What `catalog apply` is given: two files, as teams write them. */
const VOLUME = definition('rows', 'DATASET', '{ kind: count }', 'rows');
const FIELDS = [
  definition('missing', 'FEATURE', '{ kind: ratio }', 'missing'),
  definition('ks', 'FEATURE', KS, 'bins', BASELINE),
  definition('hourly', 'DATASET', '{ kind: count }', 'rows', 'window'),
].join('---\n');

// Half past eleven at night in Berlin on the first, and half past midnight on the second, by one clock in UTC.
const ORDERS = `at,amount,note
2026-03-01T22:30:00Z,5,NA
2026-03-01T23:30:00Z,15,x
2026-03-02T10:00:00Z,25,x
,35,x
`;

let directory: string;
let server: Headwater;

const file = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};
const ask = (...args: string[]) => run(args, { HEADWATER_URL: server.url });

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-cli-server-'));
  server = await startHeadwater({ port: 0, dataDirectory: join(directory, 'data'), log: silentLog() });
});

afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

describe('headwater with a server', () => {
  it('finds the catalog of an empty server wanting', async () => {
    const { status, stdout } = await ask('doctor');
    expect(status).toBe(6);
    expect(stdout).toMatch(/ok +dependencies/);
    expect(stdout).toContain('catalog: empty');
  });

  it('tells the faults of several files each in its file and line, online and offline', async () => {
    const good = file('volume.yaml', VOLUME);
    const bad = file('fields.yaml', FIELDS.replace('kind: ratio', 'kind: rate'));
    const place = `${bad}:10: spec.method.kind: found "rate", expected one of value, count, ratio`;
    const applied = await ask('catalog', 'apply', good, bad);
    expect(applied.status).toBe(5);
    expect(applied.stderr).toContain(place);
    const linted = await ask('catalog', 'lint', good, bad);
    expect(linted.status).toBe(6);
    expect(linted.stderr).toContain(place);
    const { faults } = JSON.parse((await ask('catalog', 'lint', bad, '--json')).stdout);
    expect(faults).toEqual([expect.objectContaining({ file: bad, line: 10 })]);
  });

  it('applies files together, and says that there is nothing new the second time', async () => {
    const files = [file('volume.yaml', VOLUME), file('fields.yaml', FIELDS)];
    const first = await ask('catalog', 'apply', ...files);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(/hourly +1 +CREATED/);
    const again = JSON.parse((await ask('catalog', 'apply', ...files, '--json')).stdout);
    expect(again.schemaVersion).toBe(1);
    expect(again.definitions.map(({ status }: { status: string }) => status)).toEqual(Array(4).fill('UNCHANGED'));
  });

  it('profiles a file into the days of the definition’s zone, and leaves no row out in silence', async () => {
    const orders = file('orders.csv', ORDERS);
    const dry = await ask(
      'observe',
      orders,
      '--asset',
      'dataset/w/orders',
      '--time',
      'at',
      '--null',
      'NA',
      '--dry-run',
    );
    const observations = dry.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (metric: string, asset: string) =>
      observations
        .filter((each) => each.metric === metric && each.asset === asset)
        .map(({ metric: _, asset: __, ...rest }) => rest);
    expect(of('rows', 'dataset/w/orders')).toEqual([
      { time: '2026-03-01T23:00:00Z', value: 1 },
      { time: '2026-03-02T23:00:00Z', value: 2 },
    ]);
    expect(of('hourly', 'dataset/w/orders').map(({ time }) => time)).toEqual([
      '2026-03-01T23:00:00Z',
      '2026-03-02T00:00:00Z',
      '2026-03-02T11:00:00Z',
    ]);
    expect(of('missing', 'feature/w/orders/note')[0]).toMatchObject({ numerator: 1, denominator: 1 });
    expect(of('ks', 'feature/w/orders/amount')[1]).toMatchObject({ bins: { '(10, 20]': 1, '(20, inf)': 1 } });
    expect(dry.stderr).toContain('1 rows have no at');
  });

  it('posts what it profiled, and the server takes all of it', async () => {
    const orders = file('orders.csv', ORDERS);
    const { status, stdout, stderr } = await ask('observe', orders, '--asset', 'dataset/w/orders', '--time', 'at');
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining('rejected') });
    expect(stdout).toMatch(/metric +assets +posted +accepted +rejected/);
    expect(stdout).toMatch(/missing +2 +4 +4 +0/);
    // What is newest is known once it was judged.
    await server.settle();
    const doctor = await ask('doctor');
    expect(doctor).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/measurements: \d+ metrics, the newest seen 2026-03-02/),
    });
  });

  it('counts the rows of an empty file: none is a figure', async () => {
    const empty = file('empty.csv', 'at,amount\n');
    const { stdout } = await ask(
      'observe',
      empty,
      '--asset',
      'dataset/w/empty',
      '--at',
      '2026-03-02T00:00:00Z',
      '--dry-run',
    );
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { metric: 'hourly', asset: 'dataset/w/empty', time: '2026-03-02T00:00:00Z', value: 0 },
      { metric: 'rows', asset: 'dataset/w/empty', time: '2026-03-02T00:00:00Z', value: 0 },
    ]);
  });

  it.each([
    ['a time column that holds no times', ['--time', 'amount'], 'is BIGINT, no time'],
    ['an end without zone', ['--at', '2026-03-01'], 'Expected a time with zone'],
    ['both a column and an end', ['--at', '2026-03-01T00:00:00Z', '--time', 'at'], 'cannot be used with'],
  ])('ends with 2 on %s', async (_, options, message) => {
    const orders = file('orders.csv', ORDERS);
    const { status, stderr } = await ask('observe', orders, '--asset', 'dataset/w/orders', ...options);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it('ends with 3 when the graph knows no such asset, and with 2 when the id is none', async () => {
    expect((await ask('lineage', 'downstream', 'dataset/w/nothing')).status).toBe(3);
    expect((await ask('lineage', 'downstream', 'nothing')).status).toBe(2);
  });
});
