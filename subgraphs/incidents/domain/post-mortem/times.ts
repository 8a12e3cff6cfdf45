import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import type { Alert } from '../alert.ts';
import type { Incident } from '../incident.ts';
import type { IncidentChange } from '../incident-change.ts';

/** When an incident began, was noticed, taken up and over, and how long that took. Null: not known, or not yet. */
export interface IncidentTimes {
  /** Start of the first breach of its alerts. */
  began: Instant | null;
  /** When the first of its alerts fired, by event time. */
  detected: Instant | null;
  /** When somebody first acknowledged it. */
  acknowledged: Instant | null;
  /** When it was resolved; null while it is not. */
  resolved: Instant | null;
  /** From its begin until it was detected. */
  toDetect: Milliseconds | null;
  /** From its detection. */
  toAcknowledge: Milliseconds | null;
  toResolve: Milliseconds | null;
  /** From its begin until it was resolved. */
  lasted: Milliseconds | null;
}

/** Drawn from alerts and the record alone. What ends before it begins was measured by clocks that differ: not known. */
export function timesOf(
  { resolvedAt }: Incident,
  alerts: readonly Alert[],
  record: readonly IncidentChange[],
): IncidentTimes {
  const fired = alerts.filter(({ firedAt }) => firedAt !== null);
  const began = leastOf(fired.map(({ onset }) => onset));
  const detected = leastOf(fired.flatMap(({ firedAt }) => firedAt ?? []));
  const acknowledged = leastOf(record.flatMap(({ kind, time }) => (kind === 'ACKNOWLEDGED' ? time : [])));
  return {
    ...{ began, detected, acknowledged, resolved: resolvedAt },
    toDetect: between(began, detected),
    toAcknowledge: between(detected, acknowledged),
    toResolve: between(detected, resolvedAt),
    lasted: between(began, resolvedAt),
  };
}

const leastOf = (times: readonly Instant[]): Instant | null =>
  times.length === 0 ? null : times.reduce((least, time) => Math.min(least, time));

const between = (from: Instant | null, to: Instant | null): Milliseconds | null =>
  from === null || to === null || to < from ? null : to - from;
