import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import type { Outcome } from './delivery.ts';

/** What a receiver answered. */
export interface Answer {
  status: number;
  retryAfter: string | null;
  /** The beginning of what it said. */
  text: string;
}

/** Statuses of 400 to 499 after which the same message may be taken later. */
const RETRIABLE = [408, 425, 429];

/** What an answer makes of an attempt, as Standard Webhooks reads it. A redirect is refused: it leads where nobody configured. */
export function outcomeOf({ status, retryAfter, text }: Answer, now: Instant): Outcome {
  if (status >= 200 && status < 300) return { kind: 'DELIVERED', status };
  const said = text.trim() === '' ? '' : `: ${text.trim()}`;
  const reason = `answered ${status}${said}`;
  if (status === 410) return { kind: 'GONE', status, reason };
  if (status >= 300 && status < 400)
    return { kind: 'REFUSED', status, reason: `answered ${status}, a redirect, which is not followed` };
  if (status < 500 && !RETRIABLE.includes(status)) return { kind: 'REFUSED', status, reason };
  return { kind: 'FAILED', status, reason, retryAfter: readRetryAfter(retryAfter, now) };
}

/** Seconds, or a date of HTTP; null when it is neither. */
function readRetryAfter(raw: string | null, now: Instant): Milliseconds | null {
  if (raw === null) return null;
  if (/^\d{1,9}$/.test(raw.trim())) return Number(raw) * 1_000;
  const date = Date.parse(raw);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
