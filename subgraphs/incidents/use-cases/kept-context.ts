import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { AlertContext, Section } from '../domain/context.ts';
import type { KeptContext } from '../ports/incident-store.ts';

const FIRST_PAUSE: Milliseconds = 5_000;
const LONGEST_PAUSE: Milliseconds = 300_000;
/** A day of the longest pauses. */
const MOST_ATTEMPTS = 300;
/** Spans may arrive after the measurement that fired the alert, but not long after. */
const ATTEMPTS_FOR_TRACES = 3;

/** Nothing that waiting would mend. */
const LASTING_CODES = ['BAD_USER_INPUT', 'INTERNAL', 'FROM_OUTSIDE'];

/** A context with the time at which to try again for what it lacks, later after each attempt. */
export function keptContext(context: AlertContext, attempts: number, now: Instant): KeptContext {
  const mayMend = context.gaps.some(({ code }) => !LASTING_CODES.includes(code));
  const mayHaveTraces = context.traces.status !== 'ATTACHED' && attempts < ATTEMPTS_FOR_TRACES;
  const isTriedAgain = (mayMend && attempts < MOST_ATTEMPTS) || mayHaveTraces;
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempts);
  return { context, attempts, retryAt: isTriedAgain ? now + pause : null };
}

const SECTIONS: readonly Section[] = ['series', 'rootCause', 'traces', 'runs', 'playbook', 'links'];

/** The context of an alert that is gathered after it fired, since many fired at once. */
export function contextToGather(now: Instant): KeptContext {
  const message = 'many alerts fired at once; this is being gathered';
  const gaps = SECTIONS.map((section) => ({ section, code: 'BEING_GATHERED', message }));
  const traces = { status: 'NONE' as const, items: [] };
  const context = { series: null, rootCause: null, traces, runs: null, playbook: null, links: [], gaps };
  return { context, attempts: 0, retryAt: now };
}
