import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Instant, isoOf, type Milliseconds } from '../../vocabulary/duration.ts';
import { Refusal } from '../refusal.ts';

/** One delivery of a webhook whose sender knows the secret. */
export interface Delivery {
  /** The same each time that MLflow tries again. */
  id: string;
  sentAt: Instant;
}

/** How old a delivery may be, and how far its sender's clock may be ahead. MLflow tries again for less than a minute. */
const FRESH_FOR: Milliseconds = 5 * 60_000;

const HEADERS = {
  id: 'x-mlflow-delivery-id',
  timestamp: 'x-mlflow-timestamp',
  signature: 'x-mlflow-signature',
} as const;

/** Reads a delivery by its headers. @throws Refusal when it is not signed with the secret, or not of this moment. */
export function authentic(headers: IncomingHttpHeaders, body: string, secret: string, now: Instant): Delivery {
  const id = said(headers, 'id');
  const timestamp = said(headers, 'timestamp');
  const signature = said(headers, 'signature');
  if (!isSigned(signature, `${id}.${timestamp}.${body}`, secret))
    throw new Refusal(
      401,
      'WRONG_SIGNATURE',
      'X-MLflow-Signature is not made with the secret that is configured here; give the webhook in MLflow the secret of HEADWATER_MLFLOW_WEBHOOK_SECRET',
      'X-MLflow-Signature',
    );
  const sentAt = Number(timestamp) * 1000;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - sentAt) > FRESH_FOR)
    throw new Refusal(
      401,
      'STALE_DELIVERY',
      `X-MLflow-Timestamp is ${timestamp.slice(0, 40)}, more than ${FRESH_FOR / 60_000} minutes from ${isoOf(now)}, the time here; check the clocks of both machines`,
      'X-MLflow-Timestamp',
    );
  return { id, sentAt };
}

function said(headers: IncomingHttpHeaders, what: keyof typeof HEADERS): string {
  const value = headers[HEADERS[what]];
  if (typeof value === 'string' && value !== '') return value;
  throw new Refusal(
    401,
    'NOT_SIGNED',
    `there is no header ${HEADERS[what]}; give the webhook in MLflow a secret, and only MLflow sends here`,
    HEADERS[what],
  );
}

/** Takes as long whatever the signature is, so that none can be found out bit by bit. */
function isSigned(signature: string, content: string, secret: string): boolean {
  const expected = `v1,${createHmac('sha256', secret).update(content).digest('base64')}`;
  const digest = (text: string) => createHmac('sha256', secret).update(text).digest();
  return timingSafeEqual(digest(signature), digest(expected));
}

/** Deliveries that were stored. Each is forgotten when it is too old to be taken again. */
export class StoredDeliveries {
  readonly #until = new Map<string, Instant>();

  has({ id }: Delivery): boolean {
    return this.#until.has(id);
  }

  add({ id, sentAt }: Delivery, now: Instant): void {
    for (const [known, until] of this.#until) if (until < now) this.#until.delete(known);
    this.#until.set(id, sentAt + FRESH_FOR);
  }
}
