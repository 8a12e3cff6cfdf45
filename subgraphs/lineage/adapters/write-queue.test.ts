import { describe, expect, it } from '@jest/globals';
import { WriteQueue } from './write-queue.ts';

const item = (name: string, size = 1) => ({ name, size });

function queueOf(batchSize: number, failing: string[] = []) {
  const batches: string[][] = [];
  const queue = new WriteQueue(batchSize, async (items: { name: string; size: number }[]) => {
    batches.push(items.map(({ name }) => name));
    if (items.some(({ name }) => failing.includes(name))) throw new Error('disk full');
    return items.map(({ name }) => `${name} is written`);
  });
  return { queue, batches };
}

describe('the write queue', () => {
  it('writes together what arrived together, and answers each for itself', async () => {
    const { queue, batches } = queueOf(10);
    expect(await Promise.all([queue.put(item('a')), queue.put(item('b'))])).toEqual(['a is written', 'b is written']);
    expect(batches).toEqual([['a', 'b']]);
  });

  it('closes a batch once it is large enough, but never leaves a large item waiting', async () => {
    const { queue, batches } = queueOf(2);
    await Promise.all([item('huge', 50), item('b'), item('c'), item('d')].map((one) => queue.put(one)));
    expect(batches).toEqual([['huge'], ['b', 'c'], ['d']]);
  });

  it('goes on after a batch that failed', async () => {
    const { queue } = queueOf(1, ['bad']);
    const [bad, good] = await Promise.allSettled([queue.put(item('bad')), queue.put(item('good'))]);
    expect(bad).toMatchObject({ status: 'rejected' });
    expect(good).toMatchObject({ status: 'fulfilled', value: 'good is written' });
  });

  it('starts again whenever something comes after it had nothing to do', async () => {
    const { queue, batches } = queueOf(10);
    for (let turn = 0; turn < 50; turn += 1) {
      await queue.put(item(`${turn}`));
      for (let breath = 0; breath < turn % 7; breath += 1) await null;
    }
    expect(batches).toHaveLength(50);
    await expect(queue.idle()).resolves.toBeUndefined();
  });
});
