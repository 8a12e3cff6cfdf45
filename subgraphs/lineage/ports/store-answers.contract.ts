import { describe, expect, it } from '@jest/globals';
import {
  dataset,
  declared,
  deployment,
  edge,
  feature,
  flow,
  job,
  model,
  NEVER,
  run,
  static_,
} from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** Edges among assets, paths and deployments. */
export function answersContract(opened: StoreOfTest): void {
  describe('edges among assets', () => {
    it('gives every edge between two of the assets with its span and source, by from, to, role', async () => {
      const { store } = opened();
      const transformation = { type: 'DIRECT', subtype: 'IDENTITY', masking: true };
      const derives = { ...edge(feature('raw', 'a'), 'DERIVES', feature('orders', 'a')), transformation };
      await store.record([run('load', 5, [...flow('load', ['raw'], ['orders']), derives])], 9);
      const ids = [dataset('orders'), dataset('raw'), job('load'), feature('raw', 'a'), feature('orders', 'a')];
      const common = {
        ...{ validFrom: 5, validTo: null, recordedAt: 9, supersededAt: null },
        ...{ origin: 'OBSERVED', source: 'load@5', reason: null, retracted: false },
      };
      expect(await store.edgesAmong(ids, 5)).toEqual([
        { ...edge(dataset('raw'), 'READS', job('load')), ...common, transformation: null },
        { ...derives, ...common },
        { ...edge(job('load'), 'WRITES', dataset('orders')), ...common, transformation: null },
      ]);
      expect(await store.edgesAmong([dataset('orders'), dataset('raw')], 5)).toEqual([]);
      expect(await store.edgesAmong(ids, 4)).toEqual([]);
    });

    it('answers nothing for no assets or unknown ones', async () => {
      const { store } = opened();
      expect(await store.edgesAmong([], 1)).toEqual([]);
      expect(await store.edgesAmong([dataset('nowhere'), dataset('nowhere')], 1)).toEqual([]);
    });

    it('gives an edge of an asset to itself, and none twice for an id asked twice', async () => {
      const { store } = opened();
      await store.record([run('a', 1, [edge(job('a'), 'CALLS', job('a'))])], 1);
      expect(await store.edgesAmong([job('a'), job('a')], 1)).toHaveLength(1);
    });

    it('tells alike how a field is computed where two events say it differently from one time on, whichever came first', async () => {
      const { store } = opened();
      const derives = (name: string) => edge(feature('raw', name), 'DERIVES', feature('mart', name));
      const steers = { type: 'INDIRECT', subtype: 'FILTER', masking: false };
      const says = (subject: string, name: string, transformation?: typeof steers) =>
        static_(job(subject), 1, [{ ...derives(name), ...(transformation ? { transformation } : {}) }]);
      await store.record([says('a', 'x'), says('b', 'y', steers)], 1);
      await store.record([says('b', 'x', steers), says('a', 'y')], 2);
      const fields = ['x', 'y'].flatMap((name) => [feature('raw', name), feature('mart', name)]);
      const told = (await store.edgesAmong(fields, 1)).map(({ transformation }) => transformation);
      expect(told).toEqual([steers, steers]);
    });

    it('joins what several say of one edge', async () => {
      const { store } = opened();
      await store.record([run('a', 5, flow('a', ['x'], [])), run('a', 9, [])], 1);
      await store.record([static_(job('a'), 3, flow('a', ['x'], [])), static_(job('a'), 6, [])], 1);
      await store.record([declared([{ ...edge(dataset('x'), 'READS', job('a')), validFrom: 9, validTo: 12 }])], 1);
      expect(await store.edgesAmong([dataset('x'), job('a')], 8)).toMatchObject([
        { validFrom: 3, validTo: 12, origin: 'OBSERVED', source: null },
      ]);
      expect(await store.edgesAmong([dataset('x'), job('a')], 12)).toEqual([]);
    });
  });

  describe('the shortest path', () => {
    const path = async (from: Parameters<typeof job>[0], to: string, asOf = 5, deadline = NEVER) => {
      const { edges, completeness } = await opened().store.shortestPath(dataset(from), dataset(to), asOf, deadline);
      return { steps: edges?.map(({ to }) => to) ?? null, completeness };
    };

    it('leads down from one asset to the other, and not back', async () => {
      await opened().store.record([run('a', 1, flow('a', ['x'], ['y'])), run('b', 1, flow('b', ['y'], ['z']))], 1);
      const found = await path('x', 'z');
      expect(found).toEqual({ steps: [job('a'), dataset('y'), job('b'), dataset('z')], completeness: 'COMPLETE' });
      expect(await path('z', 'x')).toEqual({ steps: null, completeness: 'COMPLETE' });
      expect(await path('x', 'nowhere')).toEqual({ steps: null, completeness: 'COMPLETE' });
      expect(await path('x', 'z', 0)).toEqual({ steps: null, completeness: 'COMPLETE' });
    });

    it('has no edges from an asset to itself', async () => {
      await opened().store.record([run('a', 1, flow('a', ['x'], ['x']))], 1);
      expect(await path('x', 'x')).toEqual({ steps: [], completeness: 'COMPLETE' });
    });

    it('is the shortest, and of equally short ones the first by the ids on the way', async () => {
      await opened().store.record(
        [
          run('b', 1, flow('b', ['x'], ['m'])),
          run('a', 1, flow('a', ['x'], ['n'])),
          run('c', 1, flow('c', ['m', 'n'], ['z'])),
          run('long', 1, flow('long', ['x'], ['o'])),
          run('longer', 1, flow('longer', ['o'], ['m'])),
        ],
        1,
      );
      expect((await path('x', 'z')).steps).toEqual([job('a'), dataset('n'), job('c'), dataset('z')]);
    });

    it('takes of two edges between the same assets the first by role', async () => {
      const { store } = opened();
      const both = [edge(model('1'), 'SERVES', deployment('d')), edge(model('1'), 'READS', deployment('d'))];
      await store.record([run('deploy', 1, both)], 1);
      const { edges } = await store.shortestPath(model('1'), deployment('d'), 2, NEVER);
      expect(edges).toMatchObject([{ role: 'READS' }]);
    });

    it('takes column-level edges only when an end is a feature', async () => {
      const { store } = opened();
      const fields = [
        edge(feature('x', 'a'), 'DERIVES', feature('z', 'a')),
        edge(feature('z', 'a'), 'PART_OF', dataset('z')),
        edge(job('a'), 'WRITES', feature('z', 'a')),
      ];
      await store.record([run('a', 1, [...flow('a', ['x'], []), ...fields])], 1);
      expect((await path('x', 'z')).steps).toBeNull();
      const field = await store.shortestPath(feature('x', 'a'), dataset('z'), 2, NEVER);
      expect(field.edges?.map(({ role }) => role)).toEqual(['DERIVES', 'PART_OF']);
      const toField = await store.shortestPath(dataset('x'), feature('z', 'a'), 2, NEVER);
      expect(toField.edges?.map(({ role }) => role)).toEqual(['READS', 'WRITES']);
    });

    it('gives up at the deadline and says so', async () => {
      await opened().store.record([run('a', 1, flow('a', ['x'], ['y']))], 1);
      expect(await path('x', 'y', 5, Date.now() - 1)).toEqual({ steps: null, completeness: 'TIMED_OUT' });
    });
  });

  describe('deployments', () => {
    const serves = (version: string) => edge(model(version), 'SERVES', deployment('d'));

    it('gives the model versions that a deployment began to serve in [from, to)', async () => {
      const { store } = opened();
      await store.record(
        [
          run('deploy', 10, [serves('1')], { job: deployment('d') }),
          run('deploy', 20, [serves('2'), edge(dataset('f'), 'READS', deployment('d'))], { job: deployment('d') }),
          run('deploy', 30, [serves('1')], { job: deployment('d') }),
        ],
        1,
      );
      const began = async (from: number, to: number) =>
        (await store.deployed([deployment('d')], from, to)).map((found) => [found.from, found.validFrom]);
      expect(await began(10, 30)).toEqual([
        [model('1'), 10],
        [model('2'), 20],
      ]);
      expect(await began(30, 31)).toEqual([[model('1'), 30]]);
      expect(await began(11, 20)).toEqual([]);
      expect(await store.deployed([deployment('other'), model('1')], 0, 99)).toEqual([]);
      expect(await store.deployed([], 0, 99)).toEqual([]);
    });

    it('does not take a second telling of the same for a new deployment', async () => {
      const { store } = opened();
      await store.record([run('deploy', 10, [serves('1')])], 1);
      await store.record([declared([{ ...serves('1'), validFrom: 15, validTo: null }])], 1);
      expect(await store.deployed([deployment('d')], 11, 99)).toEqual([]);
    });
  });
}
