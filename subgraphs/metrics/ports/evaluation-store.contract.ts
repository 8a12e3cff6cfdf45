import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datasetId, deploymentId } from '../../../vocabulary/asset-id.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import type { Judgement, VerdictChange } from '../domain/judgement.ts';
import type { EvaluationStore } from './evaluation-store.ts';

/** A store to test, and how to open the same data again. */
export interface OpenedEvaluationStore {
  store: EvaluationStore;
  reopen(): Promise<EvaluationStore>;
  discard(): Promise<void>;
}

const METRIC = { name: 'accuracy', asset: deploymentId('prod', 'a') };
const OTHER = { name: 'accuracy', asset: datasetId('warehouse', "o'brien") };

const verdict = { kind: 'NORMAL' as const, since: 1, reason: 'It is well.', sampleSize: 10 };

const judgement = (more: Partial<Judgement> = {}, judgedUntil = 100): Judgement => ({
  metric: METRIC,
  definition: 'd1',
  standing: { judgedUntil, latest: null, silentWindows: 0, verdict, thresholds: [] },
  published: [null],
  checkpoints: [],
  ...more,
});

const change = (time: number, more: Partial<VerdictChange> = {}): VerdictChange => ({
  metric: METRIC,
  thresholdIndex: 0,
  threshold: {
    audience: 'ON_CALL',
    severity: 'CRITICAL',
    comparison: 'BELOW',
    value: 0.85,
    clearValue: null,
    for: 'P1D' as Duration,
    range: null,
    burnRates: [],
    target: null,
  },
  time,
  onset: time,
  verdict,
  breached: false,
  pending: false,
  value: 0.9,
  ...more,
});

/** What every evaluation store keeps to. */
export function evaluationStoreContract(name: string, open: () => Promise<OpenedEvaluationStore>): void {
  describe(`the evaluation store in ${name}`, () => {
    let opened: OpenedEvaluationStore;
    let store: EvaluationStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.discard());

    it('answers one judgement a metric in the order asked, the last one kept', async () => {
      await store.save([judgement(), judgement({ metric: OTHER })], []);
      await store.save([judgement({ definition: 'd2' }, 200)], []);
      const unknown = { name: 'unknown', asset: METRIC.asset };
      expect(await store.judgements([OTHER, unknown, METRIC])).toEqual([
        judgement({ metric: OTHER }),
        null,
        judgement({ definition: 'd2' }, 200),
      ]);
      expect(await store.judgements([])).toEqual([]);
    });

    it('tells how far each metric was judged', async () => {
      await store.save([judgement(), judgement({ metric: OTHER }, 50)], []);
      expect((await store.progress()).sort((a, b) => a.judgedUntil - b.judgedUntil)).toEqual([
        { ...OTHER, judgedUntil: 50, definition: 'd1' },
        { ...METRIC, judgedUntil: 100, definition: 'd1' },
      ]);
    });

    it('hands out changes in the order they were saved, after a cursor', async () => {
      await store.save([], [change(3), change(1)]);
      await store.save([], [change(2)]);
      const [first, ...rest] = await store.changesAfter(0, 10);
      expect([first, ...rest].map((one) => one?.time)).toEqual([3, 1, 2]);
      expect(await store.changesAfter(first?.cursor ?? 0, 10)).toEqual(rest);
      expect(await store.changesAfter(0, 1)).toEqual([first]);
      expect(await store.changesAfter(1e9, 10)).toEqual([]);
    });

    it('gives each change an id of its own, also a second one of the same window', async () => {
      await store.save([], [change(1), change(1, { thresholdIndex: 1 }), change(12), change(1, { metric: OTHER })]);
      await store.save([], [change(1, { breached: true }), change(1)]);
      const ids = (await store.changesAfter(0, 10)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(6);
      store = await opened.reopen();
      expect((await store.changesAfter(0, 10)).map(({ id }) => id)).toEqual(ids);
    });

    it('keeps all or nothing', async () => {
      const unwritable = { ...change(1), value: 1n } as unknown as VerdictChange;
      await expect(store.save([judgement()], [change(1), unwritable])).rejects.toThrow();
      expect(await store.progress()).toEqual([]);
      expect(await store.changesAfter(0, 10)).toEqual([]);
    });

    it('remembers its cursor and the announced assets', async () => {
      expect(await store.arrivalsCursor()).toBe(0);
      expect(await store.announcedAssets()).toEqual([]);
      await store.saveArrivalsCursor(5);
      await store.saveArrivalsCursor(7);
      await store.saveAnnouncedAssets([METRIC.asset]);
      await store.saveAnnouncedAssets([METRIC.asset, OTHER.asset]);
      store = await opened.reopen();
      expect(await store.arrivalsCursor()).toBe(7);
      expect((await store.announcedAssets()).sort()).toEqual([OTHER.asset, METRIC.asset]);
    });

    it('takes more metrics at once than a statement has room for', async () => {
      const metrics = Array.from({ length: 1200 }, (_, index) => ({ name: `m${index}`, asset: METRIC.asset }));
      await store.save(
        metrics.map((metric) => judgement({ metric })),
        [],
      );
      const found = await store.judgements(metrics);
      expect(found.map((one) => one?.metric.name)).toEqual(metrics.map(({ name }) => name));
    });

    it('gives away what it answers', async () => {
      await store.save([judgement()], []);
      const [found] = await store.judgements([METRIC]);
      if (found) found.standing.verdict.kind = 'BLIP';
      expect((await store.judgements([METRIC]))[0]?.standing.verdict.kind).toBe('NORMAL');
    });
  });
}
