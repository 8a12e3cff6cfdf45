import { isoOf } from '../../../../vocabulary/duration.ts';
import type { Alert } from '../alert.ts';
import type { Incident } from '../incident.ts';
import type { Delivery, Occasion } from './delivery.ts';
import { alertUrl, incidentUrl } from './link.ts';

/** Most alerts that one message lists; `alerts.total` counts all. */
const ALERTS_LISTED = 50;

/** What is told, when a delivery is first sent. */
export interface Told {
  delivery: Delivery;
  /** Null for a test. */
  incident: Incident | null;
  /** Its alerts for the delivery's audience, oldest first. */
  alerts: Alert[];
  /** Where the web app is; null: no links. */
  webUrl: string | null;
  /** Where the context of an alert is had by whoever has the address. */
  contextUrl(alert: string): string;
}

/** Such as `headwater.incident.opened`. */
export const typeOf = (occasion: Occasion): string =>
  occasion === 'TEST' ? 'headwater.notification.test' : `headwater.incident.${occasion.toLowerCase()}`;

/** The `data` of a message, by docs/notifications.md; fields are only ever added. */
export function dataOf({ delivery, incident, alerts, webUrl, contextUrl }: Told) {
  const { occasion, audience, time, actor, note, coalesced } = delivery;
  return {
    occasion,
    audience,
    time: isoOf(time),
    actor,
    note,
    /** Further changes that this message tells of. */
    coalesced,
    incident: incident && incidentData(incident, webUrl),
    alerts: {
      total: alerts.length,
      firing: alerts.filter(({ state }) => state === 'FIRING').length,
      listed: alerts.slice(0, ALERTS_LISTED).map((alert) => alertData(alert, webUrl, contextUrl(alert.id))),
    },
  };
}

const incidentData = ({ openedAt, resolvedAt, ...incident }: Incident, webUrl: string | null) => ({
  id: incident.id,
  title: incident.title,
  state: incident.state,
  severity: incident.severity,
  asset: incident.asset,
  openedAt: isoOf(openedAt),
  resolvedAt: timeOf(resolvedAt),
  mergedInto: incident.mergedInto,
  url: incidentUrl(incident.id, webUrl),
});

const alertData = (
  { id, state, metric, threshold, value, cause, ...alert }: Alert,
  webUrl: string | null,
  contextUrl: string,
) => ({
  id,
  state,
  severity: threshold.severity,
  metric: metric.name,
  asset: metric.asset,
  value,
  /** Null of an alert from outside, whose threshold is not known here. */
  threshold: alert.outside ? null : { comparison: threshold.comparison, value: threshold.value },
  cause: cause && { asset: cause.asset, summary: cause.headline },
  firedAt: timeOf(alert.firedAt),
  resolvedAt: timeOf(alert.resolvedAt),
  url: alertUrl(id, webUrl),
  contextUrl,
});

const timeOf = (instant: number | null): string | null => (instant === null ? null : isoOf(instant));
