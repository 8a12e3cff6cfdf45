import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dimensionsText } from './measurement.ts';
import { alwaysCountedIn, countedIn, sliceOfValues, valuesIn, within } from './slice.ts';

const measured = (dimensions: Record<string, string>, count = 1) => ({ dimensions: dimensionsText(dimensions), count });
const counts = (measurements: readonly { count: number }[]) => measurements.map(({ count }) => count);
const sum = (measurements: readonly { count: number }[]) => counts(measurements).reduce((a, b) => a + b, 0);

describe('a slice', () => {
  const all = [
    measured({}, 100),
    measured({ cohort: 'new' }, 30),
    measured({ cohort: 'new', region: 'eu' }, 10),
    measured({ cohort: 'new', region: 'us' }, 20),
    measured({ cohort: 'old', region: 'eu' }, 70),
  ];

  it('holds what carries one of the values, and what lacks the label where an empty value is asked for', () => {
    expect(counts(within([{ label: 'cohort', values: ['new', 'old'] }], all))).toEqual([30, 10, 20, 70]);
    expect(counts(within([{ label: 'region', values: [''] }], all))).toEqual([100, 30]);
    expect(counts(within([], all))).toEqual([100, 30, 10, 20, 70]);
  });

  it('takes a cohort told as a whole for the whole of it, and puts the parts together of one that was not', () => {
    expect(counts(countedIn(['cohort'], within([{ label: 'cohort', values: ['new', 'old'] }], all)))).toEqual([30, 70]);
  });

  it('takes the total for the whole although its parts were told beside it', () => {
    expect(counts(countedIn([], all))).toEqual([100]);
  });

  it('knows each combination of values once, with null for a label that is not there', () => {
    expect(valuesIn(['cohort', 'region'], all)).toEqual([
      ['new', 'eu'],
      ['new', 'us'],
      ['new', null],
      ['old', 'eu'],
    ]);
  });

  it('is not confused by labels and values that look like its own syntax', () => {
    const odd = measured({ 'a"],["b': '"]', c: '' });
    expect(valuesIn(['a"],["b'], [odd])).toEqual([['"]']]);
    expect(within([{ label: 'a"],["b', values: ['"]'] }], [odd])).toHaveLength(1);
  });

  it('makes slices that together are the whole, whatever the labels, where only parts were told', () => {
    const part = fc.record({
      cohort: fc.constantFrom('new', 'old'),
      region: fc.constantFrom('eu', 'us'),
      count: fc.integer({ min: 1, max: 9 }),
    });
    const labels = fc.constantFrom(['cohort'], ['region'], ['cohort', 'region'], ['region', 'cohort']);
    fc.assert(
      fc.property(
        fc.uniqueArray(part, { selector: (one) => one.cohort + one.region, minLength: 1 }),
        labels,
        (parts, by) => {
          const told = parts.map(({ count, ...dimensions }) => measured(dimensions, count));
          const slices = valuesIn(by, told).map((values) => countedIn(by, within(sliceOfValues(by, values), told)));
          expect(slices.map(sum).reduce((a, b) => a + b, 0)).toBe(sum(countedIn([], told)));
        },
      ),
    );
  });

  it('knows beforehand what counts in every span, and that a total beside its parts may not', () => {
    const [whole, fresh, old, eu] = (
      [{}, { cohort: 'new' }, { cohort: 'old' }, { cohort: 'new', region: 'eu' }] as Record<string, string>[]
    ).map(dimensionsText) as [string, string, string, string];
    expect(alwaysCountedIn([], [fresh, old])).toEqual([fresh, old]);
    expect(alwaysCountedIn([], [whole])).toEqual([whole]);
    expect(alwaysCountedIn([], [whole, fresh])).toBeNull();
    expect(alwaysCountedIn([{ label: 'cohort', values: ['old'] }], [whole, fresh, old])).toEqual([old]);
    expect(alwaysCountedIn([{ label: 'cohort', values: ['new'] }], [whole, fresh, eu])).toBeNull();
  });
});
