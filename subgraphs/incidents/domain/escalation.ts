import { type Instant, isoOf, type Milliseconds } from '../../../vocabulary/duration.ts';
import type { Incident } from './incident.ts';
import { type IncidentChange, incidentChange } from './incident-change.ts';
import type { Audience, Severity } from './verdict-change.ts';

/** Who is called next when nobody acknowledged for so long after the first call. */
interface EscalationStep {
  after: Milliseconds;
  audience: Audience;
}

/** The steps of each severity, soonest first; none: such incidents are not escalated. */
export type EscalationPolicy = Readonly<Record<Severity, readonly EscalationStep[]>>;

const MINUTE: Milliseconds = 60_000;

export const DEFAULT_ESCALATION: EscalationPolicy = {
  CRITICAL: [
    { after: 15 * MINUTE, audience: 'ON_CALL' },
    { after: 60 * MINUTE, audience: 'PRODUCT_OWNER' },
  ],
  WARNING: [{ after: 8 * 60 * MINUTE, audience: 'ON_CALL' }],
  INFO: [],
};

/**
 * When an incident is escalated next: while nobody acknowledged and something fires that nobody silenced, a step's time
 * after the first call. Null: not at all.
 */
function escalationTime(incident: Incident, policy: EscalationPolicy): Instant | null {
  const step = policy[incident.severity][incident.escalationLevel];
  const isHeard = incident.firing > incident.silenced && incident.calls.length > 0;
  if (incident.state !== 'OPEN' || !isHeard || !step) return null;
  return Math.min(...incident.calls.map(({ at }) => at)) + step.after;
}

/** The incident with the time of its next escalation. */
export const scheduled = (incident: Incident, policy: EscalationPolicy): Incident => ({
  ...incident,
  escalateAt: escalationTime(incident, policy),
});

/** One level up, with what is put on record; null when nothing is due. */
export function escalated(
  incident: Incident,
  policy: EscalationPolicy,
  now: Instant,
): { incident: Incident; change: IncidentChange } | null {
  const due = escalationTime(incident, policy);
  const step = policy[incident.severity][incident.escalationLevel];
  if (due === null || due > now || !step) return null;
  const { audience } = step;
  const level = incident.escalationLevel + 1;
  const isCalled = incident.calls.some((call) => call.audience === audience);
  const call = { audience, alert: null, severity: incident.severity, isSuspect: false, isStanding: true, at: now };
  const calls = isCalled ? incident.calls : [...incident.calls, call];
  const first = Math.min(...incident.calls.map(({ at }) => at));
  const change = incidentChange(`escalation ${first} ${level}`, {
    incident: incident.id,
    time: now,
    recordedAt: now,
    kind: 'ESCALATED',
    audience,
    note: `Nobody acknowledged since ${isoOf(first)}.`,
    before: String(incident.escalationLevel),
    after: String(level),
  });
  return { incident: scheduled({ ...incident, calls, escalationLevel: level }, policy), change };
}
