import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHURN, DAY, definition, duration, FIRST_DAY } from '../fixtures.ts';
import { dimensionsText, type KeptMeasurement } from './measurement.ts';
import { keptWindows, latenessFault, mergedStep, mergedStepFault, mergedUntil } from './retention.ts';
import { rulesOf } from './rules-of.ts';
import { type Slice, within } from './slice.ts';
import type { Span } from './windows.ts';

const HOUR = DAY / 24;
const retention = { raw: duration('P30D'), step: duration('P1D'), keep: duration('P2Y') };
const by = definition({ window: duration('PT1H'), retention });
const NOW = FIRST_DAY + 40.5 * DAY;

const measured = (hour: number, numerator: number, dimensions: Record<string, string> = {}): KeptMeasurement => ({
  name: by.name,
  fingerprint: 'f1',
  asset: CHURN,
  dimensions: dimensionsText(dimensions),
  end: FIRST_DAY + (hour + 1) * HOUR,
  duration: HOUR,
  components: { numerator, denominator: 100 },
  traceIds: [],
  recordedAt: NOW,
  firstRecordedAt: NOW,
});

const day = (index: number): Span => ({ start: FIRST_DAY + index * DAY, end: FIRST_DAY + (index + 1) * DAY });
const of = (span: Span, all: readonly KeptMeasurement[]) =>
  all.filter(({ end }) => end > span.start && end <= span.end);

/** What each day comes to for a slice. */
function byDay(all: readonly KeptMeasurement[], slice: Slice, days: number) {
  const labels = slice.map(({ label }) => label);
  const windows = keptWindows(by, within(slice, all), labels);
  return Array.from({ length: days }, (_, index) => {
    const own = windows.filter(({ start, end }) => start >= day(index).start && end <= day(index).end);
    return own.length === 0 ? null : rulesOf(by).merge(own.map(({ components }) => components));
  });
}

function condensed(all: readonly KeptMeasurement[], days: number): KeptMeasurement[] {
  return Array.from({ length: days }, (_, index) => {
    const own = of(day(index), all);
    const merged = own.length === 0 ? [] : mergedStep(by, own, day(index));
    return merged?.map((one) => ({ ...one, firstRecordedAt: one.recordedAt })) ?? own;
  }).flat();
}

describe('retention', () => {
  it('leaves a series by the kept step or longer as it was, whatever was told beside what, and for any slice', () => {
    const dimensions = fc.constantFrom<Record<string, string>>(
      {},
      { cohort: 'new' },
      { cohort: 'old' },
      { cohort: 'new', region: 'eu' },
      { region: 'eu' },
    );
    const drawn = fc.uniqueArray(
      fc.record({ hour: fc.integer({ min: 0, max: 71 }), numerator: fc.integer({ min: 0, max: 100 }), dimensions }),
      { selector: (one) => `${one.hour} ${dimensionsText(one.dimensions)}`, minLength: 1, maxLength: 40 },
    );
    const slices = fc.constantFrom<Slice>(
      [],
      [{ label: 'cohort', values: ['new'] }],
      [{ label: 'cohort', values: ['new', 'old'] }],
      [{ label: 'region', values: ['eu'] }],
      [
        { label: 'cohort', values: ['new'] },
        { label: 'region', values: ['eu'] },
      ],
    );
    fc.assert(
      fc.property(drawn, slices, (rows, slice) => {
        const all = rows.map((row) => measured(row.hour, row.numerator, row.dimensions));
        expect(byDay(condensed(all, 3), slice, 3)).toEqual(byDay(all, slice, 3));
      }),
      { numRuns: 500 },
    );
  });

  it('makes one measurement a day of each of the dimensions', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => [
      measured(hour, 1, { cohort: 'new' }),
      measured(hour, 2, { cohort: 'old' }),
    ]).flat();
    expect(mergedStep(by, hours, day(0))).toMatchObject([
      { dimensions: '[["cohort","new"]]', end: day(0).end, duration: DAY, components: { numerator: 24 } },
      { dimensions: '[["cohort","old"]]', components: { numerator: 48, denominator: 2400 } },
    ]);
  });

  it('leaves a day as it is when a total was told in some of its windows only', () => {
    const told = [measured(0, 3), measured(0, 1, { cohort: 'new' }), measured(1, 1, { cohort: 'new' })];
    expect(mergedStep(by, told, day(0))).toBeNull();
    expect(mergedStep(by, [...told, measured(1, 5)], day(0))).toHaveLength(2);
  });

  it('leaves the windows of a pinned baseline, and what a rolling one looks back at', () => {
    const pinned = definition({ ...by, baseline: { kind: 'pinned', ...{ from: day(0).start, to: day(1).end } } });
    expect(mergedStep(pinned, [measured(3, 1)], day(0))).toBeNull();
    expect(mergedUntil(by, NOW)).toBe(FIRST_DAY + 10 * DAY);
    const rolling = definition({ ...by, baseline: { kind: 'rolling', length: duration('P35D') } });
    expect(mergedUntil(rolling, NOW)).toBe(FIRST_DAY + 5 * DAY);
  });

  it('refuses what comes too late to be told from what is merged', () => {
    expect(latenessFault(by, FIRST_DAY + 10 * DAY + 1, NOW)).toBeNull();
    expect(latenessFault(by, FIRST_DAY + 10 * DAY, NOW)).toContain(
      'time 2026-09-11T00:00:00.000Z is not after 2026-09-11T00:00:00.000Z, up to where prediction.accuracy is merged into steps of P1D',
    );
    expect(latenessFault(definition(), FIRST_DAY, NOW)).toBeNull();
  });

  it('answers no step within what is merged, and says what it can answer', () => {
    const hour = { start: day(3).start + HOUR, end: day(3).start + 2 * HOUR };
    expect(mergedStepFault(by, [hour], NOW)).toContain(
      'up to 2026-09-11T00:00:00.000Z prediction.accuracy is kept merged into steps of P1D in UTC',
    );
    expect(mergedStepFault(by, [day(3), day(4)], NOW)).toBeNull();
    expect(mergedStepFault(by, [{ start: day(3).start, end: day(9).end }], NOW)).toBeNull();
    expect(mergedStepFault(by, [{ start: day(12).start + HOUR, end: day(12).end }], NOW)).toBeNull();
    const computed = definition({ window: duration('PT1H'), inputs: { tp: by } });
    expect(mergedStepFault(computed, [day(3)], NOW)).toContain('tp of prediction.accuracy is merged up to 2026-09-11');
  });
});
