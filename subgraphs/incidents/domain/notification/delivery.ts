import { createHash } from 'node:crypto';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import type { Audience } from '../verdict-change.ts';
import type { AlertingSettings } from './settings.ts';

/** PENDING: to be sent, or sent again. DEAD: given up, until somebody sends it again. */
export type DeliveryState = 'PENDING' | 'DELIVERED' | 'DEAD';

/** Why somebody is told. */
export type Occasion =
  | 'OPENED'
  | 'REOPENED'
  | 'ESCALATED'
  | 'SEVERITY_RAISED'
  | 'ACKNOWLEDGED'
  | 'RESOLVED'
  /** It goes on in another incident. */
  | 'MERGED'
  /** Anything that calls nobody, such as one more alert. */
  | 'UPDATED'
  /** Somebody asked whether the receiver can be reached. */
  | 'TEST';

/** One message to one receiver about one change of one incident, for one audience. */
export interface Delivery {
  /** `delivery/<hash>`: the same however often it is planned. Sent with each attempt, so that a receiver can tell them for one. */
  id: string;
  /** Null for a test. */
  incident: string | null;
  audience: Audience | null;
  receiver: string;
  occasion: Occasion;
  /** Id of the change in the incident's record that it tells of. */
  change: string | null;
  /** When that happened, by event time. */
  time: Instant;
  /** Who did it and what they said; null when Headwater did. */
  actor: string | null;
  note: string | null;
  /** Further changes that it tells of, having come before it was sent. */
  coalesced: number;
  state: DeliveryState;
  /** Attempts begun. */
  attempts: number;
  createdAt: Instant;
  /** When it is to be tried next. */
  dueAt: Instant;
  /** When it was delivered or given up. */
  settledAt: Instant | null;
  /** What the receiver last answered; null when it did not. */
  status: number | null;
  /** Why the last attempt failed. */
  reason: string | null;
}

/** What became of one attempt. */
export type Outcome =
  | { kind: 'DELIVERED'; status: number }
  /** It may go better later; the receiver may have said when. */
  | { kind: 'FAILED'; status: number | null; reason: string; retryAfter: Milliseconds | null }
  /** It will never go better. */
  | { kind: 'REFUSED'; status: number | null; reason: string }
  /** The receiver wants nothing more, now or later. */
  | { kind: 'GONE'; status: number; reason: string };

export const deliveryId = (...parts: (string | null)[]): string =>
  `delivery/${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;

export type Settled = Pick<Delivery, 'state' | 'dueAt' | 'settledAt' | 'status' | 'reason'>;

/** A receiver may ask for more patience than ours, up to this. */
const LONGEST_RETRY_AFTER = 86_400_000;

/**
 * What a delivery becomes by an attempt. Attempts come apart by twice the time each, less up to half of it by chance
 * (`random` in 0..1), so that deliveries that failed together are not tried together.
 */
export function settled(
  { attempts, dueAt }: Pick<Delivery, 'attempts' | 'dueAt'>,
  outcome: Outcome,
  { first, longest, attempts: most }: AlertingSettings['retry'],
  now: Instant,
  random: number,
): Settled {
  const { status } = outcome;
  if (outcome.kind === 'DELIVERED') return { state: 'DELIVERED', dueAt, settledAt: now, status, reason: null };
  if (outcome.kind !== 'FAILED') return { state: 'DEAD', dueAt, settledAt: now, status, reason: outcome.reason };
  if (attempts >= most) {
    const reason = `${outcome.reason}; given up after ${attempts} attempts`;
    return { state: 'DEAD', dueAt, settledAt: now, status, reason };
  }
  const patience = Math.min(longest, first * 2 ** Math.max(0, attempts - 1)) * (1 - random / 2);
  const asked = Math.min(outcome.retryAfter ?? 0, LONGEST_RETRY_AFTER);
  return {
    state: 'PENDING',
    dueAt: now + Math.round(Math.max(patience, asked)),
    settledAt: null,
    status,
    reason: outcome.reason,
  };
}
