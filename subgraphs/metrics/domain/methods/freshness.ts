import type { EventTimeComponents } from '../components.ts';
import { type MethodRules, namesOf, refused, withoutEvidence, withoutNoiseFloor } from './rules.ts';

/** Milliseconds in a UCUM unit of time. */
const UNITS: Record<string, number> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** How old the newest event was at the end of the window, in the definition's unit (seconds when it is no unit of time). */
export const freshness = (unit: string): MethodRules<EventTimeComponents> => ({
  takes: "{value}: the newest event's time in seconds since 1970",
  read(components) {
    if (!('value' in components)) return refused(`${namesOf(components)} is not what freshness is made of`);
    const fault = faultOf(components.value);
    return fault ? refused(fault) : { ok: true, components: { latest: components.value * 1000 } };
  },
  merge: (all) => ({ latest: Math.max(...all.map(({ latest }) => latest)) }),
  compute: ({ latest }, { end }) => Math.max(0, end - latest) / (UNITS[unit] ?? 1000),
  sampleSize: () => 1,
  whyNone: () => 'no event is known',
  noiseFloor: withoutNoiseFloor,
  evidence: withoutEvidence,
});

/** Seconds since 1970 of 2000 and of 2100: wide enough for every event, narrow enough to tell seconds from milliseconds. */
const [FIRST, LAST] = [946_684_800, 4_102_444_800];

function faultOf(value: number): string | null {
  if (value >= FIRST && value < LAST) return null;
  if (value / 1000 >= FIRST && value / 1000 < LAST)
    return `value is ${value}, which looks like milliseconds since 1970 where seconds were meant; divide it by 1000`;
  return `value is ${value}, which is no time in seconds since 1970; the newest event's time is needed, not its age`;
}
