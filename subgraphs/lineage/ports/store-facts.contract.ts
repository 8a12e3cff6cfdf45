import { describe, expect, it } from '@jest/globals';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Fact } from '../domain/statement.ts';
import { dataset, fact, job, run, static_ } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

const rows = (asset: AssetId, time: number, count: number) => fact(asset, time, { kind: 'rowCount', rows: count });

const nulls = (time: number, field: string) =>
  fact(dataset('a'), time, { kind: 'nullCount', field, nulls: 1, rows: 10 }, 'run');

const assertion = (time: number, field: string | null, success: boolean) =>
  fact(dataset('a'), time, { kind: 'assertion', assertion: 'not_null', field, success });

/** What was said of assets, kept in time. */
export function factsContract(opened: StoreOfTest): void {
  const keep = (facts: Fact[]) => opened().store.record([run('load', 1, [], { facts })], 1);

  describe('facts', () => {
    it('gives those in [from, to) and the last one before, by time, asset and subject', async () => {
      const [a, b] = [dataset('a'), dataset('b')];
      await keep([rows(a, 1, 1), rows(a, 9, 5), rows(a, 3, 2), rows(a, 5, 3), rows(b, 5, 4), rows(a, 8, 6)]);
      const counts = (await opened().store.facts([b, a], 5, 9)).map((found) => [
        found.asset,
        found.time,
        found.kind === 'rowCount' && found.rows,
      ]);
      expect(counts).toEqual([
        [a, 3, 2],
        [a, 5, 3],
        [b, 5, 4],
        [a, 8, 6],
      ]);
    });

    it('keeps fields and assertions apart', async () => {
      await keep([nulls(1, 'x'), nulls(2, 'y'), assertion(1, null, true), assertion(2, 'x', false)]);
      expect(await opened().store.facts([dataset('a')], 5, 9)).toEqual([
        assertion(1, null, true),
        nulls(1, 'x'),
        assertion(2, 'x', false),
        nulls(2, 'y'),
      ]);
    });

    it('gives only the kinds asked for, each field of them', async () => {
      await keep([nulls(1, 'x'), nulls(6, 'y'), rows(dataset('a'), 6, 1), assertion(6, 'x', true)]);
      const { store } = opened();
      expect(await store.facts([dataset('a')], 5, 9, ['nullCount'])).toEqual([nulls(1, 'x'), nulls(6, 'y')]);
      expect(await store.facts([dataset('a')], 5, 9, ['schema'])).toEqual([]);
      expect(await store.facts([dataset('a')], 5, 9, ['rowCount', 'assertion'])).toHaveLength(2);
    });

    it('gives back every kind as it was said', async () => {
      const a = dataset('a');
      const said: Fact[] = [
        fact(a, 1, { kind: 'schema', fields: [{ name: 'x', type: null, description: 'a "quoted" thing' }] }, 'r'),
        fact(a, 2, { kind: 'datasetType', datasetType: 'VIEW' }),
        fact(a, 3, { kind: 'version', version: '7' }),
        fact(a, 4, { kind: 'documentation', text: 'Ünïcode\n' }),
        fact(job('j'), 5, { kind: 'jobType', jobType: 'SQL_JOB', processingType: null, integration: 'DBT' }),
        fact(job('j'), 6, { kind: 'sourceCode', url: null, version: 'abc' }),
        fact(a, 7, { kind: 'owner', owners: ['team a', 'team b'] }),
        fact(a, 8, { kind: 'tags', tags: { environment: 'prod' } }),
        fact(job('j'), 9, { kind: 'failure', error: null }, 'r'),
      ];
      await keep(said);
      expect(await opened().store.facts([a, job('j')], 0, 10)).toEqual(said);
    });

    it('keeps a fact that comes late in its place in time', async () => {
      await keep([rows(dataset('a'), 1, 1), rows(dataset('a'), 5, 1)]);
      await keep([rows(dataset('a'), 3, 2)]);
      const found = await opened().store.facts([dataset('a')], 4, 9);
      expect(found).toEqual([rows(dataset('a'), 3, 2), rows(dataset('a'), 5, 1)]);
    });

    it('takes facts from static statements too', async () => {
      const schema = fact(dataset('a'), 2, { kind: 'schema', fields: [] });
      await opened().store.record([static_(dataset('a'), 2, [], [schema])], 1);
      expect(await opened().store.facts([dataset('a')], 0, 9)).toEqual([schema]);
    });

    it('answers nothing for no assets, unknown ones, or a time before all', async () => {
      await keep([rows(dataset('a'), 5, 1)]);
      expect(await opened().store.facts([], 0, 9)).toEqual([]);
      expect(await opened().store.facts([dataset('nowhere')], 0, 9)).toEqual([]);
      expect(await opened().store.facts([dataset('a')], 0, 5)).toEqual([]);
    });

    it('gives the latest of each subject, whatever came last', async () => {
      const a = dataset('a');
      await keep([rows(a, 5, 2), rows(a, 3, 1), nulls(4, 'x'), nulls(2, 'y'), nulls(3, 'y')]);
      expect(await opened().store.latestFacts([a, dataset('nowhere')])).toEqual(
        new Map([[a, [nulls(3, 'y'), nulls(4, 'x'), rows(a, 5, 2)]]]),
      );
      expect(await opened().store.latestFacts([])).toEqual(new Map());
    });

    it('reads anew what the caller changed since it was kept before', async () => {
      const fields = [{ name: 'id', type: 'x'.repeat(100), description: null }];
      await keep([fact(dataset('a'), 1, { kind: 'schema', fields })]);
      fields.push({ name: 'total', type: 'int', description: null });
      await keep([fact(dataset('a'), 2, { kind: 'schema', fields })]);
      const kept = await opened().store.facts([dataset('a')], 0, 9);
      expect(kept.map((each) => each.kind === 'schema' && each.fields.length)).toEqual([1, 2]);
    });

    it('keeps what the caller changes afterwards as it was', async () => {
      await keep([fact(dataset('a'), 1, { kind: 'owner', owners: ['team a'] })]);
      const [first] = await opened().store.facts([dataset('a')], 0, 9);
      if (first?.kind === 'owner') first.owners.push('intruder');
      expect(await opened().store.facts([dataset('a')], 0, 9)).toMatchObject([{ owners: ['team a'] }]);
    });
  });
}
