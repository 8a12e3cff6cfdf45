import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Headwater, startHeadwater } from '../gateway/headwater.ts';
import { silentLog } from '../platform/log.ts';
import { run } from './headwater.fixture.ts';

/** The core health indicators, as the names of the ready definitions that measure them. */
const INDICATORS = [
  ...['accuracy', 'precision', 'recall', 'f1', 'auc', 'brier', 'calibration.error'].map((name) => `prediction.${name}`),
  ...['psi', 'jensen-shannon', 'kolmogorov-smirnov', 'wasserstein'].map((name) => `feature.drift.${name}`),
  ...['latency.p50', 'latency.p95', 'latency.p99', 'throughput', 'error-rate'].map((name) => `serving.${name}`),
  ...['cpu', 'memory', 'gpu', 'gpu-memory'].map((name) => `resource.${name}`),
  ...['feature.missing-rate', 'dataset.schema-violations', 'dataset.freshness', 'ingestion.success-rate'],
];

let server: Headwater;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-catalog-'));
  server = await startHeadwater({ port: 0, dataDirectory: join(directory, 'data'), log: silentLog() });
});

afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const catalog = (...args: string[]) => run(['catalog', ...args], { HEADWATER_URL: server.url });

async function json(...args: string[]) {
  const { stdout, stderr, status } = await catalog(...args, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

const ASSETS: Record<string, string> = {
  DATASET: 'dataset/warehouse/orders',
  FEATURE: 'feature/warehouse/orders/amount',
  JOB: 'job/warehouse/load',
  DEPLOYMENT: 'deployment/prod/credit',
  SERVICE: 'service/prod/scoring',
};

/** What an observation of a method is made of, the same for all of one method. */
function partsOf({ kind, measure }: { kind: string; measure?: string }): object {
  const parts: Record<string, object> = {
    ratio: { numerator: 900, denominator: 1000 },
    value: { value: 0.5 },
    count: { value: 900 },
    freshness: { value: Date.parse('2026-09-01T20:00:00Z') / 1000 },
    distance: { bins: Object.fromEntries(Array.from({ length: 10 }, (_, bin) => [`${bin}`, 100])) },
    classification:
      measure === 'brier'
        ? { count: 1000, sum: 90, min: 0, max: 1 }
        : { scores: { positive: { 8: 300, 9: 400 }, negative: { 0: 500, 1: 100 } } },
  };
  return parts[kind] ?? {};
}

interface Ready {
  name: string;
  appliesTo: string[];
  method: { kind: string; measure?: string };
  source: { observations?: boolean };
  tags: string[];
  expected: { normal: string | null; degraded: string | null } | null;
  thresholds: object[];
  playbook: { steps: object[] } | null;
}

async function definitions(): Promise<Ready[]> {
  const query = `{ definitions(first: 100) { edges { node {
    name appliesTo method source tags expected { normal degraded } thresholds { value } playbook { steps { title } }
  } } } }`;
  const data = await graph<{ definitions: { edges: { node: Ready }[] } }>(query);
  return data.definitions.edges.map(({ node }) => node);
}

async function graph<Data>(query: string): Promise<Data> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await response.json()) as { data: Data; errors?: object[] };
  expect(errors).toBeUndefined();
  return data;
}

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

