import { describe, expect, it } from '@jest/globals';
import type { LineageStatement } from '../domain/statement.ts';
import {
  dataset,
  declared,
  deployment,
  edge,
  fact,
  flow,
  job,
  model,
  NEVER,
  run,
  walkFrom,
} from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** What was known when: the graph as a reader saw it at an earlier time, whatever was learned since. */
export function knowledgeContract(opened: StoreOfTest, reopen: () => Promise<void>): void {
  const inputs = async (asOf: number, knownAt: number | null = null) =>
    (await opened().store.walk(walkFrom(job('a'), { asOf, knownAt, depth: 1 }))).found.map(
      ({ id }) => id.split('/')[2],
    );

  const reading = (time: number, ...names: string[]) => run('a', time, flow('a', names, []));

  const tell = (recordedAt: number, ...statements: LineageStatement[]) => opened().store.record(statements, recordedAt);

  const x = { ...edge(dataset('x'), 'READS', job('a')), validFrom: 1, validTo: null };

  describe('knowledge', () => {
    it('answers what was known before a late run arrived', async () => {
      await tell(100, reading(1, 'x'));
      await tell(200, reading(5, 'y'));
      await tell(300, reading(3, 'z'));
      expect([await inputs(4, 99), await inputs(4, 100), await inputs(4, 299), await inputs(4, 300)]).toEqual([
        [],
        ['x'],
        ['x'],
        ['z'],
      ]);
      expect([await inputs(6, 199), await inputs(6, 200), await inputs(6)]).toEqual([['x'], ['y'], ['y']]);
    });

    it('says when it learned of a span and when it learned otherwise', async () => {
      await tell(100, reading(1, 'x'));
      await tell(200, reading(5));
      const [now] = await opened().store.edgesAmong([dataset('x'), job('a')], 2);
      const [then] = await opened().store.edgesAmong([dataset('x'), job('a')], 2, 150);
      expect(now).toMatchObject({ validFrom: 1, validTo: 5, recordedAt: 200, supersededAt: null });
      expect(then).toMatchObject({ validFrom: 1, validTo: null, recordedAt: 100, supersededAt: 200 });
    });

    it('knows what was known also after a restart', async () => {
      await tell(100, reading(1, 'x'));
      await tell(200, reading(1, 'y'), reading(5, 'y'), declared([{ ...x, retracted: true }]));
      await reopen();
      expect([await inputs(2, 150), await inputs(6, 150), await inputs(2), await inputs(6)]).toEqual([
        ['x'],
        ['x'],
        ['y'],
        ['y'],
      ]);
    });

    it('records nothing before what it recorded already when the clock goes back', async () => {
      await tell(200, reading(1, 'x'));
      await tell(100, reading(1, 'y'), reading(5, 'y'));
      expect([await inputs(6, 150), await inputs(6, 200)]).toEqual([[], ['y']]);
    });

    it('finds the path that was known then', async () => {
      await tell(100, run('a', 1, flow('a', ['x'], ['out'])));
      await tell(200, run('a', 1, flow('a', ['y'], ['out']), { runId: 'a@1', type: 'FAIL' }));
      const path = (knownAt: number | null) =>
        opened().store.shortestPath(dataset('x'), dataset('out'), 2, NEVER, knownAt);
      expect((await path(150)).edges?.map(({ role }) => role)).toEqual(['READS', 'WRITES']);
      expect((await path(null)).edges).toBeNull();
    });

    it('gives facts as of a time, as they were known at a time', async () => {
      const version = (time: number, text: string) =>
        run('a', time, [], { facts: [fact(dataset('x'), time, { kind: 'version', version: text })] });
      await tell(100, version(1, 'one'));
      await tell(200, version(5, 'two'));
      await tell(300, version(3, 'late'));
      const latest = async (asOf: number | null, knownAt: number | null) =>
        (await opened().store.latestFacts([dataset('x')], { asOf, knownAt })).get(dataset('x'))?.[0];
      expect(await latest(4, null)).toMatchObject({ version: 'late' });
      expect(await latest(4, 299)).toMatchObject({ version: 'one' });
      expect(await latest(null, null)).toMatchObject({ version: 'two' });
      expect(await latest(5, null)).toMatchObject({ version: 'two' });
      expect(await latest(4, 99)).toBeUndefined();
    });
  });

  it('gives facts of a stretch of time and deployments as they were known at a time', async () => {
    const rows = (time: number, count: number) =>
      run('a', time, [], { facts: [fact(dataset('x'), time, { kind: 'rowCount', rows: count })] });
    const served = (version: string, time: number) =>
      run('serve', time, [edge(model(version), 'SERVES', deployment('d'))], { job: deployment('d') });
    await tell(100, rows(1, 10), rows(5, 50), served('1', 1));
    await tell(200, rows(2, 20), rows(6, 60), served('3', 5));
    await tell(300, served('2', 3));
    const counts = async (knownAt: number | null) =>
      (await opened().store.facts([dataset('x')], 4, 9, ['rowCount'], knownAt)).map(({ time }) => time);
    expect([await counts(99), await counts(100), await counts(200), await counts(null)]).toEqual([
      [],
      [1, 5],
      [2, 5, 6],
      [2, 5, 6],
    ]);
    const versions = async (knownAt: number | null) =>
      (await opened().store.deployed([deployment('d')], 0, 9, knownAt)).map(({ from }) => from.split('/').at(-1));
    expect([await versions(99), await versions(100), await versions(200), await versions(null)]).toEqual([
      [],
      ['1'],
      ['1', '3'],
      ['1', '2', '3'],
    ]);
  });

  describe('retraction', () => {
    it('takes an observed edge out of the graph over its span, and no event brings it back', async () => {
      await tell(100, reading(1, 'x', 'y'));
      await tell(200, declared([{ ...x, validTo: 6, retracted: true }]));
      await tell(300, reading(4, 'x', 'y'));
      expect([await inputs(2), await inputs(5), await inputs(6)]).toEqual([['y'], ['y'], ['x', 'y']]);
      expect(await opened().store.edgesAmong([dataset('x'), job('a')], 7)).toMatchObject([{ validFrom: 6 }]);
      expect(await opened().store.edgesAmong([dataset('x'), job('a')], 5)).toEqual([]);
    });

    it('leaves what was known before it', async () => {
      await tell(100, reading(1, 'x'));
      await tell(200, declared([{ ...x, retracted: true }]));
      expect([await inputs(2, 150), await inputs(2, 200), await inputs(2)]).toEqual([['x'], [], []]);
    });

    it('is taken back by declaring the edge again', async () => {
      await tell(100, reading(1, 'x'));
      await tell(200, declared([{ ...x, retracted: true }]));
      await tell(300, declared([x]));
      expect([await inputs(2), await inputs(2, 250)]).toEqual([['x'], []]);
    });

    it('is taken back in the very instant in which it was made, the only one there ever was', async () => {
      await tell(100, reading(1, 'x'));
      await tell(200, declared([{ ...x, retracted: true }]));
      await tell(200, declared([{ ...x, validTo: x.validFrom + 1 }]));
      expect([await inputs(5), await inputs(5, 200)]).toEqual([['x'], ['x']]);
    });

    it('hides an edge from paths', async () => {
      await tell(100, run('a', 1, flow('a', ['x'], ['out'])));
      await tell(200, declared([{ ...x, retracted: true }]));
      expect((await opened().store.shortestPath(dataset('x'), dataset('out'), 2, NEVER)).edges).toBeNull();
    });

    it('may come before the edge that it retracts', async () => {
      await tell(100, declared([{ ...x, retracted: true }]));
      await tell(200, reading(1, 'x', 'y'));
      expect(await inputs(2)).toEqual(['y']);
    });
  });

  it('walks over values alone where fields that only steer are left out', async () => {
    const field = (name: string) => `feature/n/t/${name}` as never;
    const derives = (from: string, to: string, type: string) => ({
      ...edge(field(from), 'DERIVES', field(to)),
      transformation: { type, subtype: null, masking: false },
    });
    await tell(100, run('a', 1, [derives('value', 'out', 'DIRECT'), derives('filter', 'out', 'INDIRECT')]));
    const walk = async (indirect: boolean) =>
      (await opened().store.walk(walkFrom(field('out'), { columns: true, indirect }))).found.map(({ id }) => id);
    expect([await walk(true), await walk(false)]).toEqual([[field('filter'), field('value')], [field('value')]]);
  });
}
