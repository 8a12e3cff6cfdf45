import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { httpClient } from '../demo/client.ts';
import { startHeadwater } from '../gateway/headwater.ts';
import type { Neo4jConfig } from '../platform/config.ts';
import { silentLog } from '../platform/log.ts';
import { openEmbeddedStore } from '../subgraphs/lineage/adapters/embedded.ts';
import { openNeo4jStore } from '../subgraphs/lineage/adapters/neo4j.ts';
import { startNeo4j } from '../test/servers/neo4j.ts';
import { isoOf } from '../vocabulary/duration.ts';
import { load } from './lineage/load.ts';
import { percentile, type Report, rounded } from './report.ts';
import { closureOf, type Upstream } from './root-cause-speed/closure.ts';
import { ASKED, fill, introduce, STEP, UNTIL } from './root-cause-speed/measurements.ts';

const CLOSURE = 500;
const QUESTIONS = 40;

/**
 * The public `rootCause` query over a closure of 500 assets with 1,500 metrics of five minutes, 14 days of baseline and
 * nine of what was recent, each time asked as of another time. The first question reads what the others find in memory.
 * `--neo4j`: lineage there; `--assets 100000`: of that size alone. Its peer, one query a metric, is still to be written.
 */
export async function bench(): Promise<Report> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { assets: { type: 'string' }, neo4j: { type: 'boolean' } },
  });
  const sizes = values.assets?.split(',').map(Number) ?? [100_000, 1_000_000];
  const figures: Record<string, unknown> = {};
  for (const assets of sizes) figures[assets] = await measure(assets, values.neo4j ?? false);
  return { name: 'root-cause-speed', figures, peers: {}, ratios: {} };
}

async function measure(assets: number, isInNeo4j: boolean) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-root-cause-bench-'));
  const server = isInNeo4j ? await startNeo4j({ heap: '1g', pageCache: '1g' }) : null;
  try {
    const upstream = await estate(dataDirectory, server, assets);
    const options = {
      port: 0,
      dataDirectory,
      neo4j: server,
      clock: () => UNTIL + STEP,
      log: silentLog(),
    };
    const first = await startHeadwater(options);
    await introduce(httpClient(first.url), upstream.assets);
    await first.settle();
    await first.close();
    const points = await fill(dataDirectory, upstream);
    process.stderr.write(`${upstream.assets.length} assets upstream, ${points} points\n`);
    const headwater = await startHeadwater(options);
    await headwater.settle();
    try {
      return { assets, closure: upstream.assets.length, points, ...(await ask(headwater.url, upstream)) };
    } finally {
      await headwater.close();
    }
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

async function ask(url: string, { target, path }: Upstream) {
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
  const found = last?.rootCause.causes[0]?.asset.id;
  return {
    examined: last?.rootCause.examined,
    outcome: last?.rootCause.outcome,
    found: found === path[0],
    first: rounded(times[0] ?? Number.NaN),
    p50: rounded(percentile(times, 0.5)),
    p95: rounded(percentile(times, 0.95)),
    processorMillisecondsEach: rounded((user + system) / 1e3 / times.length),
    eventLoopDelayP99: rounded(delay.percentile(99) / 1e6),
    eventLoopDelayLongest: rounded(delay.max / 1e6),
    load: rounded(loadavg()[0] ?? 0),
  };
}
