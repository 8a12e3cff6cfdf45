import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';
import type { Alert } from '../alert.ts';
import { alertLabels, type Labels } from '../notification/alertmanager-labels.ts';
import { fingerprintOf } from '../notification/fingerprint.ts';
import { alertUrl } from '../notification/link.ts';
import type { Matcher } from '../notification/matcher.ts';
import { receiversFor } from '../notification/routing.ts';
import type { AlertingSettings } from '../notification/settings.ts';
import { shownId } from './alertmanager-silence.ts';
import type { OutsideAlert } from './outside-alert.ts';

/** An alert that fires, as Alertmanager's API shows it. */
export interface ShownAlert {
  fingerprint: string;
  labels: Labels;
  annotations: Labels;
  startsAt: Instant;
  endsAt: Instant;
  updatedAt: Instant;
  generatorUrl: string | null;
  /** Names of those who are told of it. */
  receivers: string[];
  /** Ids of the silences that suppress it. */
  silencedBy: string[];
  /** What it is folded under, where it calls nobody for that. */
  inhibitedBy: string[];
  /** What makes alerts one group. */
  group: Labels;
}

/** An alert of ours as it is shown: until its end is told, it is said to last a while. */
export function shownOwn(
  alert: Alert,
  settings: AlertingSettings,
  webUrl: string | null,
  lasting: Milliseconds,
  now: Instant,
): ShownAlert {
  const labels = alertLabels(alert);
  const { audience, severity } = alert.threshold;
  const startsAt = alert.firedAt ?? alert.startedAt;
  return {
    fingerprint: fingerprintOf(labels),
    labels,
    annotations: { description: alert.verdict.reason, ...(alert.cause ? { cause: alert.cause.headline } : {}) },
    ...{ startsAt, endsAt: now + lasting, updatedAt: startsAt },
    generatorUrl: alertUrl(alert.id, webUrl),
    receivers: receiversFor({ audience, severity, teams: null }, settings),
    ...suppressionOf(alert),
    group: { audience, ...(alert.incident === null ? {} : { incident: alert.incident }) },
  };
}

/** One that is folded or suspect calls nobody because of its incident, as an inhibited one does because of another. */
function suppressionOf({ suppression, incident }: Alert): Pick<ShownAlert, 'silencedBy' | 'inhibitedBy'> {
  if (!suppression) return { silencedBy: [], inhibitedBy: [] };
  if (suppression.silence !== null) return { silencedBy: [shownId(suppression.silence)], inhibitedBy: [] };
  return { silencedBy: [], inhibitedBy: incident === null ? [] : [incident] };
}

/** An alert from outside as it was sent; `own` is what became of it here, null when it belongs to no asset. */
export function shownOutside(
  { fingerprint, labels, annotations, startsAt, endsAt, updatedAt, generatorUrl }: OutsideAlert,
  own: ShownAlert | null,
): ShownAlert {
  const told = own ?? { receivers: [], silencedBy: [], inhibitedBy: [], group: {} };
  const { receivers, silencedBy, inhibitedBy, group } = told;
  return {
    fingerprint,
    labels,
    annotations,
    startsAt,
    endsAt,
    updatedAt,
    generatorUrl,
    receivers,
    silencedBy,
    inhibitedBy,
    group,
  };
}

export interface ShownQuery {
  matchers: readonly Matcher[];
  active: boolean;
  silenced: boolean;
  inhibited: boolean;
  /** Matched as a whole against names of receivers; null: any, also none. */
  receiver: Matcher | null;
}

/** Whether a query asks for an alert. */
export function isAsked(alert: ShownAlert, { matchers, active, silenced, inhibited, receiver }: ShownQuery): boolean {
  const isSilenced = alert.silencedBy.length > 0;
  const isInhibited = alert.inhibitedBy.length > 0;
  return (
    (active || isSilenced || isInhibited) &&
    (silenced || !isSilenced) &&
    (inhibited || !isInhibited) &&
    matchers.every((each) => each.matches(alert.labels)) &&
    (receiver === null || alert.receivers.some((name) => receiver.matches({ [receiver.name]: name })))
  );
}
