import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { silentLog } from '../platform/log.ts';
import { duckdbMetricStore } from '../subgraphs/metrics/adapters/duckdb.ts';
import { openEvaluationStore } from '../subgraphs/metrics/adapters/sql.ts';
import type { MetricDefinition } from '../subgraphs/metrics/domain/definition.ts';
import type { Measurement } from '../subgraphs/metrics/domain/measurement.ts';
import { definition, duration, threshold } from '../subgraphs/metrics/fixtures.ts';
import type { EvaluationStore } from '../subgraphs/metrics/ports/evaluation-store.ts';
import { baselinesIn } from '../subgraphs/metrics/use-cases/baselines.ts';
import { evaluation } from '../subgraphs/metrics/use-cases/evaluation.ts';
import { postgresObstacle, startPostgres } from '../test/servers/postgres.ts';
import { deploymentId } from '../vocabulary/asset-id.ts';
import { percentile, type Report, rounded } from './report.ts';

/** Metrics; ten times apart, so that growth shows. */
const SIZES = { small: 1_000, large: 10_000 } as const;
/** Assets that each definition is observed on. */
const ASSETS = 500;
/** Windows that were judged before the one that is measured. */
const HISTORY = 30;
/** Windows judged one after another, each measured. */
const ROUNDS = 5;
export const WINDOW = 3_600_000;
export const START = Date.UTC(2026, 8, 1);
const LIMIT = 0.85;
/** Every so manieth metric falls below its threshold. */
const BREACHED_EACH = 50;

const watched = threshold({ value: LIMIT, clearValue: 0.87, for: duration('PT1H') });

/**
 * Judges one closed window of every metric, beside a rule evaluator's way of doing it: one query and one comparison a
 * metric, on the same file. Both must find the same metrics below their threshold.
 */
export async function bench(): Promise<Report> {
  const figures: Record<string, unknown> = { windowsBefore: HISTORY };
  const peers: Record<string, unknown> = {};
  const ratios: Record<string, number> = {};
  let answersEqual = true;
  const obstacle = postgresObstacle();
  if (obstacle) process.stderr.write(`Postgres is left out: ${obstacle}\n`);
  // Here the disk is waited for, as it is in production.
  const postgres = obstacle ? null : await startPostgres({});
  try {
    for (const [size, metrics] of Object.entries(SIZES))
      for (const store of postgres ? ['sqlite', 'postgres'] : ['sqlite']) {
        const databaseUrl = store === 'postgres' ? ((await postgres?.newDatabase()) ?? null) : null;
        const { ours, peer, equal } = await measure(metrics, databaseUrl);
        answersEqual &&= equal;
        figures[`${size}${store === 'postgres' ? 'OnPostgres' : ''}`] = ours;
        if (store === 'postgres') continue;
        peers[`${size}QueryAMetric`] = peer;
        ratios[`${size}QueryAMetric`] = rounded(peer.milliseconds / ours.milliseconds);
      }
  } finally {
    await postgres?.stop();
  }
  return { name: 'evaluate', figures, peers, ratios, answersEqual };
}

