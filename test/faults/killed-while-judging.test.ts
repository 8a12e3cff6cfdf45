import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ask, documentOf } from '../graph/scenario/seed.ts';
import { describeWithPostgres } from '../servers/needs-postgres.ts';
import { describeWithVictoriaMetrics } from '../servers/needs-victoria-metrics.ts';
import { freePort } from '../servers/ports.ts';
import type { PostgresServer } from '../servers/postgres.ts';
import { type HeadwaterProcess, startProcess } from '../servers/processes.ts';

const catalog = readFileSync(join(import.meta.dirname, '../graph/scenario/catalog.yaml'), 'utf8');
/** Metrics; they are kept 500 at a time, so that a kill after the first leaves most of them. */
const METRICS = 3_000;
const PATIENCE = 90_000;

/** Each metric has the same day, below both thresholds, so that each must come to the same changes. */
const observations = Array.from({ length: METRICS }, (_, index) =>
  JSON.stringify({
    metric: 'prediction.accuracy',
    asset: `deployment/prod/model-${index}`,
    time: '2026-09-02T00:00:00Z',
    numerator: 700,
    denominator: 1000,
  }),
).join('\n');

const CHANGES = `query Changes($after: String) {
  verdictChanges(first: 100, after: $after) { cursor id thresholdIndex time verdict { kind } metric { id } }
}`;

interface Change {
  cursor: string;
  id: string;
  thresholdIndex: number;
  time: string;
  verdict: { kind: string };
  metric: { id: string };
}

/** A catalog and a gateway; the metrics subgraph is started, killed and started again on its own. */
class Place {
  readonly directory = mkdtempSync(join(tmpdir(), 'headwater-judging-'));
  readonly #started: HeadwaterProcess[] = [];
  #gateway: HeadwaterProcess | null = null;
  #environment: Record<string, string> = {};

  async begin(environment: Record<string, string>, metricsPort: number): Promise<void> {
    const gatewayPort = await freePort();
    this.#environment = { ...environment, HEADWATER_GATEWAY_URL: `http://127.0.0.1:${gatewayPort}/graphql` };
    const catalogProcess = await this.#start(['gateway/subgraph.ts', 'catalog'], {
      ...this.#environment,
      HEADWATER_PORT: '0',
      HEADWATER_DATA_DIR: this.directory,
    });
    // Lineage and incidents are away: nothing here concerns them.
    const away = `http://127.0.0.1:${await freePort()}`;
    this.#gateway = await this.#start(['gateway/main.ts'], {
      HEADWATER_PORT: String(gatewayPort),
      HEADWATER_SUBGRAPHS: `catalog=${catalogProcess.url},metrics=http://127.0.0.1:${metricsPort},lineage=${away},incidents=${away}`,
    });
    const applied = await ask(this.#gateway.url, documentOf('apply-catalog'), { input: { document: catalog } });
    if (applied.errors) throw new Error(JSON.stringify(applied.errors));
  }

  /** The metrics subgraph with a data directory of its own. */
  metrics(replica: string, port = 0): Promise<HeadwaterProcess> {
    return this.#start(['gateway/subgraph.ts', 'metrics'], {
      ...this.#environment,
      HEADWATER_PORT: String(port),
      HEADWATER_DATA_DIR: join(this.directory, replica),
      HEADWATER_LOG_LEVEL: 'silent',
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.#started.map((each) => each.end('SIGKILL')));
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #start(script: string[], environment: Record<string, string>): Promise<HeadwaterProcess> {
    const each = await startProcess(script, environment);
    this.#started.push(each);
    return each;
  }
}

