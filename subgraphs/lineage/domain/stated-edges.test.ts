import { expect, it } from '@jest/globals';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { unionOf } from './stated-edges.ts';
import type { StatedEdge } from './statement.ts';

const edge = (type: string | null): StatedEdge => ({
  from: 'feature/shop/raw/price' as AssetId,
  to: 'feature/shop/daily/total' as AssetId,
  role: 'DERIVES',
  ...(type ? { transformation: { type, subtype: null, masking: false } } : {}),
});

it.each([
  ['DIRECT', 'INDIRECT'],
  ['DIRECT', null],
  ['INDIRECT', null],
])('lets %s stand before %s, whichever event of a run came first', (strong, weak) => {
  expect(unionOf([edge(strong)], [edge(weak)])).toEqual([edge(strong)]);
  expect(unionOf([edge(weak)], [edge(strong)])).toEqual([edge(strong)]);
});
