import { describe, expect, it } from '@jest/globals';
import type { LineageStatement } from '../domain/statement.ts';
import { dataset, declared, edge, flow, job, run, static_, walkFrom } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** How statements become edges in time, in whatever order they come. */
export function historyContract(opened: StoreOfTest): void {
  const inputs = async (asOf: number) =>
    (await opened().store.walk(walkFrom(job('a'), { asOf, depth: 1 }))).found.map(({ id }) => id.split('/')[2]);

  const reading = (time: number, ...names: string[]) => run('a', time, flow('a', names, []));

  async function tell(...statements: LineageStatement[]): Promise<void> {
    for (const statement of statements) await opened().store.record([statement], 1);
  }

  describe('history', () => {
    it('takes no edge from a run that has not completed', async () => {
      await tell({ ...reading(1, 'x'), type: 'START' }, { ...reading(2, 'x'), type: 'RUNNING' });
      expect(await inputs(5)).toEqual([]);
    });

    it('counts what any event of a completed run named, even one that came after', async () => {
      await tell(reading(2, 'x'), { ...reading(2, 'y'), type: 'START', time: 1 });
      expect(await inputs(2)).toEqual(['x', 'y']);
      expect(await inputs(1)).toEqual([]);
    });

    it('ends an edge that the next run no longer names', async () => {
      await tell(reading(1, 'x', 'y'), reading(3, 'x'));
      expect(await inputs(2)).toEqual(['x', 'y']);
      expect(await inputs(3)).toEqual(['x']);
    });

    it('lets a late run take effect in its own time', async () => {
      await tell(reading(1, 'x'), reading(9, 'x'), reading(5, 'y'));
      expect([await inputs(4), await inputs(5), await inputs(9)]).toEqual([['x'], ['y'], ['x']]);
    });

    it('governs with a late run only until the next one', async () => {
      await tell(reading(1, 'x'), reading(5, 'y'), reading(7, 'x'), reading(9, 'y'), reading(3, 'z'));
      const seen = await Promise.all([2, 3, 4, 5, 7, 9].map(inputs));
      expect(seen).toEqual([['x'], ['z'], ['z'], ['y'], ['x'], ['y']]);
    });

    it('takes back what a run said once it turns out to have failed', async () => {
      await tell(reading(1, 'x'), reading(5, 'y'), { ...reading(5), type: 'FAIL', time: 4 });
      expect([await inputs(4), await inputs(5)]).toEqual([['x'], ['x']]);
      const [edge] = await opened().store.edgesAmong([dataset('x'), job('a')], 6);
      expect(edge).toMatchObject({ validFrom: 1, validTo: null, source: 'a@1' });
    });

    it('forgets a failed run also when it judges a later arrival', async () => {
      await tell(reading(1, 'x'), reading(5, 'y'), { ...reading(5), type: 'FAIL', time: 4 }, reading(3, 'z'));
      expect([await inputs(2), await inputs(6)]).toEqual([['x'], ['z']]);
    });

    it('lets two producers that disagree on what a job reads each stand from its own run until the other’s', async () => {
      const { store } = opened();
      const told = [
        run('a', 10, flow('a', ['x'], []), { runId: 'scheduler 1' }),
        run('a', 20, flow('a', ['x', 'y'], []), { runId: 'engine 1' }),
        run('a', 30, flow('a', ['x'], []), { runId: 'scheduler 2' }),
      ];
      await store.record(told, 1);
      const inputs = async (asOf: number) =>
        (await store.edgesAmong([dataset('x'), dataset('y'), job('a')], asOf)).map(({ from }) => from);
      expect(await inputs(15)).toEqual([dataset('x')]);
      expect(await inputs(25)).toEqual([dataset('x'), dataset('y')]);
      expect(await inputs(35)).toEqual([dataset('x')]);
    });

    it('changes no edge with a run that was aborted', async () => {
      await tell(reading(1, 'x'), { ...reading(5, 'y'), type: 'ABORT' });
      expect(await inputs(6)).toEqual(['x']);
    });

    it('holds what both say of two runs that complete at one instant', async () => {
      await tell({ ...reading(1, 'x'), runId: '2' }, { ...reading(1, 'y', 'x'), runId: '1' });
      expect(await inputs(1)).toEqual(['x', 'y']);
      expect(await opened().store.edgesAmong([dataset('x'), job('a')], 1)).toMatchObject([{ source: '1' }]);
    });

    it('replaces what a static event said with the next one of the same asset', async () => {
      await tell(static_(job('a'), 5, flow('a', ['y'], [])), static_(job('a'), 1, flow('a', ['x'], [])));
      expect([await inputs(4), await inputs(5)]).toEqual([['x'], ['y']]);
    });

    it('does not end what one subject said by what another says', async () => {
      await tell(
        reading(1, 'x'),
        static_(job('a'), 2, flow('a', ['x', 'y'], [])),
        reading(3),
        static_(job('b'), 4, []),
      );
      expect([await inputs(2), await inputs(3), await inputs(5)]).toEqual([
        ['x', 'y'],
        ['x', 'y'],
        ['x', 'y'],
      ]);
    });

    it('ends a declared edge by no event, only by another declaration', async () => {
      const stated = { ...edge(dataset('x'), 'READS', job('a')), validFrom: 1 };
      await tell(declared([{ ...stated, validTo: null }]), reading(2, 'y'), static_(job('a'), 3, []));
      expect(await inputs(5)).toEqual(['x', 'y']);
      await tell(declared([{ ...stated, validTo: 4 }]));
      expect([await inputs(3), await inputs(4)]).toEqual([['x', 'y'], ['y']]);
    });

    it('says who declared an edge', async () => {
      await tell(declared([{ ...edge(dataset('x'), 'READS', job('a')), validFrom: 1, validTo: null }]));
      expect(await opened().store.edgesAmong([dataset('x'), job('a')], 1)).toMatchObject([
        { origin: 'DECLARED', source: 'steward', validFrom: 1, validTo: null },
      ]);
    });

    it('takes many statements of one job in one call, in any order', async () => {
      const times = [7, 3, 9, 1, 5, 8, 2];
      await opened().store.record(
        times.map((time) => reading(time, time % 2 ? 'odd' : 'even')),
        1,
      );
      expect(await Promise.all([1, 2, 4, 6, 8, 9].map(inputs))).toEqual([
        ['odd'],
        ['even'],
        ['odd'],
        ['odd'],
        ['even'],
        ['odd'],
      ]);
    });
  });
}
