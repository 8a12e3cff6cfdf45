import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbMetricStore } from '../subgraphs/metrics/adapters/duckdb.ts';
import type { Measurement } from '../subgraphs/metrics/domain/measurement.ts';
import { startProcess } from '../test/servers/processes.ts';
import { deploymentId } from '../vocabulary/asset-id.ts';
import { observationsBody, otlpBody } from './metrics/bodies.ts';
import { pointsAsWrite, startPeers } from './metrics/peers.ts';
import { type Report, rounded } from './report.ts';

/** Series and points of each; ten times apart, so that growth shows. */
const SIZES = { small: { series: 1_000, points: 1_000 }, large: { series: 10_000, points: 1_000 } } as const;
/** Points of each series that go over HTTP, and as many to the peers. */
const OVER_HTTP = 50;
const SERIES_A_REQUEST = 2_000;
const CLIENTS = 4;
const MINUTE = 60_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;

const valueAt = (series: number, time: number): number => ((series * 7 + time / MINUTE) % 4001) / 16;

/** Points into the store, and over HTTP as observations and as OTLP; the peers take as many by remote write. */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = { overHttp: OVER_HTTP };
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  let answersEqual = true;
  for (const [size, { series, points }] of Object.entries(SIZES)) {
    const store = await intoStore(series, points);
    const http = await overHttp(series);
    answersEqual &&= store.kept === series * points && http.isWhole;
    figures[size] = { store, http };
    for (const peer of await startPeers()) {
      try {
        const bodies = bodiesOf(series, (chunk, time) => pointsAsWrite(chunk, [time], valueAt));
        const pointsPerSecond = await rateOf(series * OVER_HTTP, bodies, (body) => peer.write(body), 1);
        peers[`${peer.name}${series}`] = { pointsPerSecond };
        ratios[`${peer.name}${series}Observations`] = rounded(http.observations / pointsPerSecond);
        ratios[`${peer.name}${series}Otlp`] = rounded(http.otlp / pointsPerSecond);
        ratios[`${peer.name}${series}Store`] = rounded(store.pointsPerSecond / pointsPerSecond);
      } finally {
        await peer.server.stop();
      }
    }
  }
  return { name: 'metrics-ingest', figures, peers, ratios, answersEqual };
}

/** Every series at one time after another, as they come in life. */
async function intoStore(series: number, points: number) {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  try {
    const store = await duckdbMetricStore(directory);
    let took = 0;
    for (let point = 0; point < points; point += 10) {
      const batch = batchOf(
        series,
        Array.from({ length: 10 }, (_, one) => NOW - (points - point - one) * MINUTE),
      );
      const began = performance.now();
      await store.record(batch);
      took += performance.now() - began;
    }
    await store.close();
    const file = join(directory, 'metrics.duckdb');
    const bytesPerPoint = rounded(statSync(file).size / (series * points));
    return { pointsPerSecond: rounded((series * points * 1000) / took), bytesPerPoint, kept: await countIn(file) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function countIn(file: string): Promise<number> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll('select count(*)::double from points');
  const [[count] = []] = reader.getRowsJS();
  connection.closeSync();
  instance.closeSync();
  return Number(count);
}

const batchOf = (series: number, ends: readonly number[]): Measurement[] =>
  ends.flatMap((end) =>
    Array.from({ length: series }, (_, one): Measurement => {
      const value = valueAt(one, end);
      return {
        name: 'load',
        fingerprint: 'f1',
        asset: deploymentId('bench', `s${one}`),
        dimensions: '',
        end,
        duration: MINUTE,
        components: { sum: value, count: 1, min: value, max: value, sumOfSquares: value * value },
        traceIds: [],
        recordedAt: NOW,
      };
    }),
  );

/** The same points in requests, all series at one time after another. */
function bodiesOf<Body>(series: number, bodyOf: (series: readonly number[], time: number) => Body): Body[] {
  const bodies: Body[] = [];
  for (let point = OVER_HTTP; point > 0; point--)
    for (let start = 0; start < series; start += SERIES_A_REQUEST) {
      const length = Math.min(SERIES_A_REQUEST, series - start);
      bodies.push(
        bodyOf(
          Array.from({ length }, (_, one) => start + one),
          NOW - point * MINUTE,
        ),
      );
    }
  return bodies;
}

/** Points a second, sent by several clients at once; Prometheus takes the samples of a series in order only. */
async function rateOf<Body>(
  points: number,
  bodies: Body[],
  send: (body: Body) => Promise<void>,
  clients = CLIENTS,
): Promise<number> {
  const rest = bodies[Symbol.iterator]();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const body of rest) await send(body);
    }),
  );
  return rounded((points * 1000) / (performance.now() - began));
}

async function overHttp(series: number) {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  const server = await startProcess(['gateway/main.ts'], { HEADWATER_PORT: '0', HEADWATER_DATA_DIR: directory });
  try {
    await applyDefinitions(server.url);
    const send = (path: string, type: string) => async (body: string | Buffer<ArrayBuffer>) => {
      const response = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
      const text = await response.text();
      if (!response.ok || text.includes('"code"')) throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
    };
    const points = series * OVER_HTTP;
    const lines = bodiesOf(series, (chunk, time) => observationsBody('observed', chunk, time, valueAt));
    const observations = await rateOf(points, lines, send('/api/v1/observations', 'application/x-ndjson'));
    const messages = bodiesOf(series, (chunk, time) => otlpBody('bench.load', chunk, time, valueAt));
    const otlp = await rateOf(points, messages, send('/v1/metrics', 'application/x-protobuf'));
    await server.end('SIGTERM');
    const kept = await countIn(join(directory, 'metrics/metrics.duckdb'));
    return { observations, otlp, isWhole: kept === 2 * points };
  } finally {
    await server.end('SIGKILL');
    rmSync(directory, { recursive: true });
  }
}

/** A team, and a gauge that is observed and one that OTLP brings. */
const CATALOG = `
apiVersion: headwater/v1
kind: Team
metadata: { name: bench, title: Bench }
spec: { contact: bench@example.com, audiences: { ON_CALL: bench, DATA_STEWARD: bench, PRODUCT_OWNER: bench } }
${gaugeOf('observed', '{ observations: true }')}
${gaugeOf('exported', '{ otlp: { instrument: bench.load, asset: "deployment/bench/{service.name}" } }')}
`;

function gaugeOf(name: string, source: string): string {
  return `---
apiVersion: headwater/v1
kind: MetricDefinition
metadata: { name: ${name}, title: ${name}, owner: bench, reviewBy: 2030-01-01 }
spec:
  category: LATENCY
  appliesTo: [DEPLOYMENT]
  unit: "1"
  direction: LOWER_IS_BETTER
  formula: the load
  method: { kind: value }
  source: ${source}
  window: PT1M
  timezone: UTC
  minimumSamples: 1
  expected: { normal: low, degraded: high }
  thresholds: []
  sensitivity: PUBLIC`;
}

async function applyDefinitions(url: string): Promise<void> {
  const query =
    'mutation ($input: ApplyCatalogInput!) { applyCatalog(input: $input) { userErrors { message } definitions { name } } }';
  const input = { document: CATALOG, dryRun: false, idempotencyKey: 'bench' };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const text = await response.text();
  if (!text.includes('"exported"')) throw new Error(`the catalog was not applied: ${text}`);
}
