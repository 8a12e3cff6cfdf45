import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Conflict } from '../../../platform/errors.ts';
import { longestAssetId } from '../../../vocabulary/asset-id.contract.ts';
import { datasetId, deploymentId } from '../../../vocabulary/asset-id.ts';
import type { Duration } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Judgement, VerdictChange } from '../domain/judgement.ts';
import type { EvaluationStore } from './evaluation-store.ts';

/** A store to test, and how to open the same data again. */
export interface OpenedEvaluationStore {
  store: EvaluationStore;
  reopen(): Promise<EvaluationStore>;
  /** The same data as another process sees it, with the same measurements or others; closed by whoever asked for it. */
  another(measurements?: string): Promise<EvaluationStore>;
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

/** A change of one metric at a time. */
export const change = (time: number, more: Partial<VerdictChange> = {}): VerdictChange => ({
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
    detector: null,
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
    const save = async (judgements: Judgement[], changes: VerdictChange[]) => {
      const lease = await store.claim(60_000);
      expect(lease && (await store.save(lease, judgements, changes))).toBe(true);
    };
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.discard());

    it('answers one judgement a metric in the order asked, the last one kept', async () => {
      await save([judgement(), judgement({ metric: OTHER })], []);
      await save([judgement({ definition: 'd2' }, 200)], []);
      const unknown = { name: 'unknown', asset: METRIC.asset };
      expect(await store.judgements([OTHER, unknown, METRIC])).toEqual([
        judgement({ metric: OTHER }),
        null,
        judgement({ definition: 'd2' }, 200),
      ]);
      expect(await store.judgements([])).toEqual([]);
    });

    it('tells how far each metric was judged', async () => {
      await save([judgement(), judgement({ metric: OTHER }, 50)], []);
      expect((await store.progress()).sort((a, b) => a.judgedUntil - b.judgedUntil)).toEqual([
        { ...OTHER, judgedUntil: 50, definition: 'd1' },
        { ...METRIC, judgedUntil: 100, definition: 'd1' },
      ]);
    });

    it('hands out changes in the order they were saved, after a cursor', async () => {
      await save([], [change(3), change(1)]);
      await save([], [change(2)]);
      const [first, ...rest] = await store.changesAfter(0, 10);
      expect([first, ...rest].map((one) => one?.time)).toEqual([3, 1, 2]);
      expect(await store.changesAfter(first?.cursor ?? 0, 10)).toEqual(rest);
      expect(await store.changesAfter(0, 1)).toEqual([first]);
      expect(await store.changesAfter(1e9, 10)).toEqual([]);
    });

    it('gives each change an id of its own, also a second one of the same window', async () => {
      await save([], [change(1), change(1, { thresholdIndex: 1 }), change(12), change(1, { metric: OTHER })]);
      await save([], [change(1, { breached: true }), change(1)]);
      const ids = (await store.changesAfter(0, 10)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(6);
      store = await opened.reopen();
      expect((await store.changesAfter(0, 10)).map(({ id }) => id)).toEqual(ids);
    });

    it('keeps all or nothing', async () => {
      const unwritable = { ...change(1), value: 1n } as unknown as VerdictChange;
      await expect(save([judgement()], [change(1), unwritable])).rejects.toThrow();
      expect(await store.progress()).toEqual([]);
      expect(await store.changesAfter(0, 10)).toEqual([]);
    });

    it('remembers its cursor and the announced assets', async () => {
      expect(await store.arrivalsCursor()).toBe(0);
      expect(await store.announcedAssets()).toEqual([]);
      const lease = (await store.claim(60_000)) as Lease;
      await store.saveArrivalsCursor(lease, 5);
      expect(await store.saveArrivalsCursor(lease, 7)).toBe(true);
      await store.saveAnnouncedAssets([METRIC.asset]);
      await store.saveAnnouncedAssets([METRIC.asset, OTHER.asset]);
      store = await opened.reopen();
      expect(await store.arrivalsCursor()).toBe(7);
      expect((await store.announcedAssets()).sort()).toEqual([OTHER.asset, METRIC.asset]);
    });

    describe('for two processes', () => {
      let other: EvaluationStore;
      beforeEach(async () => {
        other = await opened.another();
      });
      afterEach(() => other.close());
      /** Tried until the first one's lease has ended. */
      const taken = async (): Promise<Lease> => (await other.claim(60_000)) ?? taken();

      it('gives the right to judge to one, for as long as it renews it', async () => {
        const lease = await store.claim(60_000);
        expect(await other.claim(60_000)).toBeNull();
        expect(await store.claim(60_000)).toEqual(lease);
        expect(await other.claim(60_000)).toBeNull();
      });

      it('keeps nothing of one whose lease has gone to the other', async () => {
        const lost = (await store.claim(1)) as Lease;
        const lease = await taken();
        expect(await store.claim(60_000)).toBeNull();
        expect(await store.save(lost, [judgement()], [change(1)])).toBe(false);
        expect(await store.saveArrivalsCursor(lost, 9)).toBe(false);
        expect([await store.progress(), await store.changesAfter(0, 9), await store.arrivalsCursor()]).toEqual([
          [],
          [],
          0,
        ]);
        expect(await other.save(lease, [judgement()], [change(1)])).toBe(true);
        expect(await store.changesAfter(0, 9)).toHaveLength(1);
      });

      it('lets one that was late go on while nobody else took the right, and renews it by each save', async () => {
        const late = { ...((await store.claim(1)) as Lease), length: 60_000 };
        expect(await store.save(late, [judgement()], [])).toBe(true);
        expect(await other.claim(60_000)).toBeNull();
      });

      it('says to one that has other measurements where those are that are judged by, as long as they are', async () => {
        const apart = await opened.another('elsewhere');
        await store.claim(60_000);
        const refused = apart.claim(60_000);
        await expect(refused).rejects.toThrow(
          'judges by the measurements in here, and this one has those in elsewhere',
        );
        await expect(refused).rejects.toThrow(Conflict);
        store = await opened.reopen();
        expect(await apart.claim(60_000)).not.toBeNull();
        await apart.close();
      });

      it('passes the right on when the one that has it closes', async () => {
        await store.claim(60_000);
        store = await opened.reopen();
        expect(await other.claim(60_000)).not.toBeNull();
      });
    });

    it('takes more metrics at once than a statement has room for', async () => {
      const metrics = Array.from({ length: 1200 }, (_, index) => ({ name: `m${index}`, asset: METRIC.asset }));
      await save(
        metrics.map((metric) => judgement({ metric })),
        [],
      );
      const found = await store.judgements(metrics);
      expect(found.map((one) => one?.metric.name)).toEqual(metrics.map(({ name }) => name));
    });

    it('takes assets whose ids are as long as an id may be', async () => {
      const metrics = [0, 1].map((index) => ({ name: 'accuracy', asset: longestAssetId(index) }));
      const [one, other] = metrics.map((metric) => judgement({ metric })) as [Judgement, Judgement];
      await save([one, other], [change(1, { metric: one.metric })]);
      await save([one], []);
      expect(await store.judgements(metrics)).toEqual([one, other]);
      expect((await store.progress()).map(({ asset }) => asset).sort()).toEqual(
        metrics.map(({ asset }) => asset).sort(),
      );
      await store.saveAnnouncedAssets(metrics.map(({ asset }) => asset));
      expect((await store.announcedAssets()).sort()).toEqual(metrics.map(({ asset }) => asset).sort());
    });

    it('gives away what it answers', async () => {
      await save([judgement()], []);
      const [found] = await store.judgements([METRIC]);
      if (found) found.standing.verdict.kind = 'BLIP';
      expect((await store.judgements([METRIC]))[0]?.standing.verdict.kind).toBe('NORMAL');
    });
  });
}
