import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Client, httpClient } from '../demo/client.ts';
import { startHeadwater } from '../gateway/headwater.ts';
import type { Neo4jConfig } from '../platform/config.ts';
import { silentLog } from '../platform/log.ts';
import { openEmbeddedStore } from '../subgraphs/lineage/adapters/embedded.ts';
import { openNeo4jStore } from '../subgraphs/lineage/adapters/neo4j.ts';
import { startNeo4j } from '../test/servers/neo4j.ts';
import { isoOf } from '../vocabulary/duration.ts';
import { load } from './lineage/load.ts';
import { median, percentile, type Report, rounded } from './report.ts';
import { closureOf, type Upstream } from './root-cause-speed/closure.ts';
import { ASKED, DAY, fill, introduce, READ, STEP, UNTIL } from './root-cause-speed/measurements.ts';
import { readFromPeer } from './root-cause-speed/peer.ts';

const CLOSURE = 500;
/** Of each start: the first reads what the others find in memory. */
const QUESTIONS = 30;
const STARTS = 3;

/**
 * The public `rootCause` query over a closure of 500 assets with 1,500 metrics of five minutes, 14 days of baseline and
 * nine of what was recent, each time asked as of another time; Headwater is started three times, and the first question of
 * each start is reported apart. `parts` are its parts asked by themselves: the rest is ranking. The peer is what a script
 * needs to read the windows alone, one query a metric.
 * `--neo4j`: lineage there; `--assets 100000`: of that size alone.
 */
export async function bench(): Promise<Report> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { assets: { type: 'string' }, neo4j: { type: 'boolean' } },
  });
  const sizes = values.assets?.split(',').map(Number) ?? [100_000, 1_000_000];
  const report: Report = { name: 'root-cause-speed', figures: {}, peers: {}, ratios: {}, answersEqual: true };
  for (const assets of sizes) {
    const { ours, peer } = await measure(assets, values.neo4j ?? false);
    report.figures[assets] = ours;
    report.answersEqual &&= ours.found && (peer?.isWhole ?? true);
    if (!peer) continue;
    report.peers[assets] = { victoriaMetrics: { ...peer, milliseconds: rounded(peer.milliseconds) } };
    report.ratios[`${assets}P95`] = rounded(peer.milliseconds / ours.p95);
    report.ratios[`${assets}First`] = rounded(peer.milliseconds / ours.first);
  }
  return report;
}

async function measure(assets: number, isInNeo4j: boolean) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-root-cause-bench-'));
  const server = isInNeo4j ? await startNeo4j({ heap: '1g', pageCache: '1g' }) : null;
  try {
    const upstream = await estate(dataDirectory, server, assets);
    const options = { port: 0, dataDirectory, neo4j: server, clock: () => UNTIL + STEP, log: silentLog() };
    const first = await startHeadwater(options);
    await introduce(httpClient(first.url), upstream.assets);
    await first.settle();
    await first.close();
    const points = await fill(dataDirectory, upstream);
    process.stderr.write(`${upstream.assets.length} assets upstream, ${points} points\n`);
    const starts: Asked[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      const headwater = await startHeadwater(options);
      await headwater.settle();
      starts.push(await ask(headwater.url, upstream).finally(() => headwater.close()));
    }
    const ours = { assets, closure: upstream.assets.length, points, ...figuresOf(starts) };
    return { ours, peer: await readFromPeer(dataDirectory, READ) };
  } finally {
    await server?.stop();
    rmSync(dataDirectory, { recursive: true });
  }
}

async function estate(dataDirectory: string, neo4j: Neo4jConfig | null, assets: number): Promise<Upstream> {
  process.stderr.write(`recording ${assets} assets\n`);
  mkdirSync(join(dataDirectory, 'lineage'), { recursive: true });
  const store = neo4j
    ? await openNeo4jStore(neo4j, silentLog())
    : await openEmbeddedStore(join(dataDirectory, 'lineage'));
  await load(store, assets);
  const upstream = await closureOf(store, assets, CLOSURE);
  await store.close();
  return upstream;
}

