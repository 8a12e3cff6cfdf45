import { describe, expect, it } from '@jest/globals';
import { pageOfWalk } from '../domain/page.ts';
import { dataset, edge, feature, flow, job, run, static_, walkFrom } from './contract-world.contract.ts';
import type { StoreOfTest } from './lineage-store.contract.ts';

/** Edges of one asset: four times what an answer may hold. */
const HUB = 20_000;
/** Assets of one answer, at most. */
const LIMIT = 5_000;
/** Edges of one event: what a store takes at once. */
const EVENT = 5_000;
const DEPTH = 100;
/** Fields of a wide table: five layers of them hold a hundred million chains. */
const WIDTH = 40;

/** Shapes of graphs that small examples do not have. */
export function extremesContract(opened: StoreOfTest): void {
  describe('extreme shapes', () => {
    it('answers of a hub within bounds and a page at a time, and walks past it the other way as if it were small', async () => {
      const { store } = opened();
      const readers = Array.from({ length: HUB }, (_, index) => job(`reader ${index}`));
      const edges = readers.map((reader) => edge(dataset('hub'), 'READS', reader));
      for (let first = 0; first < HUB; first += EVENT)
        await store.record([static_(job(`part ${first}`), 1, edges.slice(first, first + EVENT))], 1);
      await store.record([static_(dataset('hub'), 1, flow('fill', ['raw'], ['hub']))], 1);
      const inOrder = readers.toSorted();
      const down = await store.walk(walkFrom(dataset('hub'), { direction: 'downstream', limit: LIMIT }));
      expect(down.completeness).toBe('TRUNCATED');
      expect(down.found.map(({ id }) => id)).toEqual(inOrder.slice(0, LIMIT));
      const after = { depth: 1, id: inOrder[LIMIT - 101] as string };
      const page = pageOfWalk(down, LIMIT, { matching: null, first: 99, after });
      expect(page).toMatchObject({ totalCount: null, hasNextPage: true });
      expect(page.assets.map(({ id }) => id)).toEqual(inOrder.slice(LIMIT - 100, LIMIT - 1));
      const [reader, late] = [job('reader 7'), run('reader 7', 5, flow('reader 7', ['hub', 'prices'], []))];
      await store.record([late], 2);
      expect(await store.walk(walkFrom(reader))).toEqual({
        found: [
          { id: dataset('hub'), depth: 1 },
          { id: dataset('prices'), depth: 1 },
          { id: job('fill'), depth: 2 },
          { id: dataset('raw'), depth: 3 },
        ],
        completeness: 'COMPLETE',
      });
      const path = await store.shortestPath(dataset('raw'), reader, 2, Date.now() + 10_000);
      expect(path.edges?.map(({ to }) => to)).toEqual([job('fill'), dataset('hub'), reader]);
      expect(await store.edgesAmong([dataset('hub'), ...inOrder.slice(0, LIMIT)], 2)).toHaveLength(LIMIT);
      expect(await store.spansChangedIn(0, 2, 100)).toMatchObject({ complete: false, spans: { length: 100 } });
    }, 120_000);

    it('finds the shortest path through fields of which each derives from all of the layer before', async () => {
      const { store } = opened();
      const layers = [1, ...Array.from({ length: 5 }, () => WIDTH), 1];
      const field = (layer: number, place: number) => feature(`layer ${layer}`, `field ${place}`);
      const edges = layers
        .slice(1)
        .flatMap((width, layer) =>
          Array.from({ length: layers[layer] as number }, (_, from) =>
            Array.from({ length: width }, (_, to) => edge(field(layer, from), 'DERIVES', field(layer + 1, to))),
          ),
        )
        .flat();
      for (let first = 0; first < edges.length; first += EVENT)
        await store.record([static_(job(`part ${first}`), 1, edges.slice(first, first + EVENT))], 1);
      const { edges: chain, completeness } = await store.shortestPath(field(0, 0), field(6, 0), 2, Date.now() + 10_000);
      expect(completeness).toBe('COMPLETE');
      expect(chain?.map(({ to }) => to)).toEqual([1, 2, 3, 4, 5, 6].map((layer) => field(layer, 0)));
    }, 60_000);

    it('walks a hundred edges deep, round cycles and over loops, and not one further than asked', async () => {
      const { store } = opened();
      const chain = Array.from({ length: DEPTH }, (_, place) => job(`step ${place}`)).map((step, place) =>
        edge(step, 'CALLS', job(`step ${place + 1}`)),
      );
      const loops = Array.from({ length: DEPTH }, (_, place) =>
        edge(job(`step ${place}`), 'CALLS', job(`step ${place}`)),
      );
      const round = edge(job(`step ${DEPTH}`), 'CALLS', job('step 0'));
      await store.record([static_(job('step 0'), 1, [...chain, ...loops, round])], 1);
      const { found, completeness } = await store.walk(walkFrom(job(`step ${DEPTH}`), { depth: DEPTH }));
      expect([found.length, found.at(-1), completeness]).toEqual([
        DEPTH,
        { id: job('step 0'), depth: DEPTH },
        'COMPLETE',
      ]);
      const short = await store.walk(walkFrom(job(`step ${DEPTH}`), { depth: DEPTH - 1 }));
      expect([short.found.length, short.completeness]).toEqual([DEPTH - 1, 'TRUNCATED']);
    });
  });
}
