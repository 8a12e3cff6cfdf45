import { describe, expect, it } from '@jest/globals';
import { dataset, edge, job, NEVER, walkFrom } from '../ports/contract-world.contract.ts';
import type { Edge } from './edge.ts';
import { joinedEdges } from './joined.ts';
import { shortestPath, walk } from './walk.ts';

const standing = (
  validFrom: number,
  validTo: number | null,
  source: string | null,
  more: Partial<Edge> = {},
): Edge => ({
  ...edge(dataset('a'), 'READS', job('j')),
  ...{ validFrom, validTo, recordedAt: 0, supersededAt: null, origin: 'OBSERVED', source, reason: null },
  ...{ transformation: null, retracted: false },
  ...more,
});

const spans = (edges: Edge[]) =>
  joinedEdges(edges).map(({ validFrom, validTo, source }) => [validFrom, validTo, source]);

describe('edges as readers see them', () => {
  it('joins spans that overlap or touch, and keeps the source of the first', () => {
    expect(spans([standing(5, 9, 'b'), standing(1, 6, 'a'), standing(9, null, 'c')])).toEqual([[1, null, 'a']]);
  });

  it('leaves spans apart that do not touch', () => {
    expect(spans([standing(5, null, 'b'), standing(1, 4, 'a')])).toEqual([
      [1, 4, 'a'],
      [5, null, 'b'],
    ]);
  });

  it('keeps a long span that holds a short one', () => {
    expect(spans([standing(1, null, 'a'), standing(2, 3, 'b')])).toEqual([[1, null, 'a']]);
  });

  it('prefers what was observed of spans that begin together', () => {
    expect(spans([standing(1, 2, 'a', { origin: 'DECLARED' }), standing(1, 2, 'b')])).toEqual([[1, 2, 'b']]);
  });

  it('changes nothing of what it was given', () => {
    const given = [standing(1, 3, 'a'), standing(2, 9, 'b')];
    joinedEdges(given);
    expect(given[0]?.validTo).toBe(3);
  });
});

describe('walks in plain words', () => {
  const chain = [standing(0, null, 'r'), standing(0, null, 'r', edge(job('j'), 'WRITES', dataset('b')))];

  it('cuts at the depth and says so', () => {
    const walked = walk(chain, walkFrom(dataset('b'), { depth: 1 }));
    expect(walked).toEqual({ found: [{ id: job('j'), depth: 1 }], completeness: 'TRUNCATED' });
  });

  it('finds the chain between two assets', () => {
    const path = shortestPath(chain, dataset('a'), dataset('b'), NEVER - 1);
    expect(path.edges?.map(({ to }) => to)).toEqual([job('j'), dataset('b')]);
  });
});
