import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, httpClient } from '../demo/client.ts';
import { startHeadwater } from '../gateway/headwater.ts';
import { silentLog } from '../platform/log.ts';
import { writeRequestOf } from '../subgraphs/metrics/adapters/victoria-metrics/remote-write.ts';
import { modelOf } from '../test/faults/storm.ts';
import { sendObservations } from '../test/scenarios/telling.ts';
import { prometheusObstacle, startPrometheus } from '../test/servers/prometheus.ts';
import { LATENESS, LIMIT, lastEndAt, tellOfEstate, WINDOW, windowOf } from './alert-latency/estate.ts';
import { median, percentile, type Report, rounded } from './report.ts';

/** Metrics, each observed once a window; ten times apart, so that growth shows. */
const SIZES = { small: 1_000, large: 10_000 } as const;
/** Windows in each of which one other metric falls below its threshold. */
const TRIALS = 20;
/** Windows before these, in which all is well. */
const HISTORY = 60;
/** Observations come up to so long after their window has ended, at random, and before it closes. */
const DELAY = 1_000;
/** Whoever waits for an incident asks again after so long, here and of the peer. */
const POLL = 20;
const PATIENCE = 30_000;

/**
 * How long it takes from when a window closes, its observations accepted, until whoever follows the record of incidents is
 * told of the one that they opened, with its root cause and its context. The peer is a Prometheus that has the same series, a
 * rule that it evaluates each second, and its list of alerts, which have no cause and belong to no incident; it is counted
 * from when its samples are accepted.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = { trials: TRIALS };
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  const obstacle = prometheusObstacle();
  if (obstacle) process.stderr.write(`prometheus is left out: ${obstacle}\n`);
  for (const [size, metrics] of Object.entries(SIZES)) {
    const ours = figuresOf(await latencies(metrics));
    figures[size] = { metrics, ...ours };
    if (obstacle) continue;
    const peer = figuresOf(await latenciesOfPrometheus(metrics));
    peers[size] = { prometheus: peer };
    ratios[`${size}P95`] = rounded(peer.p95 / ours.p95);
  }
  return { name: 'alert-latency', figures, peers, ratios };
}

/** Milliseconds. */
const figuresOf = (taken: readonly number[]) => ({
  p50: rounded(median(taken)),
  p95: rounded(percentile(taken, 0.95)),
  longest: rounded(Math.max(...taken)),
});

async function latencies(metrics: number): Promise<number[]> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-latency-'));
  const headwater = await startHeadwater({ port: 0, dataDirectory, log: silentLog() });
  const client = httpClient(headwater.url);
  try {
    const first = lastEndAt(Date.now() - HISTORY * WINDOW);
    await tellOfEstate(client, metrics, first - WINDOW);
    for (let window = 0; window < HISTORY; window += 1)
      await sendObservations(client, windowOf(metrics, first + window * WINDOW, null));
    await headwater.settle();
    const taken: number[] = [];
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const end = await windowEnded();
      const after = await endOfRecord(client);
      await sendObservations(client, windowOf(metrics, end, trial));
      taken.push(await since(end + LATENESS, () => isOpened(client, after, modelOf(trial))));
    }
    return taken;
  } finally {
    await headwater.close();
    rmSync(dataDirectory, { recursive: true });
  }
}

async function latenciesOfPrometheus(metrics: number): Promise<number[]> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-latency-'));
  const rules = join(directory, 'rules.json');
  const rule = { alert: 'AccuracyFell', expr: `prediction_accuracy < ${LIMIT}` };
  writeFileSync(rules, JSON.stringify({ groups: [{ name: 'accuracy', interval: '1s', rules: [rule] }] }));
  const server = await startPrometheus({ global: { evaluation_interval: '1s' }, rule_files: [rules] });
  try {
    const taken: number[] = [];
    for (let trial = 0; trial < TRIALS; trial += 1) {
      await windowEnded();
      await write(server.url, metrics, trial);
      taken.push(await since(Date.now(), () => isFiring(server.url, modelOf(trial))));
    }
    return taken;
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true });
  }
}

/** Waits until the next window has ended, and a little longer; answers its end. */
async function windowEnded(): Promise<number> {
  const end = lastEndAt(Date.now()) + WINDOW;
  await pause(end - Date.now() + Math.random() * DELAY);
  return end;
}

/** Milliseconds from a time, or from now where that is later, until it is so. */
async function since(time: number, isSo: () => Promise<boolean>): Promise<number> {
  const begun = Math.max(time, Date.now());
  for (; Date.now() - begun < PATIENCE; await pause(POLL)) if (await isSo()) return Date.now() - begun;
  throw new Error(`nobody was told within ${PATIENCE / 1_000} s`);
}

async function endOfRecord(client: Client): Promise<string> {
  const { incidentChangesEnd } = await client.ask<{ incidentChangesEnd: string }>('{ incidentChangesEnd }');
  return incidentChangesEnd;
}

async function isOpened(client: Client, after: string, asset: string): Promise<boolean> {
  const document = 'query ($after: String!) { incidentChanges(after: $after) { kind incident { asset { id } } } }';
  const { incidentChanges } = await client.ask<{
    incidentChanges: { kind: string; incident: { asset: { id: string } } }[];
  }>(document, { after });
  return incidentChanges.some(({ kind, incident }) => kind === 'OPENED' && incident.asset.id === asset);
}

async function isFiring(url: string, asset: string): Promise<boolean> {
  const { data } = (await (await fetch(`${url}/api/v1/alerts`)).json()) as {
    data: { alerts: { state: string; labels: Record<string, string> }[] };
  };
  return data.alerts.some(({ state, labels }) => state === 'firing' && labels.asset === asset);
}

/** One sample of every series, by remote write. */
async function write(url: string, metrics: number, fallen: number): Promise<void> {
  const time = Date.now();
  const series = Array.from({ length: metrics }, (_, index) => ({
    labels: { __name__: 'prediction_accuracy', asset: modelOf(index) },
    samples: [{ time, value: index === fallen ? 0.7 : 0.9 }],
  }));
  const headers = { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' };
  const body = Buffer.from(writeRequestOf(series));
  const response = await fetch(`${url}/api/v1/write`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`prometheus answered ${response.status}: ${await response.text()}`);
}
