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

/** Audiences that an incident has alerts for that may call, each once. */
export const audiencesOf = (alerts: readonly Alert[]): Audience[] => [
  ...new Set(alerts.filter(mayCall).map(({ threshold }) => threshold.audience)),
];

/** The audience of the alert that a change is about. */
export function audienceOfAlert(alerts: readonly Alert[], { audience, alert }: RecordedChange): Audience[] {
  const found = audience ?? alerts.find(({ id }) => id === alert)?.threshold.audience;
  return found ? [found] : [];
}
