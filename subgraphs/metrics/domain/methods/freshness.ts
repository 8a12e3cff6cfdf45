import type { EventTimeComponents } from '../components.ts';
import { type MethodRules, namesOf, refused, withoutEvidence, withoutNoiseFloor } from './rules.ts';

/** Milliseconds in a UCUM unit of time. */
const UNITS: Record<string, number> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** How old the newest event was at the end of the window, in the definition's unit (seconds when it is no unit of time). */
export const freshness = (unit: string): MethodRules<EventTimeComponents> => ({
  takes: "{value}: the newest event's time in seconds since 1970",
  read(components) {
    if (!('value' in components)) return refused(`${namesOf(components)} is not what freshness is made of`);
    return { ok: true, components: { latest: components.value * 1000 } };
  },
  merge: (all) => ({ latest: Math.max(...all.map(({ latest }) => latest)) }),
  compute: ({ latest }, { end }) => Math.max(0, end - latest) / (UNITS[unit] ?? 1000),
  sampleSize: () => 1,
  whyNone: () => 'no event is known',
  noiseFloor: withoutNoiseFloor,
  evidence: withoutEvidence,
});
