import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { silentLog } from '../platform/log.ts';
import { duckdbMetricStore } from '../subgraphs/metrics/adapters/duckdb.ts';
import { openEvaluationStore } from '../subgraphs/metrics/adapters/sql.ts';
import { metricsLoaders } from '../subgraphs/metrics/loaders.ts';
import { baselinesIn } from '../subgraphs/metrics/use-cases/baselines.ts';
import { evaluation } from '../subgraphs/metrics/use-cases/evaluation.ts';
import { domainHealth } from '../subgraphs/metrics/use-cases/group-health.ts';
import { ASSETS, definitionsFor, knownAs, measurementsOf, START, WINDOW } from './evaluate.ts';
import { median, type Report, rounded } from './report.ts';

/** Assets of the domain; ten times apart, so that growth shows. */
const SIZES = { small: 500, large: 5_000 } as const;
const METRICS_PER_ASSET = 2;
const ROUNDS = 9;

/** The health of a business domain from the standings of all its assets, as one request asks for it. */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = { metricsPerAsset: METRICS_PER_ASSET };
  for (const [size, assets] of Object.entries(SIZES)) figures[size] = await measure(assets);
  return { name: 'domain-health', figures, peers: {}, ratios: {} };
}

async function measure(assets: number) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-domain-health-'));
  const metrics = await duckdbMetricStore(dataDirectory);
  const log = silentLog();
  const place = { dataDirectory, databaseUrl: null, log };
  const evaluations = await openEvaluationStore(place, { measurements: dataDirectory });
  const definitions = knownAs(definitionsFor(METRICS_PER_ASSET * ASSETS));
  try {
    const told = measurementsOf(await definitions.all(), 0, assets);
    await metrics.record(told);
    const { judgeDue } = evaluation({ metrics, evaluations, baselines: baselinesIn(metrics), definitions, log });
    while (await judgeDue(START + WINDOW));
    const all = [...new Set(told.map(({ asset }) => asset))];
    const groups = { ofModel: async () => [], ofDomain: async () => ({ assets: all, complete: true }) };
    const took: number[] = [];
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      await domainHealth({ loaders: metricsLoaders(metrics, evaluations), definitions, groups }, 'bench');
      took.push(performance.now() - begun);
    }
    delay.disable();
    return {
      assets: all.length,
      milliseconds: rounded(median(took)),
      eventLoopDelayLongestMilliseconds: rounded(delay.max / 1e6),
    };
  } finally {
    await metrics.close();
    await evaluations.close();
    rmSync(dataDirectory, { recursive: true });
  }
}
