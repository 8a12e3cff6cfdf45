import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithPython } from '../servers/needs-python.ts';
import { applyCatalog, definitionOf, exemplarsOf, pointsOf, totalOf, unboundOf, until } from './measured.ts';
import { runProgram } from './program.ts';
import { type Server, startServer } from './server.ts';

const PYTHON = join(import.meta.dirname, 'opentelemetry/serve.py');
const NODE = join(import.meta.dirname, 'opentelemetry/serve.ts');

const otlp = (instrument: string) => ({
  otlp: { instrument, asset: 'deployment/{deployment.environment.name}/{service.name}' },
});
const CATALOG = [
  definitionOf('requests', { unit: '{request}', method: { kind: 'count' }, source: otlp('requests') }),
  definitionOf('latency.median', {
    unit: 'ms',
    method: { kind: 'quantile', q: 0.5 },
    source: otlp('request.duration'),
  }),
  definitionOf('scoring.mean', { unit: 'ms', method: { kind: 'mean' }, source: otlp('scoring.duration') }),
  definitionOf('scoring.upper', { unit: 'ms', method: { kind: 'quantile', q: 0.9 }, source: otlp('scoring.duration') }),
  definitionOf('auc', { unit: '%', method: { kind: 'value' }, source: otlp('auc') }),
  definitionOf('memory', { unit: 'MiBy', method: { kind: 'value' }, source: otlp('memory.used') }),
  definitionOf('memory.seconds', { unit: 's', method: { kind: 'value' }, source: otlp('memory.used') }),
].join('\n---\n');

let server: Server;

beforeAll(async () => {
  server = await startServer();
  await applyCatalog(server, CATALOG);
}, 60_000);
afterAll(() => server.stop());

const endpoint = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: server.url });

/** What is known of a deployment once its windows are over, as anybody reads it in the programs. */
async function whatIsKnown(asset: string) {
  const points = async (name: string) => pointsOf(server, name, asset);
  const all = ['requests', 'latency.median', 'scoring.mean', 'scoring.upper', 'auc', 'memory'];
  const requests = await until(
    async () => totalOf(await points('requests')),
    (total) => total >= 100,
  );
  for (const name of all)
    await until(
      () => points(name),
      (found) => found.length > 0,
    );
  const mean = await points('scoring.mean');
  return {
    requests,
    // The mean of each window times how many it is of.
    scored: Math.round(mean.reduce((sum, { value, sampleSize }) => sum + (value ?? 0) * sampleSize, 0)),
    median: (await points('latency.median')).map(({ value }) => value),
    upper: (await points('scoring.upper')).map(({ value }) => value),
    auc: new Set((await points('auc')).map(({ value }) => value)),
    memory: new Set((await points('memory')).map(({ value }) => value)),
  };
}

const AS_SERVED = {
  requests: 100,
  scored: 60 * 80 + 40 * 300,
  auc: new Set([93.75]),
  memory: new Set([512]),
};

const within = (values: (number | null)[], low: number, high: number) =>
  values.every((value) => value !== null && value >= low && value <= high);

async function expectAsServed(asset: string): Promise<void> {
  const known = await whatIsKnown(asset);
  expect(known).toMatchObject(AS_SERVED);
  // In one of the buckets (50, 100] and (200, 400] ms, each by the window in which it was exported.
  expect(within(known.median, 50, 404)).toBe(true);
  // At scale 20 an exponential histogram is as good as exact, and the sketch off by 1 %.
  expect(within(known.upper, 79, 304)).toBe(true);
}

describeWithPython('the OpenTelemetry SDK for Python', 'opentelemetry', (programs) => {
  const serve = (name: string, environment: Record<string, string> = {}) =>
    runProgram(join(programs(), 'python'), [PYTHON, name], { environment: { ...endpoint(), ...environment } });

  it('is bound by its cumulative exports, in the units of the definitions', async () => {
    expect(await serve('cumulative')).toEqual({ status: 0, output: '' });
    await expectAsServed('deployment/prod/cumulative');
  }, 120_000);

  it('is bound alike by exports of what was new, compressed', async () => {
    const environment = {
      OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'DELTA',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    };
    expect(await serve('delta', environment)).toEqual({ status: 0, output: '' });
    await expectAsServed('deployment/prod/delta');
  }, 120_000);

  it('has the traces of its exemplars kept with its measurements', async () => {
    expect(await exemplarsOf(server, 'latency.median', 'deployment/prod/cumulative')).toEqual([
      '4bf92f3577b34da6a3ce929d0e0e4736',
    ]);
  });
});

describe('the OpenTelemetry SDK for Node', () => {
  it.each(['json', 'protobuf'])(
    'is bound by its exports as %s',
    async (encoding) => {
      const name = `node-${encoding}`;
      const ended = await runProgram(process.execPath, [NODE, name, encoding], { environment: endpoint() });
      expect(ended).toEqual({ status: 0, output: '' });
      await expectAsServed(`deployment/prod/${name}`);
    },
    120_000,
  );

  it('is told of what nobody took, and why', async () => {
    const reasons = (await unboundOf(server)).map(({ instrument, reason }) => `${instrument}: ${reason}`);
    expect(reasons).toContain('other: no definition has it as its source');
    expect(reasons.find((one) => one.startsWith('memory.used'))).toContain('it is in By, which cannot become s');
  });
});
