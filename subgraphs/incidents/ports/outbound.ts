import type { Milliseconds } from '../../../vocabulary/duration.ts';
import type { Answer } from '../domain/notification/answer.ts';
import type { Message } from '../domain/notification/render.ts';

/** What came of sending: what the receiver answered, or why it did not. */
export type Sent =
  | { kind: 'ANSWERED'; answer: Answer }
  /** Nobody answered, or not in time. */
  | { kind: 'UNREACHED'; reason: string }
  /** It is not allowed to send there. */
  | { kind: 'NOT_ALLOWED'; reason: string };

/** The way out: to configured addresses, never to a private one that is not allowed, and never where an answer points to. */
export interface Outbound {
  /** Sends by POST. It never throws: whatever fails is a reason without secrets. */
  post(url: string, message: Message, timeout: Milliseconds): Promise<Sent>;
  /** Gives up what is under way. */
  close(): Promise<void>;
}
