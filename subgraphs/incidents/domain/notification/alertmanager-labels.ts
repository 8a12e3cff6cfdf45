import type { Alert } from '../alert.ts';
import type { Incident } from '../incident.ts';
import type { Audience, Severity } from '../verdict-change.ts';
import { audienceSeverity } from './concerned.ts';

export type Labels = Record<string, string>;

/** The value of `alertname` for an incident; alerts with it that come back to us are our own. */
export const INCIDENT_ALERT = 'HeadwaterIncident';

/** What an incident is called for one audience among alerts of an Alertmanager. */
export const incidentLabels = (incident: Incident, audience: Audience, severity: Severity): Labels => ({
  alertname: INCIDENT_ALERT,
  incident: incident.id,
  audience,
  severity: severity.toLowerCase(),
});

/** What one alert of ours is called. */
export const alertLabels = ({ metric, threshold, thresholdIndex, incident }: Alert): Labels => ({
  alertname: metric.name,
  asset: metric.asset,
  audience: threshold.audience,
  severity: threshold.severity.toLowerCase(),
  threshold: String(thresholdIndex),
  ...(incident === null ? {} : { incident }),
});

/** Labels that stay when the severity of an incident for an audience changes are another alert to an Alertmanager. */
export const severityFor = (incident: Incident, alerts: readonly Alert[], audience: Audience): Severity =>
  audienceSeverity(alerts, audience) ?? incident.severity;
