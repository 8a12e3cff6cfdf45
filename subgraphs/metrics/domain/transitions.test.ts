import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DAY, definition, duration, FIRST_DAY, threshold } from '../fixtures.ts';
import type { Condition } from './condition.ts';
import { firstStanding, judge } from './judge.ts';
import { isStanding, type Phase } from './phase.ts';
import type { VerdictKind } from './verdict.ts';
import type { MeasuredWindow } from './window.ts';

/** What may become of one window. */
type Event = Condition | 'UNTOLD' | 'SILENT';

/** Phase afterwards, verdict, and whether the alert stands. */
type Outcome = [Phase['kind'], VerdictKind, 'stands' | '—'];

/**
 * Every state by every event, for a threshold that asks for three windows; the compiler asks for each. docs/verdicts.md
 * shows this table, and the last test holds it to it.
 */
const TABLE: Record<Phase['kind'], Record<Event, Outcome>> = {
  NORMAL: {
    BREACHED: ['PENDING', 'NORMAL', '—'],
    BETWEEN: ['NORMAL', 'NORMAL', '—'],
    CLEAR: ['NORMAL', 'NORMAL', '—'],
    UNTOLD: ['NORMAL', 'INSUFFICIENT_DATA', '—'],
    SILENT: ['NORMAL', 'INSUFFICIENT_DATA', '—'],
  },
  PENDING: {
    BREACHED: ['PENDING', 'NORMAL', '—'],
    BETWEEN: ['NORMAL', 'BLIP', '—'],
    CLEAR: ['NORMAL', 'BLIP', '—'],
    UNTOLD: ['PENDING', 'INSUFFICIENT_DATA', '—'],
    SILENT: ['PENDING', 'INSUFFICIENT_DATA', '—'],
  },
  BREACHED: {
    BREACHED: ['BREACHED', 'PERSISTENT', 'stands'],
    BETWEEN: ['RECOVERING', 'RECOVERING', 'stands'],
    CLEAR: ['RECOVERING', 'RECOVERING', 'stands'],
    UNTOLD: ['BREACHED', 'INSUFFICIENT_DATA', 'stands'],
    SILENT: ['BREACHED', 'INSUFFICIENT_DATA', 'stands'],
  },
  RECOVERING: {
    BREACHED: ['BREACHED', 'PERSISTENT', 'stands'],
    BETWEEN: ['RECOVERING', 'RECOVERING', 'stands'],
    CLEAR: ['RECOVERING', 'RECOVERING', 'stands'],
    UNTOLD: ['RECOVERING', 'INSUFFICIENT_DATA', 'stands'],
    SILENT: ['RECOVERING', 'INSUFFICIENT_DATA', 'stands'],
  },
};

const by = definition({ thresholds: [threshold({ value: 0.85, clearValue: 0.87, for: duration('P3D') })] });

/** Good ones of a thousand; null is a day without data, and fewer samples than are needed an untold one. */
const DAYS: Record<Event, (number | null)[]> = {
  BREACHED: [700],
  BETWEEN: [860],
  CLEAR: [900],
  UNTOLD: [-1],
  SILENT: [null, null],
};
/** Days that lead to each state. */
const HISTORIES: Record<Phase['kind'], number[]> = {
  NORMAL: [900],
  PENDING: [700],
  BREACHED: [700, 700, 700],
  RECOVERING: [700, 700, 700, 900],
};

function outcomeOf(days: (number | null)[]): Outcome {
  const windows = days.flatMap((good, index): MeasuredWindow[] => {
    if (good === null) return [];
    const span = { start: FIRST_DAY + index * DAY, end: FIRST_DAY + (index + 1) * DAY };
    return [{ ...span, components: { numerator: Math.max(0, good), denominator: good < 0 ? 10 : 1000 } }];
  });
  const start = firstStanding(by, FIRST_DAY);
  const steps = judge({ definition: by, baselineAt: () => null }, start, windows, FIRST_DAY + days.length * DAY);
  const against = steps.at(-1)?.standing.thresholds[0];
  if (!against) throw new Error('nothing was judged');
  return [against.phase.kind, against.verdict.kind, isStanding(against) ? 'stands' : '—'];
}

const rows = Object.entries(TABLE).flatMap(([state, events]) =>
  Object.entries(events).map(([event, outcome]) => ({ state, event, outcome })),
);

describe('every state by every event', () => {
  it.each(rows)('$state, then $event', ({ state, event, outcome }) => {
    expect(outcomeOf([...HISTORIES[state as Phase['kind']], ...DAYS[event as Event]])).toEqual(outcome);
  });

  it.each([
    ['the third breached window is the breach', [700, 700, 700], ['BREACHED', 'PERSISTENT', 'stands']],
    ['the third clear window is the end of it', [700, 700, 700, 900, 900, 900], ['NORMAL', 'NORMAL', '—']],
    ['one between begins the count anew', [700, 700, 700, 900, 900, 860, 900], ['RECOVERING', 'RECOVERING', 'stands']],
    ['the third turn is flapping', [700, 900, 700], ['PENDING', 'FLAPPING', '—']],
    ['one missing day changes nothing', [700, 700, 700, null], ['BREACHED', 'PERSISTENT', 'stands']],
    [
      'no silence however long resolves',
      [700, 700, 700, ...Array(100).fill(null)],
      ['BREACHED', 'INSUFFICIENT_DATA', 'stands'],
    ],
  ] as [string, (number | null)[], Outcome][])('counts windows: %s', (_, days, outcome) => {
    expect(outcomeOf(days)).toEqual(outcome);
  });

  it('is what the documentation says', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/verdicts.md'), 'utf8');
    for (const { state, event, outcome } of rows)
      expect(page).toContain(`| ${state} | ${event} | ${outcome.join(' | ')} |`);
  });
});
