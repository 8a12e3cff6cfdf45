import { Webhook } from 'standardwebhooks';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Message } from '../domain/notification/render.ts';

/** A message with the headers of Standard Webhooks: signed anew at each attempt, under the same id. */
export function signed({ headers, body }: Message, id: string, secrets: readonly string[], now: Instant): Message {
  const sentAt = new Date(now);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body));
  return {
    body,
    headers: {
      ...headers,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      ...(signatures.length === 0 ? {} : { 'webhook-signature': signatures.join(' ') }),
    },
  };
}