const ROOT_CAUSE = `query($metric: String!, $asset: ID!, $at: DateTime!) {
  rootCause(metric: $metric, asset: $asset, at: $at) {
    outcome completeness examined { assets signals } causes { rank asset { id } }
  }
}`;

interface Answer {
  rootCause: { outcome: string; examined: object; causes: { rank: number; asset: { id: string } }[] };
}

/** What one start answered. */
interface Asked {
  /** Milliseconds of each question. */
  times: number[];
  parts: Record<string, number>;
  processorMilliseconds: number;
  /** Event loop, in milliseconds. */
  delay: { p99: number; longest: number };
  found: boolean;
  answer: object | undefined;
}

async function ask(url: string, { target, path, assets }: Upstream): Promise<Asked> {
  const client = httpClient(url);
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let last: Answer | null = null;
  const used = process.cpuUsage();
  for (let question = 0; question < QUESTIONS; question += 1) {
    const begun = performance.now();
    const at = isoOf(UNTIL - question * 2 * STEP);
    last = await client.ask<Answer>(ROOT_CAUSE, { metric: ASKED, asset: target, at });
    times.push(performance.now() - begun);
    process.stderr.write(`${Math.round(times.at(-1) ?? 0)} `);
  }
  delay.disable();
  const { user, system } = process.cpuUsage(used);
  const { causes, ...answer } = last?.rootCause ?? { causes: [] };
  return {
    ...{ times, answer, processorMilliseconds: (user + system) / 1e3 / times.length },
    parts: await partsOf(client, target, assets),
    delay: { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 },
    found: causes[0]?.asset.id === path[0],
  };
}

function figuresOf(starts: readonly Asked[]) {
  const later = starts.flatMap(({ times }) => times.slice(1));
  const most = (of: (asked: Asked) => number) => rounded(Math.max(...starts.map(of)));
  return {
    first: most(({ times }) => times[0] ?? Number.NaN),
    p50: rounded(percentile(later, 0.5)),
    p95: rounded(percentile(later, 0.95)),
    parts: starts[0]?.parts,
    processorMillisecondsEach: most(({ processorMilliseconds }) => processorMilliseconds),
    eventLoopDelayP99: most(({ delay }) => delay.p99),
    eventLoopDelayLongest: most(({ delay }) => delay.longest),
    ...{ found: starts.every(({ found }) => found), ...starts[0]?.answer },
    load: rounded(loadavg()[0] ?? 0),
  };
}

const CLOSURE_QUERY = `query($asset: ID!, $at: DateTime!) {
  lineageClosure(id: $asset, asOf: $at) { completeness assets { depth asset { id } } edges { from to role } }
}`;
const CHANGES_QUERY = `query($assets: [ID!]!, $from: DateTime!, $at: DateTime!) {
  changes(assets: $assets, from: $from, to: $at) { time kind summary asset { id } }
}`;
const STATISTICS_QUERY = `query($assets: [ID!]!, $recent: DateTime!, $at: DateTime!, $from: DateTime!, $to: DateTime!) {
  metricWindows(assets: $assets, from: $recent, to: $at) {
    name metric { category direction asset { id } definition { baseline { from to } } }
    statistics(range: { from: $from, to: $to }) { known median medianDeviation standardDeviation }
  }
}`;

/** Medians of milliseconds; windows are counted without the sending of their values, which stay within the process. */
async function partsOf(client: Client, asset: string, assets: readonly string[]): Promise<Record<string, number>> {
  const at = isoOf(UNTIL);
  const [recent, from, to] = [READ.to - 9 * DAY, READ.from, READ.from + 14 * DAY].map(isoOf);
  const timed = async (query: string, variables: object) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const begun = performance.now();
      await client.ask(query, variables);
      times.push(performance.now() - begun);
    }
    return rounded(median(times));
  };
  return {
    closure: await timed(CLOSURE_QUERY, { asset, at }),
    changes: await timed(CHANGES_QUERY, { assets, at, from }),
    windows: await timed(STATISTICS_QUERY, { assets, at, recent, from, to }),
  };
}
