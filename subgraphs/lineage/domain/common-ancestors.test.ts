import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AssetId, datasetId } from '../../../vocabulary/asset-id.ts';
import { commonAncestors } from './common-ancestors.ts';

const id = (name: string | number): AssetId => datasetId('n', String(name));
const found = (distances: Record<string, number>) =>
  Object.entries(distances).map(([name, depth]) => ({ id: id(name), depth }));

describe('common ancestors', () => {
  it('come nearest to the farther descendant first, then to both, then by id', () => {
    const common = commonAncestors([found({ b: 1, a: 1, c: 2, d: 3, own: 1 }), found({ d: 1, c: 3, b: 3, a: 3 })]);
    expect(common).toEqual([
      { id: id('a'), distances: [1, 3] },
      { id: id('b'), distances: [1, 3] },
      { id: id('d'), distances: [3, 1] },
      { id: id('c'), distances: [2, 3] },
    ]);
  });

  it('are those that every walk found, whatever the order of the walks', () => {
    const anyWalk = fc.uniqueArray(fc.record({ id: fc.integer({ min: 0, max: 9 }).map(id), depth: fc.nat(5) }), {
      selector: (asset) => asset.id,
    });
    fc.assert(
      fc.property(fc.array(anyWalk, { minLength: 2, maxLength: 5 }), (walks) => {
        const [one, other] = [commonAncestors(walks), commonAncestors(walks.toReversed())];
        const everywhere = (walks[0] ?? []).filter((asset) =>
          walks.every((walk) => walk.some((own) => own.id === asset.id)),
        );
        expect(new Set(one.map((ancestor) => ancestor.id))).toEqual(new Set(everywhere.map((asset) => asset.id)));
        expect(other.map((ancestor) => ancestor.id)).toEqual(one.map((ancestor) => ancestor.id));
      }),
    );
  });
});
