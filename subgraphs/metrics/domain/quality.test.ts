import { describe, expect, it } from '@jest/globals';
import { datasetId, featureId } from '../../../vocabulary/asset-id.ts';
import { DAY, definition, FIRST_DAY } from '../fixtures.ts';
import { acceptQuality, isSourceOf, type QualityPoint } from './quality.ts';

const AMOUNT = featureId('warehouse', 'orders', 'amount');
const share: QualityPoint = {
  facet: 'nullShare',
  quantile: null,
  asset: AMOUNT,
  time: FIRST_DAY,
  dimensions: {},
  unit: '1',
  forms: [{ numerator: 10, denominator: 200 }, { value: 0.05 }],
};
const missing = definition({
  name: 'missing',
  category: 'DATA_QUALITY',
  direction: 'LOWER_IS_BETTER',
  appliesTo: ['FEATURE'],
  openlineage: { facet: 'nullShare', quantile: null },
});
const taken = (by = missing, point = share) => acceptQuality(by, point, FIRST_DAY + DAY);

describe('a figure of quality', () => {
  it('is measured with both its counts by a ratio', () =>
    expect(taken()).toMatchObject({
      measurement: { asset: AMOUNT, end: FIRST_DAY, duration: 0, components: { numerator: 10, denominator: 200 } },
    }));

  it('is measured as a share by a value, in the unit of the definition', () =>
    expect(taken({ ...missing, method: { kind: 'value' }, unit: '%' })).toMatchObject({
      measurement: { components: { sum: 5, count: 1 } },
    }));

  it('is a time by freshness, whatever the unit of its age', () => {
    const updated: QualityPoint = { ...share, facet: 'lastUpdated', unit: 's', forms: [{ value: 1_788_000_000 }] };
    expect(taken({ ...missing, method: { kind: 'freshness' }, unit: 'h' }, updated)).toMatchObject({
      measurement: { components: { latest: 1_788_000_000_000 } },
    });
  });

  it.each<[string, ReturnType<typeof taken>, string]>([
    [
      'of another kind of asset',
      taken(missing, { ...share, asset: datasetId('a', 'b') }),
      'applies to FEATURE; dataset/a/b',
    ],
    [
      'in a unit of something else',
      taken({ ...missing, method: { kind: 'value' } }, { ...share, unit: 'By', forms: [{ value: 7 }] }),
      'nullShare is in By, which cannot become 1',
    ],
    [
      'that the method is not made of',
      taken({ ...missing, method: { kind: 'count' } }, { ...share, forms: [{ numerator: 1, denominator: 2 }] }),
      'is a count',
    ],
    ['from the future', taken(missing, { ...share, time: FIRST_DAY + 3 * DAY }), 'lies in the future'],
  ])('%s is refused', (_, outcome, message) => {
    expect(outcome).toEqual({ ok: false, code: 'BAD_USER_INPUT', message: expect.stringContaining(message) });
  });

  it('is the source that names it, a quantile by its number', () => {
    const quantile: QualityPoint = { ...share, facet: 'quantile', quantile: 0.5 };
    expect([
      isSourceOf({ facet: 'nullShare', quantile: null }, share),
      isSourceOf({ facet: 'nullCount', quantile: null }, share),
      isSourceOf({ facet: 'quantile', quantile: 0.5 }, quantile),
      isSourceOf({ facet: 'quantile', quantile: 0.9 }, quantile),
    ]).toEqual([true, false, true, false]);
  });
});
