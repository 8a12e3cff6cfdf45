import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbMetricStore } from '../subgraphs/metrics/adapters/duckdb.ts';
import type { StoredComponents } from '../subgraphs/metrics/domain/components.ts';
import type { MetricDefinition } from '../subgraphs/metrics/domain/definition.ts';
import { dimensionsText, type Measurement } from '../subgraphs/metrics/domain/measurement.ts';
import { bytesOf, emptySketch } from '../subgraphs/metrics/domain/sketch.ts';
import { definition, duration } from '../subgraphs/metrics/fixtures.ts';
import type { MetricStore } from '../subgraphs/metrics/ports/metric-store.ts';
import { baselinesIn } from '../subgraphs/metrics/use-cases/baselines.ts';
import { readSeries } from '../subgraphs/metrics/use-cases/read-series.ts';
import { deploymentId } from '../vocabulary/asset-id.ts';
import { type Peer, pointsAsWrite, startPeers } from './metrics/peers.ts';
import { median, type Report, rounded } from './report.ts';

/** Series; ten times apart, so that growth shows. */
const SIZES = { small: 1_000, large: 10_000 } as const;
const HOUR = 3_600_000;
const HOURS = 720;
/** A whole day in the past, so that no store takes it for the present. */
const START = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR - HOURS * HOUR;
const END = START + HOURS * HOUR;
/** Series of the quantile, each with one sketch, and samples in each. */
const SKETCHES = 1_000;
const SAMPLES = 200;
const ROUNDS = 9;
const ASSET = deploymentId('prod', 'bench');

const load = definition({ name: 'load', fingerprint: 'load', method: { kind: 'mean' }, window: duration('PT1H') });
const latency = definition({
  name: 'latency',
  fingerprint: 'latency',
  method: { kind: 'quantile', q: 0.99 },
  window: duration('PT1H'),
});

// Quarters add up to the same in any order.
const valueAt = (series: number, time: number): number => ((series * 7 + time / HOUR) % 400) / 4;

const measured = (
  { name, fingerprint }: MetricDefinition,
  series: number,
  end: number,
  components: StoredComponents,
): Measurement => ({
  name,
  fingerprint,
  asset: ASSET,
  dimensions: dimensionsText({ series: `${series}` }),
  end,
  duration: HOUR,
  components,
  traceIds: [],
  recordedAt: END,
});

const sampleOf = (value: number): StoredComponents => ({
  sum: value,
  count: 1,
  min: value,
  max: value,
  sumOfSquares: value * value,
});

/** Asks four questions of a month of hours, and the same of the peers; the roll-up must be the same of all. */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = { hours: HOURS, sketches: SKETCHES };
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  let answersEqual = true;
  for (const [size, series] of Object.entries(SIZES)) {
    const { ours, sum } = await measureOurs(series);
    figures[size] = ours;
    for (const peer of await startPeers()) {
      const theirs = await measurePeer(peer, series).finally(() => peer.server.stop());
      answersEqual &&= theirs.sum === sum;
      peers[`${peer.name}${series}`] = theirs.milliseconds;
      for (const [question, milliseconds] of Object.entries(theirs.milliseconds))
        ratios[`${peer.name}${series}${question}`] = rounded(milliseconds / (ours[question] as number));
    }
  }
  return { name: 'metrics-query', figures, peers, ratios, answersEqual };
}

/** Median of a question's milliseconds. */
async function p50(ask: () => Promise<unknown>): Promise<number> {
  await ask();
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await ask();
    took.push(performance.now() - began);
  }
  return rounded(median(took));
}

async function measureOurs(series: number): Promise<{ ours: Record<string, number>; sum: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  const store = await duckdbMetricStore(directory);
  try {
    await fillOurs(store, series);
    const stores = { metrics: store, baselines: baselinesIn(store) };
    const range = { from: START, to: END, step: null, timezone: null, now: END };
    const whole = { metric: { name: 'load', asset: ASSET }, definition: load };
    const one = { ...whole, slice: [{ label: 'series', values: ['17'] }] };
    const tail = { metric: { name: 'latency', asset: ASSET }, definition: latency };
    const { points } = await readSeries(stores, whole, range);
    const latest = { ...whole.metric, fingerprint: 'load', after: END, until: END + HOUR, withLastBefore: true };
    const ours = {
      oneSeries: await p50(() => readSeries(stores, one, { ...range, from: END - 60 * HOUR })),
      rollUp: await p50(() => readSeries(stores, whole, range)),
      mergedP99: await p50(() => readSeries(stores, tail, { ...range, from: END - HOUR })),
      latest: await p50(() => store.measurements([latest])),
    };
    return {
      ours,
      sum: points.reduce((total, { value, sampleSize }) => total + Math.round(4 * (value ?? 0) * sampleSize) / 4, 0),
    };
  } finally {
    await store.close();
    rmSync(directory, { recursive: true });
  }
}

async function fillOurs(store: MetricStore, series: number): Promise<void> {
  for (let end = START + HOUR; end <= END; end += HOUR)
    await store.record(
      Array.from({ length: series }, (_, one) => measured(load, one, end, sampleOf(valueAt(one, end)))),
    );
  const sketches = Array.from({ length: SKETCHES }, (_, one) => measured(latency, one, END, sketchOf(one)));
  await store.record(sketches);
}

/** Latencies from one to some hundred. */
function sketchOf(series: number): StoredComponents {
  const sketch = emptySketch();
  for (let sample = 0; sample < SAMPLES; sample++) sketch.accept(1 + ((series + sample * 37) % 1000) / 5);
  return { sketch: bytesOf(sketch) };
}

async function measurePeer(peer: Peer, series: number): Promise<{ milliseconds: Record<string, number>; sum: number }> {
  const all = Array.from({ length: series }, (_, one) => one);
  for (let end = START + HOUR; end <= END; end += HOUR) await peer.write(pointsAsWrite(all, [end], valueAt));
  const sumOf = async () => {
    const [total] = await peer.queryRange('sum(sum_over_time(points[59m]))', START + HOUR, END, HOUR);
    return (total?.values ?? []).reduce((sum, [, value]) => sum + Number(value), 0);
  };
  // What was written a moment ago is not shown at once.
  for (let shown = 0; shown < series; shown = (await peer.query('points', END)).length)
    await new Promise((done) => setTimeout(done, 200));
  const milliseconds = {
    oneSeries: await p50(() => peer.queryRange('points{series="17"}', END - 59 * HOUR, END, HOUR)),
    rollUp: await p50(sumOf),
    latest: await p50(() => peer.query('last_over_time(points[1d])', END)),
  };
  return { milliseconds, sum: await sumOf() };
}
