import type { Duration } from '../../../vocabulary/duration.ts';
import { millisecondsOf, parseInstant } from '../../../vocabulary/duration.ts';
import type { MetricDefinitionDocument } from './document.ts';
import type { PolicyFault } from './policies.ts';

/** Every reason why a baseline could never hold a window. */
export function impossibleBaseline({ baseline, window }: MetricDefinitionDocument['spec']): PolicyFault[] {
  if (!baseline) return [];
  if (baseline.kind === 'pinned')
    return (parseInstant(baseline.from) ?? 0) >= (parseInstant(baseline.to) ?? 0)
      ? [{ path: ['to'], message: 'the baseline ends before it begins' }]
      : [];
  const { length } = baseline;
  if (baseline.kind === 'rolling')
    return lengthOf(length) < lengthOf(window)
      ? [{ path: ['length'], message: `${length} is shorter than the window ${window}: no window lies within it` }]
      : [];
  return seasonFaults(baseline, window);
}

function seasonFaults({ season, length }: { season: string; length: string }, window: string): PolicyFault[] {
  if (lengthOf(season) <= lengthOf(window))
    return [
      {
        path: ['season'],
        message: `${season} is not longer than the window ${window}: every window is at the same place in it`,
      },
    ];
  if (lengthOf(season) % lengthOf(window) !== 0)
    return [
      {
        path: ['season'],
        message: `${season} is not a whole number of windows of ${window}: none is at the same place in the next`,
      },
    ];
  return lengthOf(length) < lengthOf(season)
    ? [
        {
          path: ['length'],
          message: `${length} is shorter than the season ${season}: no earlier season lies within it`,
        },
      ]
    : [];
}

const lengthOf = (duration: string): number => millisecondsOf(duration as Duration);
