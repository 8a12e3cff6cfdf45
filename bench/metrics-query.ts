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
import { baselinesIn, type DefinedMetric } from '../subgraphs/metrics/use-cases/baselines.ts';
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
/** Milliseconds after which a question that takes long is not asked again. */
const LONGEST = 6_000;
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

/**
 * Asks four questions of a month of hours, and the same of the peers; the roll-up must be the same of all. What Headwater
 * merged before it keeps, so that a roll-up is also asked for the first time, and again after another hour arrived.
 */
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
      if (theirs.sum !== sum) say(`${peer.name} adds up to ${theirs.sum}, Headwater to ${sum}`);
      answersEqual &&= theirs.sum === sum;
      peers[`${peer.name}${series}`] = theirs.milliseconds;
      for (const [question, milliseconds] of Object.entries(theirs.milliseconds))
        ratios[`${peer.name}${series}${question}`] = rounded(milliseconds / (ours[question] as number));
    }
  }
  return { name: 'metrics-query', figures, peers, ratios, answersEqual };
}

/** Says on standard error how far it is: filling and asking take minutes. */
const say = (text: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Median of a question's milliseconds, the first time left out unless it alone took too long to ask again. */
async function p50(name: string, ask: () => Promise<unknown>, before = async () => {}): Promise<number> {
  const took: number[] = [];
  const used: number[] = [];
  const stop = performance.now() + LONGEST;
  for (let round = 0; round <= ROUNDS && (round === 0 || performance.now() < stop); round++) {
    await before();
    const [began, usedBefore] = [performance.now(), process.cpuUsage()];
    await ask();
    took.push(performance.now() - began);
    const { user, system } = process.cpuUsage(usedBefore);
    used.push((user + system) / 1e3);
  }
  const counted = took.length > 1 ? took.slice(1) : took;
  const processor = rounded(median(used.slice(-counted.length)));
  say(`${name}: ${rounded(median(counted))} ms, ${processor} ms of this process, median of ${counted.length}`);
  return rounded(median(counted));
}

async function measureOurs(series: number): Promise<{ ours: Record<string, number>; sum: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'headwater-bench-'));
  let store = await duckdbMetricStore(directory);
  try {
    await fillOurs(store, series);
    const ask = (asked: DefinedMetric, from: number, to: number) =>
      readSeries({ metrics: store, baselines: baselinesIn(store) }, asked, {
        from,
        to,
        step: null,
        timezone: null,
        now: to,
      });
    const whole = { metric: { name: 'load', asset: ASSET }, definition: load };
    const one = { ...whole, slice: [{ label: 'series', values: ['17'] }] };
    const tail = { metric: { name: 'latency', asset: ASSET }, definition: latency };
    const latest = { ...whole.metric, fingerprint: 'load', after: END, until: END + HOUR, withLastBefore: true };
    const reopen = async () => {
      await store.close();
      store = await duckdbMetricStore(directory);
    };
    const { points } = await ask(whole, START, END);
    const ours: Record<string, number> = {
      oneSeries: await p50('one series', () => ask(one, END - 60 * HOUR, END)),
      rollUp: await p50('roll-up for the first time', () => ask(whole, START, END), reopen),
      mergedP99: await p50('merged p99', () => ask(tail, END - HOUR, END)),
      latest: await p50('latest', () => store.measurements([latest])),
    };
    let now = END;
    const another = async () => {
      now += HOUR;
      await store.record(hourOf(series, now));
    };
    const since = () => ask(whole, now - HOURS * HOUR, now);
    ours.rollUpAfterAnotherHour = await p50('roll-up after another hour', since, another);
    return {
      ours,
      sum: points.reduce((total, { value, sampleSize }) => total + Math.round(4 * (value ?? 0) * sampleSize) / 4, 0),
    };
  } finally {
    await store.close();
    rmSync(directory, { recursive: true });
  }
}

const hourOf = (series: number, end: number): Measurement[] =>
  Array.from({ length: series }, (_, one) => measured(load, one, end, sampleOf(valueAt(one, end))));

async function fillOurs(store: MetricStore, series: number): Promise<void> {
  say(`filling Headwater with ${series} series`);
  for (let end = START + HOUR; end <= END; end += HOUR) await store.record(hourOf(series, end));
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
  say(`filling ${peer.name} with ${series} series`);
  for (let end = START + HOUR; end <= END; end += HOUR) await peer.write(pointsAsWrite(all, [end], valueAt));
  const sumOf = async () => {
    const [total] = await peer.queryRange('sum(sum_over_time(points[59m]))', START + HOUR, END, HOUR);
    return (total?.values ?? []).reduce((sum, [, value]) => sum + Number(value), 0);
  };
  // What was written a moment ago is not shown at once.
  for (let shown = 0; shown < series; shown = (await peer.query('points', END)).length)
    await new Promise((done) => setTimeout(done, 200));
  let sum = 0;
  const milliseconds = {
    oneSeries: await p50('one series', () => peer.queryRange('points{series="17"}', END - 59 * HOUR, END, HOUR)),
    rollUp: await p50('roll-up', async () => {
      sum = await sumOf();
    }),
    latest: await p50('latest', () => peer.query('last_over_time(points[1d])', END)),
  };
  return { milliseconds, sum };
}
