import { describe, expect, it } from '@jest/globals';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Fact, LineageStatement, Symlink } from '../domain/statement.ts';
import { dataset, declared, edge, fact, feature, flow, job, run, walkFrom } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** Datasets of several names: a table in a metastore is also a folder of files, and producers know it by either. */
export function identitiesContract(opened: StoreOfTest, reopen: () => Promise<void>): void {
  let now = 0;
  const tell = (...statements: LineageStatement[]) => {
    now += 100;
    return opened().store.record(statements, now);
  };
  const upstream = async (id: AssetId, more: object = {}) =>
    (await opened().store.walk(walkFrom(id, more))).found.map((found) => found.id);
  const sameAs = (asset: string, alias: string): Symlink => ({ asset: dataset(asset), alias: dataset(alias) });

  describe('identities', () => {
    it('joins what producers say of a table under either of its names', async () => {
      await tell(run('load', 1, flow('load', ['raw'], ['table'])));
      await tell(run('report', 2, flow('report', ['folder'], ['out'])));
      await tell(run('report', 3, flow('report', ['folder'], ['out']), { symlinks: [sameAs('folder', 'table')] }));
      expect(await upstream(dataset('out'))).toEqual([job('report'), dataset('folder'), job('load'), dataset('raw')]);
      expect(await opened().store.identities([dataset('table'), dataset('raw')])).toEqual(
        new Map([[dataset('table'), dataset('folder')]]),
      );
    });

    it('joins them also where the symlink comes first, and after a restart', async () => {
      await tell(run('report', 3, flow('report', ['folder'], ['out']), { symlinks: [sameAs('folder', 'table')] }));
      await reopen();
      await tell(run('load', 1, flow('load', ['raw'], ['table'])));
      expect(await upstream(dataset('folder'))).toEqual([job('load'), dataset('raw')]);
    });

    it('ends an edge that was stated under another name when the next run names it by none', async () => {
      await tell(run('load', 1, flow('load', [], ['table'])));
      await tell(run('report', 1, flow('report', ['folder'], []), { symlinks: [sameAs('folder', 'table')] }));
      await tell(run('load', 2, []));
      expect(await upstream(dataset('folder'), { asOf: 1 })).toEqual([job('load')]);
      expect(await upstream(dataset('folder'), { asOf: 2 })).toEqual([]);
    });

    it('keeps one of what a steward declared of either name for the same time', async () => {
      const reads = (name: string) => ({ ...edge(dataset(name), 'READS', job('report')), validFrom: 2, validTo: null });
      await tell(declared([reads('folder')]));
      await tell(declared([reads('table')]));
      await tell(run('load', 3, flow('load', ['folder'], []), { symlinks: [sameAs('folder', 'table')] }));
      expect(await upstream(job('report'))).toEqual([dataset('folder')]);
    });

    it('keeps what a steward declared of the other name for another time, and of it what was known before', async () => {
      const reads = (name: string, validFrom: number, validTo: number | null) => ({
        ...{ ...edge(dataset(name), 'READS', job('report')), validFrom, validTo },
      });
      await tell(declared([reads('folder', 6, null)]));
      const before = now;
      await tell(declared([reads('table', 1, 4)]));
      await tell(run('load', 3, flow('load', ['folder'], []), { symlinks: [sameAs('folder', 'table')] }));
      const at = (asOf: number, knownAt: number | null = null) => upstream(job('report'), { asOf, knownAt });
      expect([await at(2), await at(5), await at(7)]).toEqual([[dataset('folder')], [], [dataset('folder')]]);
      expect([await at(2, before), await at(2, now - 1), await at(7, before)]).toEqual([
        [],
        [dataset('table')],
        [dataset('folder')],
      ]);
    });

    it('joins the fields of one name', async () => {
      const derives = (from: AssetId, to: AssetId) => ({ ...edge(from, 'DERIVES', to) });
      await tell(run('load', 1, [derives(feature('raw', 'a'), feature('table', 'a'))]));
      await tell(
        run(
          'report',
          2,
          [
            derives(feature('folder', 'a'), feature('out', 'a')),
            edge(feature('folder', 'a'), 'PART_OF', dataset('folder')),
          ],
          { symlinks: [sameAs('folder', 'table')] },
        ),
        run('load', 3, [
          derives(feature('raw', 'a'), feature('table', 'a')),
          edge(feature('table', 'a'), 'PART_OF', dataset('table')),
        ]),
      );
      expect(await upstream(feature('out', 'a'), { columns: true })).toEqual([
        feature('folder', 'a'),
        feature('raw', 'a'),
      ]);
    });

    it('moves a field that only the other name has', async () => {
      await tell(run('load', 1, [edge(feature('raw', 'a'), 'DERIVES', feature('table', 'b'))]));
      await tell(run('report', 2, flow('report', ['folder'], []), { symlinks: [sameAs('folder', 'table')] }));
      expect(await upstream(feature('folder', 'b'), { columns: true })).toEqual([feature('raw', 'a')]);
    });

    it('joins chains of symlinks under one name that nobody calls an alias', async () => {
      await tell(run('a', 1, [], { symlinks: [sameAs('b', 'c')] }));
      await tell(run('a', 2, [], { symlinks: [sameAs('a', 'b')] }));
      const identities = await opened().store.identities([dataset('a'), dataset('b'), dataset('c')]);
      expect([...identities]).toEqual([
        [dataset('b'), dataset('a')],
        [dataset('c'), dataset('a')],
      ]);
    });

    it('takes the first by text where each is the alias of the other', async () => {
      await tell(run('a', 1, [], { symlinks: [sameAs('b', 'a'), sameAs('a', 'b')] }));
      expect([...(await opened().store.identities([dataset('a'), dataset('b')]))]).toEqual([
        [dataset('b'), dataset('a')],
      ]);
    });

    it('knew them as two before it was told, and nothing of them before that', async () => {
      await tell(run('other', 1, []));
      const early = now;
      await tell(run('load', 1, flow('load', ['raw'], ['table'])));
      const before = now;
      await tell(run('report', 3, flow('report', ['folder'], ['out']), { symlinks: [sameAs('folder', 'table')] }));
      expect(await upstream(dataset('table'), { knownAt: before })).toEqual([job('load'), dataset('raw')]);
      expect(await upstream(dataset('table'), { knownAt: early })).toEqual([]);
      expect(await opened().store.identities([dataset('table')], before)).toEqual(new Map());
    });

    it('moves what stewards declared', async () => {
      const said = { ...edge(dataset('table'), 'READS', job('j')), validFrom: 1, validTo: null };
      await tell(declared([said]));
      await tell(run('a', 2, [], { symlinks: [sameAs('folder', 'table')] }));
      expect(await upstream(job('j'))).toEqual([dataset('folder')]);
      await tell(declared([{ ...said, validTo: 5 }]));
      expect(await upstream(job('j'))).toEqual([]);
    });

    it('knows a deployment by the name of its job until another environment has one of that name', async () => {
      const name = job('churn');
      const at = (environment: string): AssetId => `deployment/${environment}/churn` as AssetId;
      const stated = (environment: string, time: number) =>
        run('churn', time, [edge(dataset('features'), 'READS', at(environment))], {
          ...{ job: at(environment), runId: environment },
          symlinks: [{ asset: at(environment), alias: name }],
        });
      await tell(run('churn', 1, flow('churn', ['raw'], [])), stated('prod', 2));
      const [early] = [now, await reopen()];
      expect(await opened().store.identities([name])).toEqual(new Map([[name, at('prod')]]));
      expect(await upstream(at('prod'))).toEqual([dataset('features'), dataset('raw')]);
      await tell(stated('staging', 3));
      await reopen();
      expect(await opened().store.identities([name, at('prod'), at('staging')])).toEqual(new Map());
      expect([await upstream(at('prod')), await upstream(name)]).toEqual([[dataset('features')], [dataset('raw')]]);
      expect(await opened().store.identities([name], early)).toEqual(new Map([[name, at('prod')]]));
      await tell(stated('n', 4));
      expect(await opened().store.identities([name, at('prod')])).toEqual(new Map([[name, at('n')]]));
      expect(await upstream(at('n'))).toEqual([dataset('features'), dataset('raw')]);
    });

    it('gathers the runs of every name, newest first, each of the job that its producer named', async () => {
      const named = (time: number, more = {}) => run('churn', time, [], more);
      const deployed: AssetId = 'deployment/prod/churn' as AssetId;
      const symlinks = [{ asset: deployed, alias: job('churn') }];
      await tell(named(1), named(4), named(2, { job: deployed, symlinks }), named(3, { job: deployed }));
      const told = async (first: number) =>
        [...(await opened().store.runsOf([deployed, job('other')], 0, 9, first))].map(([asked, runs]) => [
          asked,
          runs.map((each) => [each.job, each.endedAt]),
        ]);
      const newest = [
        [job('churn'), 4],
        [deployed, 3],
        [deployed, 2],
      ];
      expect(await told(3)).toEqual([[deployed, newest]]);
      expect(await told(1)).toEqual([[deployed, newest.slice(0, 1)]]);
    });

    it('gathers the facts of the names that were known at a time to be those of the asset', async () => {
      const rows = (name: string, time: number) =>
        run('a', time, [], { facts: [fact(dataset(name), time, { kind: 'rowCount', rows: time })] });
      await tell(rows('table', 1), rows('folder', 2));
      const apart = now;
      await tell(run('a', 3, [], { symlinks: [sameAs('folder', 'table')] }));
      const joined = now;
      const told = async (name: string, knownAt: number | null) => {
        const times = (facts: Fact[] | undefined) => facts?.map(({ time }) => time) ?? [];
        const { store } = opened();
        const latest = (await store.latestFacts([dataset(name)], { knownAt })).get(dataset(name));
        return [times(await store.facts([dataset(name)], 0, 9, ['rowCount'], knownAt)), times(latest)];
      };
      expect([await told('table', apart), await told('folder', apart)]).toEqual([
        [[1], [1]],
        [[2], [2]],
      ]);
      await tell(run('a', 4, [], { symlinks: [sameAs('bucket', 'folder')] }));
      await reopen();
      expect([await told('folder', joined), await told('bucket', joined)]).toEqual([
        [[1, 2], [2]],
        [[], []],
      ]);
      expect(await told('bucket', null)).toEqual([[1, 2], [2]]);
    });

    it('gathers the facts of every name', async () => {
      const owned = (name: string, time: number, owner: string) =>
        run('a', time, [], { facts: [fact(dataset(name), time, { kind: 'owner', owners: [owner] })] });
      await tell(owned('table', 1, 'early'), owned('folder', 2, 'late'));
      await tell(run('a', 3, [], { symlinks: [sameAs('folder', 'table')] }));
      const facts = await opened().store.facts([dataset('folder')], 0, 9);
      expect(facts.map((each) => [each.asset, each.time])).toEqual([
        [dataset('folder'), 1],
        [dataset('folder'), 2],
      ]);
      expect((await opened().store.latestFacts([dataset('folder')])).get(dataset('folder'))).toMatchObject([
        { owners: ['late'] },
      ]);
    });
  });
}
