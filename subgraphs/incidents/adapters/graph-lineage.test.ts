import { describe, expect, it } from '@jest/globals';
import type { GraphClient } from '../../../platform/graph-client.ts';
import { datasetId } from '../../../vocabulary/asset-id.ts';
import { graphLineage } from './graph-lineage.ts';

const ORDERS = datasetId('warehouse', 'orders');

/** Whether a change that lineage tells of like this is taken for one that only adds. */
async function isAdditive(kind: string, details: unknown): Promise<boolean> {
  const changes = [{ time: '2026-09-10T00:00:00Z', kind, summary: 'It changed.', details, asset: { id: ORDERS } }];
  const graph = { ask: async () => ({ data: { changes } }) } as unknown as GraphClient;
  const [change] = await graphLineage(graph).changes([ORDERS], { from: 0, to: Date.UTC(2026, 8, 11) });
  return change?.additive ?? false;
}

describe('a change of a schema', () => {
  const added = ['note'];
  const removed = ['amount'];
  const retyped = [{ name: 'amount', from: 'BIGINT', to: 'VARCHAR' }];
  const none: unknown[] = [];

  it('only adds where no field was removed and none retyped', async () => {
    expect(await isAdditive('SCHEMA_CHANGED', { added, removed: none, retyped: none })).toBe(true);
  });

  it.each([
    ['a field was removed', { added, removed, retyped: none }],
    ['a field was retyped', { added, removed: none, retyped }],
    ['one field was removed and another retyped', { added, removed, retyped }],
    ['it is not said which fields were removed', { added, retyped: none }],
    ['it is not said which fields were retyped', { added, removed: none }],
    ['nothing is said of its fields', {}],
    ['it came without details', null],
  ])('may harm who reads it where %s', async (_, details) => {
    expect(await isAdditive('SCHEMA_CHANGED', details)).toBe(false);
  });
});

it('takes no other kind of change for one that only adds', async () => {
  expect(await isAdditive('CODE_CHANGED', { removed: [], retyped: [] })).toBe(false);
});
