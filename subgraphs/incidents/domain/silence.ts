import { DateTime } from 'luxon';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { identityOf } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';
import type { Suppression } from './suppression.ts';
import type { Audience, Severity } from './verdict-change.ts';

/** Which alerts are meant: those that meet all that is not null. */
export interface AlertMatcher {
  asset: AssetId | null;
  /** Whether everything downstream of the asset is meant too. */
  isDownstreamIncluded: boolean;
  /** Name of a definition. */
  metric: string | null;
  audience: Audience | null;
  severity: Severity | null;
  /** Each with exactly this value. */
  labels: { name: string; value: string }[];
}

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Every week on these days, from a time of the day in a time zone, for so long. */
export interface Weekly {
  days: Weekday[];
  /** Such as `02:30`. */
  at: string;
  length: Milliseconds;
  /** Such as `Europe/Berlin`. */
  timeZone: string;
}

/** A silence somebody put on alerts, or a window of maintenance. */
export interface Silence {
  /** `silence/<uuid>`. */
  id: string;
  kind: 'SILENCE' | 'MAINTENANCE';
  matcher: AlertMatcher;
  from: Instant;
  /** Null: until somebody ends it; only of weekly ones. */
  to: Instant | null;
  /** Within from and to; null: all the time between. */
  weekly: Weekly | null;
  author: string;
  comment: string;
  createdAt: Instant;
  /** When somebody ended it before its time, and who; null when nobody did. */
  expiredAt: Instant | null;
  expiredBy: string | null;
}

/** Whether it is in force; a time is within [from, to). */
export const isInForce = (silence: Silence, now: Instant): boolean => endOf(silence, now) !== null;

/** When what is in force now ends; null when nothing is. */
function endOf({ from, to, weekly, expiredAt }: Silence, now: Instant): Instant | null {
  const end = Math.min(to ?? Number.POSITIVE_INFINITY, expiredAt ?? Number.POSITIVE_INFINITY);
  if (now < from || now >= end) return null;
  if (!weekly) return end;
  const windowEnd = weeklyEnd(weekly, now);
  return windowEnd === null ? null : Math.min(windowEnd, end);
}

const DAY: Milliseconds = 86_400_000;

/** The latest end of the weekly windows around a time; windows that overlap are one. */
function weeklyEnd({ days, at, length, timeZone }: Weekly, now: Instant): Instant | null {
  const [hour, minute] = at.split(':').map(Number);
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf('day');
  const daysBack = Math.ceil(length / DAY) + 1;
  const ends = Array.from({ length: daysBack + 1 }, (_, back) => today.minus({ days: back }))
    .filter((day) => days.includes(WEEKDAYS[day.weekday - 1] as Weekday))
    .map((day) => day.set({ hour, minute }).toMillis())
    .filter((start) => start <= now && now < start + length)
    .map((start) => start + length);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** Whether it is meant; `isDownstream` tells whether the alert's asset lies downstream of the matcher's. */
function isMatched(matcher: AlertMatcher, alert: Alert, isDownstream: boolean): boolean {
  const { asset, metric, audience, severity, labels } = matcher;
  const isOfAsset = asset === null || asset === alert.metric.asset || (matcher.isDownstreamIncluded && isDownstream);
  const known = labelsOf(alert);
  return (
    isOfAsset &&
    (metric === null || metric === alert.metric.name) &&
    (audience === null || audience === alert.threshold.audience) &&
    (severity === null || severity === alert.threshold.severity) &&
    labels.every(({ name, value }) => known[name] === value)
  );
}

/** An alert's own labels, and what every alert can be matched by. */
export function labelsOf({ labels, metric, threshold, definition }: Alert): Record<string, string> {
  const { kind, namespace, name } = identityOf(metric.asset);
  const category: Record<string, string> = definition ? { category: definition.category } : {};
  return {
    metric: metric.name,
    asset: metric.asset,
    kind,
    namespace,
    name,
    audience: threshold.audience,
    severity: threshold.severity,
    ...category,
    ...labels,
  };
}

/** Why an alert is suppressed by a silence in force. */
function suppressionBy(silence: Silence, now: Instant): Suppression {
  const { id, kind, author, comment } = silence;
  const until = endOf(silence, now);
  const what = kind === 'SILENCE' ? 'Silenced' : 'In maintenance';
  const reason = comment ? `${what} by ${author}: ${comment}` : `${what} by ${author}.`;
  return { kind, reason, until: until === Number.POSITIVE_INFINITY ? null : until, by: author, silence: id };
}

/** The silence that suppresses an alert: of several that match the one that ends last, so that it is told how long. */
export function silenceOf(
  alert: Alert,
  inForce: readonly Silence[],
  isDownstream: (silence: Silence) => boolean,
  now: Instant,
): Suppression | null {
  const matching = inForce.filter((silence) => isMatched(silence.matcher, alert, isDownstream(silence)));
  const [last] = matching
    .map((silence) => ({ silence, end: endOf(silence, now) ?? now }))
    .sort((a, b) => b.end - a.end || (a.silence.id < b.silence.id ? -1 : 1));
  return last ? suppressionBy(last.silence, now) : null;
}
