import { describe, expect, it } from '@jest/globals';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { dataset, edge, feature, job, model } from '../ports/contract-world.contract.ts';
import { observedSpan } from './edge-history.ts';
import { impactOf } from './impact.ts';
import type { EdgeRole } from './statement.ts';

const stands = (from: AssetId, role: EdgeRole, to: AssetId, type?: string) =>
  observedSpan({
    ...edge(from, role, to),
    ...{ validFrom: 0, validTo: null, source: null },
    transformation: type ? { type, subtype: null, masking: false } : null,
  });

const [price, total, name, label] = [
  feature('orders', 'price'),
  feature('sales', 'total'),
  feature('orders', 'name'),
  feature('sales', 'label'),
];

/** orders(price, name) → sum → sales(total, label) → train → a model; only `sum` tells fields apart. */
const estate = [
  stands(dataset('orders'), 'READS', job('sum')),
  stands(job('sum'), 'WRITES', dataset('sales')),
  stands(price, 'PART_OF', dataset('orders')),
  stands(name, 'PART_OF', dataset('orders')),
  stands(total, 'PART_OF', dataset('sales')),
  stands(label, 'PART_OF', dataset('sales')),
  stands(price, 'DERIVES', total, 'DIRECT'),
  stands(name, 'DERIVES', label, 'INDIRECT'),
  stands(dataset('sales'), 'READS', job('train')),
  stands(job('train'), 'TRAINS', model('1')),
];

const impact = (field: AssetId, edges = estate) => Object.fromEntries(impactOf(field, edges));

describe('the impact of a field', () => {
  it('follows column lineage, and takes all that a job writes where it tells no fields apart', () => {
    expect(impact(price)).toEqual({
      [dataset('orders')]: { certainty: 'FIELD', direct: true },
      [total]: { certainty: 'FIELD', direct: true },
      [dataset('sales')]: { certainty: 'FIELD', direct: true },
      [job('sum')]: { certainty: 'FIELD', direct: true },
      [job('train')]: { certainty: 'DATASET', direct: true },
      [model('1')]: { certainty: 'DATASET', direct: true },
    });
  });

  it('leaves out a job whose column lineage does not use the field', () => {
    const unused = feature('orders', 'note');
    expect(impact(unused, [...estate, stands(unused, 'PART_OF', dataset('orders'))])).toEqual({
      [dataset('orders')]: { certainty: 'FIELD', direct: true },
    });
  });

  it('says where a field only steers', () => {
    expect(impact(name)).toMatchObject({
      [label]: { certainty: 'FIELD', direct: false },
      [dataset('sales')]: { certainty: 'FIELD', direct: false },
      [model('1')]: { certainty: 'DATASET', direct: false },
    });
  });

  it('takes the way of values where both lead there', () => {
    const edges = [...estate, stands(name, 'DERIVES', total, 'INDIRECT'), stands(name, 'DERIVES', price, 'DIRECT')];
    expect(impact(name, edges)[total]).toEqual({ certainty: 'FIELD', direct: true });
  });

  it('ends in cycles of fields and of jobs', () => {
    const back = [
      stands(total, 'DERIVES', price, 'DIRECT'),
      stands(dataset('sales'), 'READS', job('back')),
      stands(job('back'), 'WRITES', dataset('orders')),
    ];
    expect(impact(price, [...estate, ...back])[job('back')]).toEqual({ certainty: 'FIELD', direct: true });
  });
});
