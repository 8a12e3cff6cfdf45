import { type Instant, isoOf } from '../../../../vocabulary/duration.ts';
import { incidentLabels, type Labels, severityFor } from './alertmanager-labels.ts';
import { incidentUrl } from './link.ts';
import type { Told } from './message.ts';
import type { AlertmanagerReceiver } from './settings.ts';

/** Resends that may fail before an Alertmanager takes an alert for resolved; Prometheus allows as many. */
const RESENDS_MISSED = 4;

/** An incident as `POST /api/v2/alerts` has it: firing until some resends are missed, or ended. */
export interface ForwardedAlert {
  labels: Labels;
  annotations: Labels;
  startsAt: string;
  endsAt: string;
  generatorURL?: string;
}

/**
 * What an Alertmanager is sent for a delivery. With another severity an alert is another to it, so that `before`, the
 * labels it was last sent under, are ended with the same request.
 */
export function forwardedOf(
  told: Told,
  { resendEvery }: AlertmanagerReceiver,
  before: Labels | null,
  now: Instant,
): ForwardedAlert[] {
  const { delivery, incident, alerts, webUrl } = told;
  if (!incident || !delivery.audience) return [];
  const labels = incidentLabels(incident, delivery.audience, severityFor(incident, alerts, delivery.audience));
  const end = isOver(told) ? Math.min(now, incident.resolvedAt ?? delivery.time) : now + RESENDS_MISSED * resendEvery;
  const url = incidentUrl(incident.id, webUrl);
  const common = {
    annotations: annotationsOf(told),
    startsAt: isoOf(Math.min(incident.openedAt, end)),
    ...(url === null ? {} : { generatorURL: url }),
  };
  const isSame = before === null || JSON.stringify(before) === JSON.stringify(labels);
  const ended = isSame ? [] : [{ ...common, labels: before, endsAt: isoOf(now) }];
  return [...ended, { ...common, labels, endsAt: isoOf(end) }];
}

/** Whether nothing is to be sent again: the incident is over, or goes on in another. */
export const isOver = ({ delivery, incident }: Told): boolean =>
  incident?.state === 'RESOLVED' || delivery.occasion === 'RESOLVED' || delivery.occasion === 'MERGED';

function annotationsOf({ incident, alerts }: Told): Labels {
  const firing = alerts.filter(({ state }) => state === 'FIRING').length;
  return {
    summary: incident?.title ?? '',
    asset: incident?.asset ?? '',
    alerts: `${firing} of ${alerts.length} firing`,
  };
}