describe('headwater catalog', () => {
  it('prints the library as YAML that has no fault, without a server', async () => {
    const printed = await run(['catalog', 'init', '--print', '--owner', 'risk-ml'], {
      HEADWATER_URL: 'http://127.0.0.1:9',
    });
    expect(printed.stderr).toBe('');
    expect(printed.stdout).not.toMatch(/owner: (?!risk-ml)/);
    expect(await catalog('lint', file('library.yaml', printed.stdout))).toMatchObject({ status: 0 });
  });

  it('takes with a category what its definitions need, and nothing else', async () => {
    const { stdout } = await catalog('init', '--print', '--only', 'data-quality');
    expect(stdout.match(/^kind: .*/gm)).toEqual([
      ...Array(3).fill('kind: MetricDefinition'),
      ...Array(2).fill('kind: Playbook'),
    ]);
    expect(await catalog('lint', file('part.yaml', stdout))).toMatchObject({ status: 0 });
    expect(await catalog('init', '--only', 'drfit')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"drfit" is none of ACCURACY, DRIFT'),
    });
  });

  it('stores nothing of a dry run', async () => {
    expect((await catalog('init', '--owner', 'risk-ml', '--dry-run')).stdout).toContain('prediction.accuracy');
    expect((await definitions()).length).toBe(0);
  });

  it('installs the library whole, and none of it overlaps with another part', async () => {
    const { status, stdout, stderr } = await catalog('init', '--owner', 'risk-ml');
    expect(status).toBe(0);
    expect(stdout).toContain('MetricDefinition  ACCURACY      prediction.f1');
    expect(stderr).not.toContain('warning');
  });

  it('changes nothing when it is run again, for another team as well', async () => {
    const again = await catalog('init', '--owner', 'another-team');
    expect(again).toMatchObject({ status: 0, stdout: '', stderr: expect.stringContaining('nothing was added') });
  });

  it('has for each core indicator what is normal, what is degraded, when it matters and what to do then', async () => {
    const ready = await definitions();
    expect(ready.map(({ name }) => name)).toEqual(expect.arrayContaining(INDICATORS));
    for (const { name, expected, thresholds, playbook, tags } of ready) {
      expect({ name, ...expected }).toEqual({
        name,
        normal: expect.stringMatching(/\w.*\.$/),
        degraded: expect.stringMatching(/\w.*\.$/),
      });
      expect({ name, thresholds: thresholds.length }).not.toEqual({ name, thresholds: 0 });
      expect({ name, steps: playbook?.steps.length }).toEqual({ name, steps: expect.any(Number) });
      expect(playbook?.steps.length).toBeGreaterThanOrEqual(3);
      expect(tags).toContain('core');
    }
  });

  it('takes for each ready definition what its method is made of, and computes F1 of two of them', async () => {
    const time = '2026-09-02T00:00:00Z';
    const lines = (await definitions())
      .filter(({ source }) => source.observations)
      .map(({ name, appliesTo, method }) => ({
        metric: name,
        asset: ASSETS[appliesTo.at(-1) ?? ''],
        time,
        ...partsOf(method),
      }));
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    const response = await fetch(`${server.url}/api/v1/observations`, { method: 'POST', body });
    expect(await response.json()).toEqual({ accepted: lines.length, rejected: [] });
    const query = `{ metric(name: "prediction.f1", asset: "${ASSETS.DEPLOYMENT}") {
      series(from: "2026-09-01T00:00:00Z", to: "2026-09-02T00:00:00Z") { points { value } }
    } }`;
    expect(await graph(query)).toEqual({ metric: { series: { points: [{ value: expect.closeTo(0.9, 12) }] } } });
  });

  it('leaves a ready definition as its owner has edited it', async () => {
    const { stdout } = await catalog('init', '--print', '--owner', 'risk-ml', '--only', 'freshness');
    const edited = file('freshness.yaml', stdout.replace('above: 26', 'above: 30'));
    await catalog('apply', edited, '--reason', 'loads run until six', '--author', 'ada');
    await catalog('init');
    expect((await json('show', 'dataset.freshness')).thresholds[0].value).toBe(30);
  });

  it('tells what would differ, by what it touches, and ends with 6; with 0 when nothing does', async () => {
    const { stdout } = await catalog('init', '--print', '--owner', 'risk-ml', '--only', 'accuracy');
    expect(await catalog('diff', file('same.yaml', stdout))).toMatchObject({
      status: 0,
      stderr: 'the catalog says the same\n',
    });
    const changed = stdout
      .replace('formula: correct predictions /', 'formula: right predictions /')
      .replace('lateness: P2D', 'lateness: P3D');
    const differing = await catalog('diff', file('changed.yaml', changed));
    expect(differing.status).toBe(6);
    expect(differing.stdout).toMatch(
      /MetricDefinition prediction\.accuracy\n {2}meaning {2}spec\.formula {2}".*" -> ".*"\n {2}policy {3}spec\.lateness {2}"P2D" -> "P3D"\n/,
    );
    expect(differing.stderr).toContain(
      'prediction.accuracy: new meaning, so that measurements made before are kept under the old version',
    );
    expect((await json('show', 'prediction.accuracy')).version).toBe(1);
  });

  it('tells who changed a definition and why', async () => {
    const { stdout } = await catalog('history', 'dataset.freshness');
    expect(stdout).toMatch(
      /revision 2 {2}\S+ \S+ {2}ada: loads run until six\n.*\n {2}policy {2}spec\.thresholds\[0\]\.above {2}26 -> 30\n/,
    );
    expect(stdout).toMatch(/revision 1 {2}\S+ \S+ {2}local user: headwater catalog init\n.*\n {2}created\n$/);
    expect(await catalog('history', 'nothing')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('no definition nothing'),
    });
  });

  it('finds definitions by the beginnings of words and by what they are for', async () => {
    const names = async (...args: string[]) =>
      (await json(...args)).definitions.map(({ name }: { name: string }) => name);
    expect(await names('search', 'stabil', 'feat')).toEqual(['feature.drift.psi']);
    expect(await names('list', '--category', 'resources', '--tag', 'gpu')).toEqual([
      'resource.gpu',
      'resource.gpu-memory',
    ]);
    expect(await names('list', '--applies-to', 'job', '--owner', 'risk-ml')).toEqual([
      'ingestion.lag',
      'ingestion.success-rate',
    ]);
    expect(await names('list', '--owner', 'nobody')).toEqual([]);
  });

  it('warns of a definition there already that says the same, and applies it', async () => {
    const { stdout } = await catalog('init', '--print', '--owner', 'risk-ml', '--only', 'freshness');
    const twin = stdout.replace('name: dataset.freshness', 'name: dataset.fresness');
    expect(await catalog('apply', file('twin.yaml', twin))).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/dataset\.fresness +1 +CREATED/),
      stderr: expect.stringContaining('warning: dataset.fresness and dataset.freshness have the same formula'),
    });
  });
});
