import { describe, expect, it } from '@jest/globals';
import type { RunStatement } from '../domain/statement.ts';
import { dataset, edge, job, run } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

const event = (type: RunStatement['type'], time: number, more: Partial<RunStatement> = {}) =>
  run('load', time, [], { type, runId: 'r', ...more });

/** Runs as their events tell them. */
export function runsContract(opened: StoreOfTest): void {
  async function tell(...events: RunStatement[]) {
    for (const said of events) await opened().store.record([said], 1);
    return (await opened().store.runs(['r'])).get('r');
  }

  describe('runs', () => {
    it('tells a run from its events in any order', async () => {
      const parent = { runId: 'p', job: job('nightly') };
      const told = await tell(
        event('COMPLETE', 5),
        event('START', 1, { parent, traceId: 't' }),
        event('RUNNING', 3, { error: 'a warning' }),
      );
      expect(told).toEqual({
        runId: 'r',
        job: job('load'),
        state: 'COMPLETE',
        startedAt: 1,
        endedAt: 5,
        error: 'a warning',
        parent,
        root: null,
        nominal: null,
        traceId: 't',
        versions: {},
      });
    });

    it('tells what hierarchy a run belongs to, what span of data it is for and what versions it read and wrote', async () => {
      const [raw, out] = [dataset('raw'), dataset('out')];
      const root = { runId: 'top', job: job('nightly') };
      const told = await tell(
        event('COMPLETE', 5, { versions: [{ asset: out, version: '8' }] }),
        event('START', 1, {
          ...{ root, nominal: { start: 0, end: 24 } },
          versions: [
            { asset: raw, version: '3' },
            { asset: out, version: '7' },
          ],
        }),
      );
      expect(told).toMatchObject({ root, nominal: { start: 0, end: 24 }, versions: { [raw]: '3', [out]: '8' } });
    });

    it('gives the edges and the latest facets of a run', async () => {
      const facet = (name: string, value: unknown) => ({ name, value });
      const reads = edge(dataset('raw'), 'READS', job('load'));
      await tell(
        event('COMPLETE', 5, { facets: [facet('engine', 'late'), facet('gone', null)] }),
        event('START', 1, {
          edges: [reads],
          facets: [facet('engine', 'early'), facet('gone', 1), facet('conf', { deep: [1] })],
        }),
      );
      expect(await opened().store.runDetail('r')).toEqual({
        edges: [reads],
        facets: [facet('conf', { deep: [1] }), facet('engine', 'late')],
      });
      expect(await opened().store.runDetail('never')).toBeNull();
    });

    it('keeps a failure whatever completes after or before it', async () => {
      const told = await tell(event('COMPLETE', 5), event('FAIL', 4, { error: 'no space left' }), event('COMPLETE', 6));
      expect(told).toMatchObject({ state: 'FAIL', startedAt: null, endedAt: 4, error: 'no space left' });
    });

    it('tells a run that is running, and one that was aborted', async () => {
      expect(await tell(event('START', 1))).toMatchObject({ state: 'RUNNING', startedAt: 1, endedAt: null });
      expect(await tell(event('ABORT', 2))).toMatchObject({ state: 'ABORT', endedAt: 2 });
    });

    it('leaves out runs that it does not know', async () => {
      expect(await opened().store.runs(['nowhere'])).toEqual(new Map());
      expect(await opened().store.runs([])).toEqual(new Map());
    });

    it('knows a run that others name as their parent or root, of the first job by id, until it tells of itself', async () => {
      const { store } = opened();
      const named = (runId: string, name: string) => ({ runId, job: job(name) });
      await store.record(
        [
          event('START', 1, { parent: named('p', 'nightly'), root: named('top', 'weekly') }),
          event('START', 1, { runId: 's', parent: named('p', 'hourly') }),
        ],
        1,
      );
      const told = async (runId: string) => (await store.runs([runId, 'r'])).get(runId);
      expect(await told('p')).toMatchObject({ job: job('hourly'), state: 'UNKNOWN', startedAt: null });
      expect(await told('top')).toMatchObject({ job: job('weekly'), state: 'UNKNOWN' });
      expect(await store.runsOf([job('nightly')], 0, 9, 9)).toEqual(new Map());
      await store.record([run('nightly', 2, [], { runId: 'p' })], 2);
      expect(await told('p')).toMatchObject({ job: job('nightly'), state: 'COMPLETE' });
    });

    it('gives the run of the first job when two jobs share a run id', async () => {
      const told = await tell(event('START', 1), event('START', 2, { job: job('a') }));
      expect(told).toMatchObject({ job: job('a'), startedAt: 2 });
    });

    it('gives the newest runs of each job that started or ended in [from, to)', async () => {
      const { store } = opened();
      const named = (runId: string, type: RunStatement['type'], time: number, name = 'load') =>
        event(type, time, { runId, job: job(name) });
      await store.record(
        [
          ...[named('early', 'START', 1), named('early', 'COMPLETE', 2)],
          ...[named('across', 'START', 3), named('across', 'COMPLETE', 6)],
          ...[named('open', 'START', 7), named('endless', 'RUNNING', 8)],
          ...[named('alone', 'COMPLETE', 9), named('late', 'START', 10)],
          named('other', 'FAIL', 6, 'other'),
        ],
        1,
      );
      const names = async (from: number, to: number, first: number) =>
        [...(await store.runsOf([job('load'), job('other'), job('none')], from, to, first))].map(([id, runs]) => [
          id,
          runs.map(({ runId }) => runId),
        ]);
      expect((await names(5, 10, 10)).toSorted()).toEqual([
        [job('load'), ['alone', 'open', 'across']],
        [job('other'), ['other']],
      ]);
      expect((await names(5, 10, 1)).toSorted()).toEqual([
        [job('load'), ['alone']],
        [job('other'), ['other']],
      ]);
      expect(await names(2, 3, 10)).toEqual([[job('load'), ['early']]]);
      expect(await names(20, 30, 10)).toEqual([]);
    });

    it('orders runs of one time by run id', async () => {
      const { store } = opened();
      await store.record(
        ['b', 'a', 'c'].map((runId) => event('START', 1, { runId })),
        1,
      );
      const runs = (await store.runsOf([job('load')], 0, 9, 2)).get(job('load'));
      expect(runs?.map(({ runId }) => runId)).toEqual(['a', 'b']);
    });
  });
}
