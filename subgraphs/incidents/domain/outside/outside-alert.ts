import { createHash } from 'node:crypto';
import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import type { Labels } from '../notification/alertmanager-labels.ts';
import { fingerprintOf } from '../notification/fingerprint.ts';
import type { Audience, Severity } from '../verdict-change.ts';

/** An alert as a Prometheus sends it. Times that it does not say are null. */
export interface PostedAlert {
  labels: Labels;
  annotations: Labels;
  startsAt: Instant | null;
  endsAt: Instant | null;
  generatorUrl: string | null;
}

/** Where an alert belongs, or why it belongs nowhere. */
export type Bound =
  | { asset: AssetId; audience: Audience; severity: Severity; reason: null }
  | { asset: null; reason: string };

/** An alert that came from outside, from its beginning to its end. */
export interface OutsideAlert {
  /** `outside/<hash>` of its labels and its beginning: the same however often it is sent. */
  id: string;
  /** As Prometheus and Alertmanager make it of the labels. */
  fingerprint: string;
  labels: Labels;
  annotations: Labels;
  generatorUrl: string | null;
  startsAt: Instant;
  /** When it ended, or will have ended unless it is sent again. */
  endsAt: Instant;
  /** Whether its sender left the end to us. */
  isEndAssumed: boolean;
  updatedAt: Instant;
  bound: Bound;
}

/** What is wrong with a posted alert, in Alertmanager's words; null: nothing. */
export function faultOf({ labels, annotations, startsAt, endsAt }: PostedAlert): string | null {
  const named = Object.entries(labels).filter(([, value]) => value !== '');
  if (named.length === 0) return 'at least one label pair required';
  const wrong = [...named, ...Object.entries(annotations)].find(([name]) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name));
  if (wrong) return `invalid label set: invalid name ${JSON.stringify(wrong[0])}`;
  return startsAt !== null && endsAt !== null && endsAt < startsAt ? 'start time must be before end time' : null;
}

/**
 * What a posted alert makes of the last one with its labels: it goes on, it ends, or another begins. Of its ends the
 * latest that its sender stated holds while it goes on.
 */
export function received(
  posted: PostedAlert,
  last: OutsideAlert | null,
  bound: Bound,
  resolveTimeout: Milliseconds,
  now: Instant,
): OutsideAlert {
  const labels = Object.fromEntries(Object.entries(posted.labels).filter(([, value]) => value !== ''));
  const isEndAssumed = posted.endsAt === null;
  const endsAt = posted.endsAt ?? now + resolveTimeout;
  const startsAt = posted.startsAt ?? posted.endsAt ?? now;
  const fresh = {
    ...{ fingerprint: fingerprintOf(labels), labels, annotations: posted.annotations },
    ...{ generatorUrl: posted.generatorUrl, isEndAssumed, updatedAt: now, bound },
  };
  if (last && goesOn(last, startsAt, endsAt, now)) {
    const isLonger = endsAt > now && last.endsAt > endsAt && !last.isEndAssumed;
    const end = isLonger ? { endsAt: last.endsAt, isEndAssumed: false } : { endsAt };
    // Where it belongs stays as it was, so that what was made of it ends where it began.
    const belongs = last.bound.asset === null ? bound : last.bound;
    return { ...fresh, id: last.id, startsAt: Math.min(last.startsAt, startsAt), ...end, bound: belongs };
  }
  // One that was taken for over, because nobody sent it for long, and that its sender says never ended, begins again.
  const begin = last && endsAt > now ? Math.max(startsAt, last.endsAt) : startsAt;
  return { ...fresh, id: outsideId(fresh.fingerprint, begin), startsAt: begin, endsAt };
}

/** Whether it is the alert that we have: one that is not over yet, or the end of it told again. */
const goesOn = (last: OutsideAlert, startsAt: Instant, endsAt: Instant, now: Instant): boolean =>
  last.endsAt > now ? startsAt < last.endsAt : endsAt <= now && startsAt <= last.endsAt;

const outsideId = (fingerprint: string, startsAt: Instant): string =>
  `outside/${createHash('sha256').update(`${fingerprint} ${startsAt}`).digest('hex').slice(0, 24)}`;
