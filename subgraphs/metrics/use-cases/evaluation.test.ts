import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { silentLog } from '../../../platform/log.ts';
import { deploymentId } from '../../../vocabulary/asset-id.ts';
import { duckdbMetricStore } from '../adapters/duckdb.ts';
import { openEvaluationStore } from '../adapters/sql.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { CHURN, DAY, definition, duration, FIRST_DAY, threshold } from '../fixtures.ts';
import type { EvaluationStore } from '../ports/evaluation-store.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import { baselinesIn } from './baselines.ts';
import { evaluation } from './evaluation.ts';

const BY = definition({
  baseline: { kind: 'rolling', length: duration('P5D') },
  minimumSamples: 100,
  thresholds: [threshold({ comparison: 'BELOW_BASELINE_BY', value: 0.1, clearValue: 0.05, for: duration('P1D') })],
});
const METRIC = { name: BY.name, asset: CHURN };
const endOf = (day: number) => FIRST_DAY + (day + 1) * DAY;

const record = (store: MetricStore, day: number, numerator: number) =>
  store.record([
    {
      ...METRIC,
      fingerprint: BY.fingerprint,
      dimensions: '',
      end: endOf(day),
      duration: DAY,
      components: { numerator, denominator: 1000 },
      traceIds: [],
      recordedAt: endOf(day),
    },
  ]);

/** What judging one definition's metrics needs. */
function judging(metrics: MetricStore, evaluations: EvaluationStore, by: MetricDefinition) {
  const all = new Map([[by.name, by]]);
  const definitions = {
    all: async () => all,
    including: async () => all,
    versions: async () => [],
    differences: async () => [],
  };
  return { metrics, evaluations, baselines: baselinesIn(metrics), definitions, log: silentLog() };
}

/** Judges on this store; it has the right to only for a moment, so that others may take it next. */
function judge(metrics: MetricStore, evaluations: EvaluationStore) {
  const briefly = { ...evaluations, claim: () => evaluations.claim(1) };
  const { judgeDue } = evaluation(judging(metrics, briefly, BY));
  return async (now: number) => {
    while (!(await evaluations.claim(1)));
    while (await judgeDue(now));
  };
}

const act = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('late' as const),
      back: fc.integer({ min: 1, max: 9 }),
      numerator: fc.constantFrom(300, 600, 900),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('day' as const),
      numerator: fc.constantFrom(300, 600, 900),
      judge: fc.constantFrom('a' as const, 'a' as const, 'b' as const, 'restarted' as const),
    }),
  },
);

const late = (back: number) => ({ act: 'late' as const, back, numerator: 300 as const });
const day = (by: 'a' | 'b', numerator: 600 | 900) => ({ act: 'day' as const, numerator, judge: by });
/** What came late was told to the process that judged then, and not to the one that judged before and goes on after it. */
const HANDED_OVER = [day('a', 900), late(1), late(2), late(3), day('b', 900), day('a', 600)];

it('comes to the same verdicts by what is kept of baselines as by reading them anew, whichever process judges', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
      const directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
      const metrics = await duckdbMetricStore(directory);
      const at = (holder: string, dataDirectory: string) =>
        openEvaluationStore({ dataDirectory, databaseUrl: null, log: silentLog() }, { holder, measurements: 'here' });
      const apart = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
      const [a, b, anew] = [await at('a', directory), await at('b', directory), await at('anew', apart)];
      try {
        const judges = { a: judge(metrics, a), b: judge(metrics, b) };
        for (let before = 0; before < 6; before++) await record(metrics, before, 900);
        let today = 5;
        for (const one of acts) {
          if (one.act === 'late') {
            await record(metrics, today - one.back, one.numerator);
            continue;
          }
          await record(metrics, ++today, one.numerator);
          await (one.judge === 'restarted' ? judge(metrics, a) : judges[one.judge])(endOf(today));
          await judge(metrics, anew)(endOf(today));
          expect(await a.judgements([METRIC])).toEqual(await anew.judgements([METRIC]));
        }
      } finally {
        for (const store of [a, b, anew, metrics]) await store.close();
        for (const place of [directory, apart]) rmSync(place, { recursive: true });
      }
    }),
    { numRuns: 4, examples: [[HANDED_OVER]] },
  );
});

describe('judging more metrics than are read at once', () => {
  const by = definition({ minimumSamples: 100, thresholds: [threshold({ value: 0.8, for: duration('P1D') })] });
  const assets = Array.from({ length: 1_200 }, (_, index) => deploymentId('prod', `model-${index}`));
  const fallen = assets.at(-1);
  let directory: string;
  let metrics: MetricStore;
  let evaluations: EvaluationStore;
  let happened: string[];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'headwater-metrics-'));
    metrics = await duckdbMetricStore(directory);
    const place = { dataDirectory: directory, databaseUrl: null, log: silentLog() };
    evaluations = await openEvaluationStore(place, { measurements: 'here' });
    happened = [];
    await metrics.record(
      assets.map((asset) => ({
        ...{ name: by.name, fingerprint: by.fingerprint, asset, dimensions: '', end: endOf(0), duration: DAY },
        ...{ components: { numerator: asset === fallen ? 700 : 900, denominator: 1000 }, traceIds: [] },
        recordedAt: endOf(0),
      })),
    );
  });

  afterEach(async () => {
    await metrics.close();
    await evaluations.close();
    rmSync(directory, { recursive: true });
  });

  /** The store, with what is kept in it noted. */
  const noting = (): EvaluationStore => ({
    ...evaluations,
    async save(lease, judgements, changes) {
      happened.push(`${judgements.length} kept, changed ${changes.map(({ metric }) => metric.asset)}`);
      return evaluations.save(lease, judgements, changes);
    },
  });

  it('tells of what an alert begins with before it keeps what stays as it was', async () => {
    const { judgeDue } = evaluation(judging(metrics, noting(), by), () => void happened.push('told'));
    await judgeDue(endOf(0));
    expect(happened).toEqual([
      `1 kept, changed ${fallen}`,
      'told',
      '500 kept, changed ',
      '500 kept, changed ',
      '199 kept, changed ',
    ]);
  });

  it('tells when the next window closes only where it judges', async () => {
    let isMine = true;
    const claim: EvaluationStore['claim'] = async (length) => (isMine ? evaluations.claim(length) : null);
    const { judgeDue, nextClose } = evaluation(judging(metrics, { ...evaluations, claim }, by));
    await judgeDue(endOf(0));
    const own = nextClose();
    isMine = false;
    await judgeDue(endOf(0));
    expect([own, nextClose()]).toEqual([endOf(1), null]);
  });

  it('ends when another process has taken over meanwhile', async () => {
    let asked = 0;
    const claim: EvaluationStore['claim'] = async (length) => (++asked === 1 ? evaluations.claim(length) : null);
    const { judgeDue } = evaluation(judging(metrics, { ...noting(), claim }, by));
    expect({ judged: await judgeDue(endOf(0)), happened }).toEqual({ judged: false, happened: [] });
  });
});
