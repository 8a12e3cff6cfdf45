import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startHeadwater } from '../gateway/headwater.ts';
import { silentLog } from '../platform/log.ts';
import { ALERTS_A_MODEL, allFiring, measureStorm, pagesOf, seedStorm } from '../test/faults/storm.ts';
import { ask } from '../test/graph/scenario/seed.ts';
import { startPostgres } from '../test/servers/postgres.ts';
import { type Report, rounded } from './report.ts';

/** Alerts from one root; ten times apart, so that growth shows. */
const SIZES = { small: 500, large: 5_000 } as const;
const PATIENCE = 300_000;

/**
 * How long a storm of alerts from one root takes to become one incident, from the first verdict that fires one until the last
 * of them is in it, with the judging that goes on meanwhile in the same process; and how often each audience is called.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = {};
  const postgres = await startPostgres({});
  try {
    for (const [size, alerts] of Object.entries(SIZES))
      figures[size] = {
        sqlite: await weather(alerts, null),
        postgres: await weather(alerts, await postgres.newDatabase()),
      };
  } finally {
    await postgres.stop();
  }
  return { name: 'alert-storm', figures, peers: {}, ratios: {} };
}

async function weather(alerts: number, databaseUrl: string | null) {
  const models = Math.ceil(alerts / ALERTS_A_MODEL);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-storm-'));
  const headwater = await startHeadwater({ port: 0, dataDirectory, databaseUrl, log: silentLog() });
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  try {
    await seedStorm(headwater.url, models);
    const before = process.memoryUsage().rss;
    const first = firstVerdict(headwater.url);
    await measureStorm(headwater.url, models);
    const begun = await first;
    const { incidents } = await allFiring(headwater.url, models * ALERTS_A_MODEL, PATIENCE);
    const seconds = (performance.now() - begun) / 1_000;
    return {
      alerts: models * ALERTS_A_MODEL,
      secondsToOneIncident: rounded(seconds),
      incidents: incidents.length,
      pages: await pagesOf(headwater.url),
      megabytesMore: rounded((most - before) / 1e6),
    };
  } finally {
    clearInterval(sampling);
    await headwater.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

/** When the first change of verdict that fires an alert can be read. */
async function firstVerdict(url: string): Promise<number> {
  const document = 'query ($after: String) { verdictChanges(after: $after, first: 100) { cursor breached } }';
  let after: string | null = null;
  for (const begun = Date.now(); Date.now() - begun < PATIENCE; ) {
    const { data } = await ask(url, document, { after });
    const changes = (data?.verdictChanges ?? []) as { cursor: string; breached: boolean }[];
    if (changes.some(({ breached }) => breached)) return performance.now();
    after = changes.at(-1)?.cursor ?? after;
    if (changes.length === 0) await pause(20);
  }
  throw new Error('no verdict changed');
}
