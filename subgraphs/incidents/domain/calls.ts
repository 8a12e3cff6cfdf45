import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';
import { type AudienceCall, type Incident, isAtLeast } from './incident.ts';
import { isSilenced, type Suppression } from './suppression.ts';

/** An alert and its incident once it is decided whether the alert calls its audience. */
export interface Decided {
  alert: Alert;
  incident: Incident;
  /** Whether the audience is called. */
  isCalled: boolean;
}

/**
 * Decides whether an alert that fires calls its audience; `silence` is the silence or maintenance that it is under. Who was
 * called stays called, but for a call of an alert that is silenced now: when the silence ends, it calls again.
 */
export function decided(incident: Incident, alert: Alert, silence: Suppression | null, now: Instant): Decided {
  const calls = silence ? incident.calls.filter((call) => call.alert !== alert.id) : incident.calls;
  const suppression = silence ?? (isOwnCall(calls, alert) ? null : heldBack({ ...incident, calls }, alert));
  const isCalled = suppression === null && !isOwnCall(calls, alert);
  const silenced = incident.silenced + (silence ? 1 : 0) - (isSilenced(alert) ? 1 : 0);
  return {
    alert: { ...alert, suppression },
    incident: { ...incident, silenced, calls: isCalled ? [...calls, callOf(alert, now)] : calls },
    isCalled,
  };
}

const isOwnCall = (calls: readonly AudienceCall[], alert: Alert): boolean =>
  calls.some((call) => call.alert === alert.id);

const callOf = ({ id, threshold, suspect }: Alert, at: Instant): AudienceCall => ({
  audience: threshold.audience,
  alert: id,
  severity: threshold.severity,
  isSuspect: suspect !== null,
  isStanding: true,
  at,
});

/**
 * Why an alert that nobody silenced calls nobody: its audience was called for this incident, or the check upstream that
 * makes it suspect fires and called somebody, as urgently as it would. Null: it calls.
 */
function heldBack({ id, calls, title }: Incident, { threshold, suspect }: Alert): Suppression | null {
  const by = { until: null, by: null, silence: null };
  if (calls.some(({ audience }) => audience === threshold.audience))
    return { kind: 'FOLDED', reason: `${threshold.audience} was called for ${id} before: ${title}.`, ...by };
  if (!suspect) return null;
  const root = calls.find((call) => call.isStanding && !call.isSuspect && isAtLeast(call.severity, threshold.severity));
  return root
    ? { kind: 'SUSPECT', reason: `${suspect.reason} ${root.audience} was called for that in ${id}.`, ...by }
    : null;
}
