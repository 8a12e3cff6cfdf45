import type { Alert } from '../alert.ts';
import type { RecordedChange } from '../incident-change.ts';
import type { Audience, Severity } from '../verdict-change.ts';

const SEVERITIES: readonly Severity[] = ['INFO', 'WARNING', 'CRITICAL'];

/** How high a severity is; below all where it is none. */
export const rankOf = (severity: string | null): number => SEVERITIES.indexOf(severity as Severity);

/** Whether people or a check that failed upstream keep an alert from calling; one that is folded may call who was not. */
const mayCall = ({ suppression }: Alert): boolean => suppression === null || suppression.kind === 'FOLDED';

/** The highest severity of an audience's alerts, of those that fire while some do; null when it has none. */
export function audienceSeverity(alerts: readonly Alert[], audience: Audience): Severity | null {
  const own = alerts.filter((alert) => alert.threshold.audience === audience && mayCall(alert));
  const firing = own.filter(({ state }) => state === 'FIRING');
  const ranks = (firing.length > 0 ? firing : own).map(({ threshold }) => rankOf(threshold.severity));
  return SEVERITIES[Math.max(...ranks)] ?? null;
}

/** Whom an incident concerns, worked out once for all changes of it that are planned together: a storm has thousands. */
export interface Concerned {
  /** Audiences that it has alerts for that may call. */
  audiences: Audience[];
  /** As `audienceSeverity` has it. */
  severityOf(audience: Audience): Severity | null;
  /** The audience of the alert that a change is about. */
  audienceOf(change: RecordedChange): Audience[];
}

export function concernedBy(alerts: readonly Alert[]): Concerned {
  const audiences = [...new Set(alerts.filter(mayCall).map(({ threshold }) => threshold.audience))];
  const severities = new Map(audiences.map((audience) => [audience, audienceSeverity(alerts, audience)]));
  const audienceByAlert = new Map(alerts.map(({ id, threshold }) => [id, threshold.audience]));
  return {
    audiences,
    severityOf: (audience) => severities.get(audience) ?? null,
    audienceOf({ audience, alert }) {
      const found = audience ?? audienceByAlert.get(alert ?? '');
      return found ? [found] : [];
    },
  };
}