async function observe({ url }: HeadwaterProcess): Promise<void> {
  const answer = await fetch(`${url}/api/v1/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: observations,
  });
  expect(await answer.json()).toMatchObject({ rejected: [] });
}

/** Reads on from the changes that are known, and answers all of them. */
async function readOn(
  { url }: HeadwaterProcess,
  changes: Change[],
  most = Number.POSITIVE_INFINITY,
): Promise<Change[]> {
  for (let read = 0; read < most; read++) {
    const { data, errors } = await ask(url, CHANGES, { after: changes.at(-1)?.cursor ?? null });
    if (errors) throw new Error(JSON.stringify(errors));
    const page = data?.verdictChanges as Change[];
    if (page.length === 0) break;
    changes.push(...page);
  }
  return changes;
}

/** Asks until it is as wanted. */
async function until<Found>(ask: () => Promise<Found>, isWanted: (found: Found) => boolean): Promise<Found> {
  for (const began = Date.now(); Date.now() - began < PATIENCE; await pause(20)) {
    const found = await ask();
    if (isWanted(found)) return found;
  }
  throw new Error(`not so within ${PATIENCE / 1000} s`);
}

/** All changes, once every metric has one and no more come. */
async function allChanges(server: HeadwaterProcess): Promise<Change[]> {
  const changes: Change[] = [];
  await until(
    () => readOn(server, changes),
    (found) => new Set(found.map(({ metric }) => metric.id)).size === METRICS,
  );
  for (let known = -1; known < changes.length; ) {
    known = changes.length;
    await pause(2_000);
    await readOn(server, changes);
  }
  return changes;
}

/** Every metric came to the same changes as every other, each once. */
function expectEachOnce(changes: readonly Change[]): void {
  expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
  const byMetric = Map.groupBy(changes, ({ metric }) => metric.id);
  const stories = [...byMetric.values()].map((own) =>
    own.map(({ thresholdIndex, time, verdict }) => `${time} ${thresholdIndex} ${verdict.kind}`).join(', '),
  );
  expect(stories).toHaveLength(METRICS);
  expect(new Set(stories).size).toBe(1);
  const story = stories[0]?.split(', ') ?? [];
  expect(story.length).toBeGreaterThan(0);
  expect(new Set(story).size).toBe(story.length);
}

describe('kill -9 while 3,000 metrics are judged', () => {
  const place = new Place();
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    await place.begin({}, port);
  }, 120_000);
  afterAll(() => place.end(), 60_000);

  it('goes on where it was: every metric is judged, and no window twice', async () => {
    const first = await place.metrics('only', port);
    await observe(first);
    await until(
      () => readOn(first, [], 1),
      (found) => found.length > 0,
    );
    await first.end('SIGKILL');
    const again = await place.metrics('only', port);
    expectEachOnce(await allChanges(again));
  }, 180_000);
});

/** Two replicas of the metrics subgraph; the one that judges is killed in the middle of it. */
function judgeOnce(postgres: () => PostgresServer, metricsUrl: () => string): void {
  const place = new Place();
  let databaseUrl: string;
  let port: number;
  beforeAll(async () => {
    databaseUrl = await postgres().newDatabase();
    port = await freePort();
    await place.begin({ HEADWATER_DATABASE_URL: databaseUrl, HEADWATER_METRICS_URL: metricsUrl() }, port);
  }, 120_000);
  afterAll(() => place.end(), 60_000);

  const holder = async (): Promise<string | null> => {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const { rows } = await client.query('select holder from headwater_evaluation.lease').catch(() => ({ rows: [] }));
    await client.end();
    return rows[0]?.holder ?? null;
  };

  it('judge each window once, though the one that judges is killed with kill -9 in the middle of it', async () => {
    const one = await place.metrics('one', port);
    const holding = await until(holder, (found) => found !== null);
    const other = await place.metrics('other');
    await observe(one);
    await until(
      () => readOn(other, [], 1),
      (found) => found.length > 0,
    );
    expect(await holder()).toBe(holding);
    await one.end('SIGKILL');
    const changes = await allChanges(other);
    expect(await holder()).not.toBe(holding);
    expectEachOnce(changes);
  }, 180_000);
}

describeWithPostgres('two replicas on one Postgres', (postgres) => {
  describe('with measurements in data directories', () => {
    const place = new Place();
    beforeAll(async () => {
      await place.begin({ HEADWATER_DATABASE_URL: await postgres().newDatabase() }, await freePort());
    }, 120_000);
    afterAll(() => place.end(), 60_000);

    it('are not: the second would judge by what it alone knows, so it does not start, and says what to do', async () => {
      const one = await place.metrics('one');
      await expect(place.metrics('other')).rejects.toThrow(
        /headwater: another metrics process .* set HEADWATER_METRICS_URL of every one of them to the same address/,
      );
      // Killed and started again, it may.
      await one.end('SIGKILL');
      await place.metrics('one');
    }, 60_000);
  });

  describeWithVictoriaMetrics('and one VictoriaMetrics', (server) => judgeOnce(postgres, () => server().url));
});
