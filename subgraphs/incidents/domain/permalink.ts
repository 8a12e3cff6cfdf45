import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where the context of an alert is had by whoever has the link. */
export const permalinkPath = (key: Buffer, alert: string): string =>
  `/api/v1/alerts/${encodeURIComponent(alert.replace(/^alert\//, ''))}/context?signature=${signatureOf(key, alert)}`;

/** HMAC-SHA256 of the alert's id, in base64 for addresses. */
const signatureOf = (key: Buffer, alert: string): string =>
  createHmac('sha256', key).update(`alert context of ${alert}`).digest('base64url');

/** Whether a link was made with this key for this alert; told in a time that says nothing of how near it came. */
export function isSigned(key: Buffer, alert: string, signature: string): boolean {
  const [expected, given] = [signatureOf(key, alert), signature].map((text) => Buffer.from(text));
  return expected !== undefined && given?.length === expected.length && timingSafeEqual(expected, given);
}