async function measure(metrics: number, databaseUrl: string | null) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-evaluate-'));
  const definitions = definitionsFor(metrics);
  const store = await duckdbMetricStore(dataDirectory);
  const evaluations = await openEvaluationStore(
    { dataDirectory, databaseUrl, log: silentLog() },
    { measurements: 'the bench' },
  );
  const baselines = baselinesIn(store);
  const known = {
    all: async () => definitions,
    including: async () => definitions,
    versions: async () => [],
    differences: async () => [],
  };
  const { judgeDue } = evaluation({ metrics: store, evaluations, baselines, definitions: known, log: silentLog() });
  try {
    for (let window = 0; window < HISTORY; window++) await store.record(measurementsOf(definitions, window));
    while (await judgeDue(START + HISTORY * WINDOW));
    const rounds: { milliseconds: number; processor: number; p99: number; longest: number }[] = [];
    let cursor = 0;
    for (let window = HISTORY; window < HISTORY + ROUNDS; window++) {
      await store.record(measurementsOf(definitions, window));
      cursor = (await breachesAfter(evaluations, cursor)).cursor;
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const [begun, used] = [performance.now(), process.cpuUsage()];
      await judgeDue(START + (window + 1) * WINDOW);
      const milliseconds = performance.now() - begun;
      delay.disable();
      const { user, system } = process.cpuUsage(used);
      rounds.push({
        milliseconds,
        processor: (user + system) / 1e3,
        p99: delay.percentile(99) / 1e6,
        longest: delay.max / 1e6,
      });
    }
    const last = HISTORY + ROUNDS - 1;
    const ours = (await breachesAfter(evaluations, cursor)).breached;
    await store.close();
    const peer = await queryAMetric(join(dataDirectory, 'metrics.duckdb'), definitions, last);
    const equal = JSON.stringify([...ours].sort()) === JSON.stringify([...peer.breached].sort());
    const of = (name: keyof (typeof rounds)[number]) =>
      rounded(
        percentile(
          rounds.map((round) => round[name]),
          0.5,
        ),
      );
    return {
      ours: {
        metrics,
        milliseconds: of('milliseconds'),
        // What a machine with nothing else to do would take at most.
        processorMilliseconds: of('processor'),
        eventLoopDelayP99Milliseconds: of('p99'),
        eventLoopDelayLongestMilliseconds: of('longest'),
        worstMilliseconds: rounded(Math.max(...rounds.map(({ milliseconds }) => milliseconds))),
        worstEventLoopDelayP99Milliseconds: rounded(Math.max(...rounds.map(({ p99 }) => p99))),
      },
      peer: { metrics, milliseconds: rounded(peer.milliseconds) },
      equal,
    };
  } finally {
    await evaluations.close();
    rmSync(dataDirectory, { recursive: true });
  }
}

export function definitionsFor(metrics: number): Map<string, MetricDefinition> {
  const names = Array.from({ length: metrics / ASSETS }, (_, index) => `accuracy.of.${index}`);
  const hourly = { window: duration('PT1H'), minimumSamples: 100, thresholds: [watched] };
  return new Map(
    names.map((name) => [
      name,
      definition({ ...hourly, id: `${name}@1`, name, fingerprint: `fingerprint of ${name}` }),
    ]),
  );
}

/** In each window other metrics fall below their threshold, for that window alone. */
export function measurementsOf(definitions: Map<string, MetricDefinition>, window: number): Measurement[] {
  return [...definitions.values()].flatMap(({ name, fingerprint }, place) =>
    Array.from({ length: ASSETS }, (_, index): Measurement => {
      const breached = (place * ASSETS + index + window) % BREACHED_EACH === 0;
      return {
        name,
        fingerprint,
        asset: deploymentId('prod', `model-${index}`),
        dimensions: '',
        end: START + (window + 1) * WINDOW,
        duration: WINDOW,
        components: { numerator: (breached ? 700 : 900) + (index % 7), denominator: 1_000 },
        traceIds: [],
        recordedAt: START + (window + 1) * WINDOW,
      };
    }),
  );
}

async function breachesAfter(evaluations: EvaluationStore, cursor: number) {
  const breached: string[] = [];
  let at = cursor;
  for (let changes = await evaluations.changesAfter(at, 1_000); changes.length > 0; ) {
    for (const { metric, breached: isBreached } of changes)
      if (isBreached) breached.push(`${metric.name} ${metric.asset}`);
    at = changes.at(-1)?.cursor ?? at;
    changes = await evaluations.changesAfter(at, 1_000);
  }
  return { breached, cursor: at };
}

/** The metrics whose window is below the threshold, found by one query each. */
async function queryAMetric(file: string, definitions: Map<string, MetricDefinition>, window: number) {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const breached: string[] = [];
  const begun = performance.now();
  const query = await connection.prepare(
    `select sum(sum) / sum(count) as value from points join series on series.id = points.series
     where name = $1 and asset = $2 and dimensions = '' and ending > $3 and ending <= $4`,
  );
  for (const name of definitions.keys())
    for (let index = 0; index < ASSETS; index++) {
      const asset = deploymentId('prod', `model-${index}`);
      query.bindVarchar(1, name);
      query.bindVarchar(2, asset);
      query.bindBigInt(3, BigInt(START + window * WINDOW));
      query.bindBigInt(4, BigInt(START + (window + 1) * WINDOW));
      const [row] = (await query.runAndReadAll()).getRowsJS();
      if (Number(row?.[0]) < LIMIT) breached.push(`${name} ${asset}`);
    }
  const milliseconds = performance.now() - begun;
  connection.closeSync();
  instance.closeSync();
  return { breached, milliseconds };
}
