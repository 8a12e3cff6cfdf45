import { type Duration, millisecondsOf, parseInstant } from '../../../vocabulary/duration.ts';
import type { MetricDefinitionDocument } from './document.ts';
import type { PolicyFault } from './policies.ts';

type Spec = MetricDefinitionDocument['spec'];

const DAY = 86_400_000;
/** Windows in a baseline beyond which a metric would read more for each judgement than it is worth. */
const MOST_WINDOWS = 10_000;
/** A median of fewer is one of its own values. */
const LEAST_WINDOWS = 3;

/** Every reason why a baseline could never be compared with. */
export function impossibleBaseline(spec: Spec): PolicyFault[] {
  const { baseline } = spec;
  if (!baseline) return [];
  if (baseline.kind === 'pinned')
    return (parseInstant(baseline.from) ?? 0) >= (parseInstant(baseline.to) ?? 0)
      ? [{ path: ['to'], message: 'the baseline ends before it begins' }]
      : [];
  return [
    ...lengthFaults(baseline.length, spec),
    ...(baseline.kind === 'seasonal' ? seasonFaults(baseline.season, baseline.length, spec) : []),
  ];
}

function lengthFaults(length: string, { window }: Spec): PolicyFault[] {
  const windows = millisecondsOf(length as Duration) / millisecondsOf(window as Duration);
  if (windows < LEAST_WINDOWS)
    return [{ path: ['length'], message: `${length} holds fewer than ${LEAST_WINDOWS} windows of ${window}` }];
  return windows > MOST_WINDOWS
    ? [{ path: ['length'], message: `${length} holds more than ${MOST_WINDOWS} windows of ${window}; shorten it` }]
    : [];
}

function seasonFaults(season: string, length: string, { window }: Spec): PolicyFault[] {
  const path = ['season'];
  const [long, short] = [millisecondsOf(season as Duration), millisecondsOf(window as Duration)];
  if (/^P[^T]*[YM]/.test(season))
    return [{ path, message: `${season} is not always of one length; expected hours, days or weeks such as P7D` }];
  if (long <= short || long % short !== 0)
    return [{ path, message: `${season} is no whole multiple of the window ${window}` }];
  if (short > DAY) return windowFaults(season, window);
  return millisecondsOf(length as Duration) < LEAST_WINDOWS * long
    ? [{ path: ['length'], message: `${length} holds fewer than ${LEAST_WINDOWS} seasons of ${season}` }]
    : [];
}

const windowFaults = (season: string, window: string): PolicyFault[] => [
  {
    path: ['season'],
    message: `windows of ${window} have no place in a season of ${season}; expected a window of a day or less`,
  },
];
