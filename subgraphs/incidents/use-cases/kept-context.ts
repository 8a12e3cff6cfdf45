import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import { type AlertContext, contextWithout } from '../domain/context.ts';
import type { KeptContext } from '../ports/incident-store.ts';

const FIRST_PAUSE: Milliseconds = 5_000;
const LONGEST_PAUSE: Milliseconds = 300_000;
/** A day of the longest pauses. */
const MOST_ATTEMPTS = 300;
/** Spans may arrive after the measurement that fired the alert, but not long after. */
const ATTEMPTS_FOR_TRACES = 3;

/** Of a part that does not answer: it would not answer the next question either. */
const OUTAGE_CODES = ['SUBGRAPH_UNAVAILABLE', 'STORE_UNAVAILABLE', 'DEADLINE_EXCEEDED'];

/** Whether its root cause is missing since whoever knows of it does not answer. */
export const isCauseAway = ({ gaps }: AlertContext): boolean =>
  gaps.some(({ section, code }) => section === 'rootCause' && OUTAGE_CODES.includes(code));

/** Nothing that waiting would mend. */
const LASTING_CODES = ['BAD_USER_INPUT', 'NOT_FOUND', 'INTERNAL', 'FROM_OUTSIDE'];

/** A context with the time at which to try again for what it lacks, later after each attempt. */
export function keptContext(context: AlertContext, attempts: number, now: Instant): KeptContext {
  const mayMend = context.gaps.some(({ code }) => !LASTING_CODES.includes(code));
  const mayHaveTraces = context.traces.status !== 'ATTACHED' && attempts < ATTEMPTS_FOR_TRACES;
  const isTriedAgain = (mayMend && attempts < MOST_ATTEMPTS) || mayHaveTraces;
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempts);
  return { context, attempts, retryAt: isTriedAgain ? now + pause : null };
}

/** The context of an alert that is gathered after it fired, since many fired at once. */
export const contextToGather = (now: Instant): KeptContext => ({
  context: contextWithout('BEING_GATHERED', 'many alerts fired at once; this is being gathered'),
  attempts: 0,
  retryAt: now,
});
