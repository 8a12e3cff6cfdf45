import { describe, expect, it } from '@jest/globals';
import type { Condition } from './condition.ts';
import { initialPhase, isStanding, kindOf, nextPhase, type Patience } from './phase.ts';

const DAY = 86_400_000;

const patienceOf = (windows: number): Patience => ({
  windows,
  milliseconds: windows * DAY,
  lookBack: Math.max(10, 4 * windows) * DAY,
});

const CONDITIONS: Record<string, Condition> = { b: 'BREACHED', m: 'BETWEEN', c: 'CLEAR' };
const LETTERS = { NORMAL: 'N', BLIP: 'L', FLAPPING: 'F', PERSISTENT: 'P', RECOVERING: 'R', INSUFFICIENT_DATA: 'I' };

/** Plays one condition a day: b breached, m between the two limits, c clear. A letter a day, lower-case while it does not stand. */
function play(days: string, windows: number): string {
  let state = initialPhase;
  return [...days]
    .map((letter, day) => {
      const span = { start: day * DAY, end: (day + 1) * DAY };
      state = nextPhase(state, CONDITIONS[letter] ?? 'CLEAR', span, patienceOf(windows));
      const shown = LETTERS[kindOf(state)];
      return isStanding(state) ? shown : shown.toLowerCase();
    })
    .join('');
}

describe('the phases of a metric against a threshold', () => {
  // N normal, L blip, F flapping, P persistent, R recovering; in capitals while the alert stands.
  it.each([
    ['stays normal', 'cccc', 2, 'nnnn'],
    ['is pending until the breach has lasted', 'cbbb', 2, 'nnPP'],
    ['fires at once when one window is enough', 'cbc', 1, 'nPn'],
    ['calls a breach that did not last a blip, for as long as it would have had to last', 'bcccc', 2, 'nllnn'],
    ['holds the alert between the two limits', 'bbmmm', 2, 'nPRRR'],
    ['recovers once it has been clear for long enough', 'bbmcc', 2, 'nPRRn'],
    ['counts clear windows anew after one between the limits', 'bbcmcc', 2, 'nPRRRn'],
    ['goes back to persistent when it breaches while recovering', 'bbcb', 2, 'nPRP'],
    ['does not fire between the limits', 'mmmm', 2, 'nnnn'],
    ['calls three turns in ten windows flapping', 'bcbc', 3, 'nlff'],
    ['keeps a standing alert through flapping', 'bbcbc', 2, 'nPRPF'],
    ['forgets turns that lie behind the look-back', 'bcbccccccccccccc', 3, 'nlfffffffffffnnn'],
  ])('%s', (_, days, windows, expected) => {
    expect(play(days, windows)).toBe(expected);
  });
});
