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
import type { Definitions } from '../subgraphs/metrics/ports/definitions.ts';
import type { EvaluationStore } from '../subgraphs/metrics/ports/evaluation-store.ts';
import { baselinesIn } from '../subgraphs/metrics/use-cases/baselines.ts';
import { evaluation } from '../subgraphs/metrics/use-cases/evaluation.ts';
import { postgresObstacle, startPostgres } from '../test/servers/postgres.ts';
import { type AssetId, deploymentId } from '../vocabulary/asset-id.ts';
import { millisecondsOf } from '../vocabulary/duration.ts';
import { median, type Report, rounded } from './report.ts';

/** Metrics; ten times apart, so that growth shows. */
const SIZES = { small: 1_000, large: 10_000 } as const;
/** Assets that each definition is observed on. */
export const ASSETS = 500;
/** Windows that were judged before the one that is measured. */
const HISTORY = 30;
/** Windows judged one after another, each measured. */
const ROUNDS = 5;
export const WINDOW = 3_600_000;
export const START = Date.UTC(2026, 8, 1);
const LIMIT = 0.85;
/** Every so manieth metric falls below its threshold. */
const BREACHED_EACH = 50;

/** What every metric is judged by: hours by a limit, or days by how far they lie below the four weeks before each. */
const HOURLY: Partial<MetricDefinition> = {
  window: duration('PT1H'),
  thresholds: [threshold({ value: LIMIT, clearValue: 0.87, for: duration('PT1H') })],
};
const DAILY_BY_BASELINE: Partial<MetricDefinition> = {
  window: duration('P1D'),
  baseline: { kind: 'rolling', length: duration('P28D') },
  thresholds: [threshold({ comparison: 'BELOW_BASELINE_BY', value: 0.1, clearValue: 0.05, for: duration('P1D') })],
};

/**
 * Judges one closed window of every metric, beside a rule evaluator's way of doing it: one query and one comparison a
 * metric, on the same file. Both must find the same metrics below their threshold. Rolling baselines, which move on with
 * each window, have no such peer: there what is found must be what was drawn.
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
    for (const [size, metrics] of Object.entries(SIZES)) {
      const hourly = definitionsFor(metrics, HOURLY);
      const { breached, file, discard, ...ours } = await measure(hourly, null);
      const peer = await queryAMetric(file, hourly, HISTORY + ROUNDS - 1).finally(discard);
      answersEqual &&= isSame(breached, peer.breached);
      figures[size] = ours.figures;
      peers[`${size}QueryAMetric`] = { metrics, milliseconds: rounded(peer.milliseconds) };
      ratios[`${size}QueryAMetric`] = rounded(peer.milliseconds / ours.figures.milliseconds);
      const others: [string, Map<string, MetricDefinition>, string | null][] = [
        [`${size}ByRollingBaseline`, definitionsFor(metrics, DAILY_BY_BASELINE), null],
        ...(postgres
          ? [[`${size}OnPostgres`, hourly, await postgres.newDatabase()] as [string, typeof hourly, string]]
          : []),
      ];
      for (const [name, definitions, databaseUrl] of others) {
        const found = await measure(definitions, databaseUrl);
        found.discard();
        answersEqual &&= isSame(found.breached, drawnBreaches(definitions, HISTORY + ROUNDS - 1));
        figures[name] = found.figures;
      }
    }
  } finally {
    await postgres?.stop();
  }
  return { name: 'evaluate', figures, peers, ratios, answersEqual };
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted());

/** Definitions as what judges asks for them. */
export const knownAs = (definitions: Map<string, MetricDefinition>): Definitions => ({
  all: async () => definitions,
  including: async () => definitions,
  versions: async () => [],
  differences: async () => [],
});

