import type { LineageStore } from '../../subgraphs/lineage/ports/lineage-store.ts';
import { randomFrom } from '../../test/random.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { BEGIN, dataset, hub, job, RECORDED, SPAN } from './estate.ts';

/** After all that was recorded. */
export const NOW = BEGIN + 2 * SPAN;
/** So far away that no walk is cut off by it: a bench compares whole answers. */
const PATIENCE = 60_000;
const DEPTH = 100;

export type Question = (store: LineageStore) => Promise<unknown>;

interface Draw {
  start: AssetId;
  asOf: number;
  knownAt: number | null;
}

const draw = (assets: number, random: () => number): Draw => {
  const index = Math.floor(random() * (assets / 2));
  return {
    start: random() < 0.5 ? dataset(index) : job(index),
    asOf: BEGIN + Math.floor(random() * SPAN * 1.2),
    knownAt: random() < 0.3 ? RECORDED[random() < 0.5 ? 0 : 1] : null,
  };
};

const walk = (start: AssetId, direction: 'upstream' | 'downstream', limit: number, asOf = NOW): Question =>
  walkAt({ start, asOf, knownAt: null }, direction, limit, DEPTH);

const walkAt =
  ({ start, asOf, knownAt }: Draw, direction: 'upstream' | 'downstream', limit: number, depth: number): Question =>
  (store) =>
    store.walk({
      ...{ start, asOf, knownAt, direction, limit, depth },
      ...{ columns: false, deadline: Date.now() + PATIENCE },
    });

const many = (count: number, seed: number, make: (random: () => number) => Question): Question[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => make(random));
};

export const upstream = (assets: number, count: number, limit: number): Question[] =>
  many(count, 11, (random) => walk(draw(assets, random).start, 'upstream', limit));

export const upstreamAsOf = (assets: number, count: number, limit: number): Question[] =>
  many(count, 12, (random) => {
    const { start, asOf } = draw(assets, random);
    return walk(start, 'upstream', limit, asOf);
  });

/** Half of them from the assets that everybody reads. */
export const downstream = (assets: number, count: number, limit: number): Question[] =>
  many(count, 13, (random) => {
    const start = random() < 0.5 ? hub(Math.floor(random() * 20)) : draw(assets, random).start;
    return walk(start, 'downstream', limit);
  });

export const paths = (assets: number, count: number): Question[] =>
  many(count, 14, (random) => {
    const end = Math.floor(random() * (assets / 2));
    const start = random() < 0.5 ? Math.floor(random() * 20) : Math.max(0, end - Math.floor(random() * 60));
    return (store) => store.shortestPath(dataset(start), dataset(end), NOW, Date.now() + PATIENCE);
  });

/** Questions of every kind, at any time and as known at any. */
export const mixed = (assets: number, count: number): Question[] =>
  many(count, 15, (random) => {
    const drawn = draw(assets, random);
    const { start, asOf, knownAt } = drawn;
    const kind = random();
    const depth = 1 + Math.floor(random() * 20);
    const limit = [1, 50, 500, 5_000][Math.floor(random() * 4)] as number;
    const other = dataset(Math.floor(random() * (assets / 2)));
    if (kind < 0.4) return walkAt(drawn, 'upstream', limit, depth);
    if (kind < 0.7) return walkAt(drawn, 'downstream', Math.min(limit, 500), depth);
    if (kind < 0.8) return (store) => store.shortestPath(hub(limit % 20), start, asOf, Date.now() + PATIENCE, knownAt);
    if (kind < 0.9) return async (store) => [...(await store.feeders([start, other], asOf, knownAt))];
    return async (store) => {
      const { found } = await walkAt(
        drawn,
        'upstream',
        100,
        4,
      )(store).then((answer) => answer as { found: { id: AssetId }[] });
      return store.edgesAmong([start, other, ...found.map(({ id }) => id)], asOf, knownAt);
    };
  });

/** How long each takes, in milliseconds; the first tenth warms up and does not count. */
export async function timed(store: LineageStore, questions: readonly Question[]): Promise<number[]> {
  const times: number[] = [];
  for (const question of questions) {
    const begun = performance.now();
    await question(store);
    times.push(performance.now() - begun);
  }
  return times.slice(Math.floor(questions.length / 10));
}
