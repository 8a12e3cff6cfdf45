import { type Instant, isoOf } from '../../../../vocabulary/duration.ts';
import type { Alert } from '../alert.ts';
import { alertLabels, INCIDENT_ALERT, type Labels } from './alertmanager-labels.ts';
import { fingerprintOf } from './fingerprint.ts';
import { alertUrl } from './link.ts';
import type { Told } from './message.ts';

/** Most alerts of one message; `truncatedAlerts` counts the others. */
const ALERTS_LISTED = 100;

/** How Go writes the time that has not come, as Alertmanager does for an alert without an end. */
const NO_TIME = '0001-01-01T00:00:00Z';

/** A delivery as Alertmanager's webhook, version 4: the group is the incident for one audience. */
export function webhookV4Of(told: Told) {
  const { delivery, incident, webUrl, contextUrl } = told;
  const alerts =
    told.alerts.length > 0
      ? told.alerts.map((alert) => alertOf(alert, alertUrl(alert.id, webUrl) ?? contextUrl(alert.id)))
      : [testAlert(told)];
  const listed = alerts.slice(0, ALERTS_LISTED);
  const isOver = delivery.occasion === 'RESOLVED' || delivery.occasion === 'MERGED';
  const groupLabels: Labels = {
    ...(incident ? { incident: incident.id } : {}),
    ...(delivery.audience ? { audience: delivery.audience } : {}),
  };
  const summary = incident?.title ?? 'A test of this receiver';
  return {
    version: '4',
    groupKey: `{}:${labelsText(groupLabels)}`,
    truncatedAlerts: alerts.length - listed.length,
    status: isOver ? 'resolved' : 'firing',
    receiver: delivery.receiver,
    groupLabels,
    commonLabels: common(listed.map(({ labels }) => labels)),
    commonAnnotations: { summary, occasion: delivery.occasion, ...noteOf(told) },
    externalURL: webUrl ?? '',
    alerts: listed.map((alert) => ({ ...alert, annotations: { ...alert.annotations, summary } })),
  };
}

const noteOf = ({ delivery: { actor, note } }: Told): Labels => ({
  ...(actor === null ? {} : { actor }),
  ...(note === null ? {} : { note }),
});

function alertOf(alert: Alert, url: string) {
  const labels = alertLabels(alert);
  return v4Alert(labels, descriptionOf(alert), alert.firedAt ?? alert.startedAt, alert.resolvedAt, url);
}

const testAlert = ({ delivery: { time, audience }, webUrl }: Told) =>
  v4Alert({ alertname: INCIDENT_ALERT, ...(audience ? { audience } : {}) }, {}, time, null, webUrl);

const v4Alert = (
  labels: Labels,
  annotations: Labels,
  startsAt: Instant,
  endsAt: Instant | null,
  generatorURL: string | null,
) => ({
  status: endsAt === null ? 'firing' : 'resolved',
  labels,
  annotations,
  startsAt: isoOf(startsAt),
  endsAt: endsAt === null ? NO_TIME : isoOf(endsAt),
  generatorURL: generatorURL ?? '',
  fingerprint: fingerprintOf(labels),
});

const descriptionOf = ({ cause, verdict }: Alert): Labels => ({
  description: verdict.reason,
  ...(cause ? { cause: cause.headline } : {}),
});

function common(sets: readonly Labels[]): Labels {
  const [first = {}, ...others] = sets;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => others.every((set) => set[name] === value)),
  );
}

const labelsText = (labels: Labels): string =>
  `{${Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`;