async function measure(definitions: Map<string, MetricDefinition>, databaseUrl: string | null) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'headwater-evaluate-'));
  const store = await duckdbMetricStore(dataDirectory);
  const evaluations = await openEvaluationStore(
    { dataDirectory, databaseUrl, log: silentLog() },
    { measurements: 'the bench' },
  );
  const known = { definitions: knownAs(definitions), log: silentLog() };
  const { judgeDue } = evaluation({ metrics: store, evaluations, baselines: baselinesIn(store), ...known });
  for (let window = 0; window < HISTORY; window++) await store.record(measurementsOf(definitions, window));
  while (await judgeDue(endOf(definitions, HISTORY - 1)));
  const rounds: { milliseconds: number; processor: number; p99: number; longest: number }[] = [];
  let cursor = 0;
  for (let window = HISTORY; window < HISTORY + ROUNDS; window++) {
    await store.record(measurementsOf(definitions, window));
    cursor = (await breachesAfter(evaluations, cursor)).cursor;
    rounds.push(await timed(() => judgeDue(endOf(definitions, window))));
  }
  const { breached } = await breachesAfter(evaluations, cursor);
  await store.close();
  await evaluations.close();
  const of = (name: keyof (typeof rounds)[number]) => rounded(median(rounds.map((round) => round[name])));
  return {
    breached,
    file: join(dataDirectory, 'metrics.duckdb'),
    discard: () => rmSync(dataDirectory, { recursive: true }),
    figures: {
      metrics: definitions.size * ASSETS,
      milliseconds: of('milliseconds'),
      // What a machine with nothing else to do would take at most.
      processorMilliseconds: of('processor'),
      eventLoopDelayP99Milliseconds: of('p99'),
      eventLoopDelayLongestMilliseconds: of('longest'),
      worstMilliseconds: rounded(Math.max(...rounds.map(({ milliseconds }) => milliseconds))),
      worstEventLoopDelayP99Milliseconds: rounded(Math.max(...rounds.map(({ p99 }) => p99))),
    },
  };
}

async function timed(work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [begun, used] = [performance.now(), process.cpuUsage()];
  await work();
  const milliseconds = performance.now() - begun;
  delay.disable();
  const { user, system } = process.cpuUsage(used);
  return {
    milliseconds,
    processor: (user + system) / 1e3,
    p99: delay.percentile(99) / 1e6,
    longest: delay.max / 1e6,
  };
}

export function definitionsFor(metrics: number, by: Partial<MetricDefinition> = HOURLY): Map<string, MetricDefinition> {
  const names = Array.from({ length: metrics / ASSETS }, (_, index) => `accuracy.of.${index}`);
  return new Map(
    names.map((name) => [
      name,
      definition({ minimumSamples: 100, ...by, id: `${name}@1`, name, fingerprint: `fingerprint of ${name}` }),
    ]),
  );
}

const lengthOf = ({ window }: MetricDefinition): number => millisecondsOf(window);

/** End of a window, which all definitions have in common. */
function endOf(definitions: Map<string, MetricDefinition>, window: number): number {
  const [first] = definitions.values();
  return START + (window + 1) * (first ? lengthOf(first) : WINDOW);
}

const isBreached = (place: number, index: number, window: number): boolean =>
  (place * ASSETS + index + window) % BREACHED_EACH === 0;

const assetAt = (index: number): AssetId => deploymentId('prod', `model-${index}`);

function drawnBreaches(definitions: Map<string, MetricDefinition>, window: number): string[] {
  return [...definitions.keys()].flatMap((name, place) =>
    Array.from({ length: ASSETS }, (_, index) => index)
      .filter((index) => isBreached(place, index, window))
      .map((index) => `${name} ${assetAt(index)}`),
  );
}

/** In each window other metrics fall below their threshold, for that window alone. */
export function measurementsOf(
  definitions: ReadonlyMap<string, MetricDefinition>,
  window: number,
  assets = ASSETS,
): Measurement[] {
  return [...definitions.values()].flatMap((by, place) =>
    Array.from({ length: assets }, (_, index): Measurement => {
      const end = START + (window + 1) * lengthOf(by);
      return {
        name: by.name,
        fingerprint: by.fingerprint,
        asset: assetAt(index),
        dimensions: '',
        end,
        duration: lengthOf(by),
        components: { numerator: (isBreached(place, index, window) ? 700 : 900) + (index % 7), denominator: 1_000 },
        traceIds: [],
        recordedAt: end,
      };
    }),
  );
}

async function breachesAfter(evaluations: EvaluationStore, cursor: number) {
  const breached: string[] = [];
  let at = cursor;
  for (let changes = await evaluations.changesAfter(at, 1_000); changes.length > 0; ) {
    for (const { metric, breached: isBelow } of changes) if (isBelow) breached.push(`${metric.name} ${metric.asset}`);
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
