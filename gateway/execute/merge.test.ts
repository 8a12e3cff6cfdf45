import { describe, expect, it } from '@jest/globals';
import { copied, merge } from './merge.ts';
import type { Tree } from './run.ts';

const merged = (target: Tree, source: Tree): Tree => {
  merge(target, source);
  return target;
};

describe('what two subgraphs know of one thing', () => {
  it('comes together, however deep', () => {
    expect(merged({ a: { b: 1, list: [{ x: 1 }, { x: 2 }] } }, { a: { c: 2, list: [{ y: 1 }, { y: 2 }] } })).toEqual({
      a: {
        b: 1,
        c: 2,
        list: [
          { x: 1, y: 1 },
          { x: 2, y: 2 },
        ],
      },
    });
  });

  it('is not erased by a null of the one that failed', () => {
    expect(
      merged({ a: { b: 1 }, count: 1, list: [{ c: 1 }, 2] }, { a: null, count: null, list: [null, null] }),
    ).toEqual({
      a: { b: 1 },
      count: 1,
      list: [{ c: 1 }, 2],
    });
  });

  it('fills in what was null', () => {
    expect(merged({ a: null, list: [null, { x: 1 }] }, { a: { b: 1 }, list: [{ x: 0 }, null] })).toEqual({
      a: { b: 1 },
      list: [{ x: 0 }, { x: 1 }],
    });
  });

  it('is what came last where lists differ in length', () => {
    expect(merged({ list: [1, 2] }, { list: [3] })).toEqual({ list: [3] });
  });
});

describe('a copy', () => {
  it('shares nothing with what it was made from', () => {
    const original = { a: [{ b: 1 }], c: null };
    const copy = copied(original);
    expect(copy).toEqual(original);
    merge(copy, { a: [{ b: 2 }] });
    expect(original).toEqual({ a: [{ b: 1 }], c: null });
  });
});
