import type { ShownAlert } from '../../subgraphs/incidents/index.ts';
import { type Instant, isoOf } from '../../vocabulary/duration.ts';

/** An alert as `GET /api/v2/alerts` has it. */
export const gettableAlert = (alert: ShownAlert) => ({
  annotations: alert.annotations,
  endsAt: isoOf(alert.endsAt),
  fingerprint: alert.fingerprint,
  receivers: alert.receivers.map((name) => ({ name })),
  startsAt: isoOf(alert.startsAt),
  status: {
    inhibitedBy: alert.inhibitedBy,
    silencedBy: alert.silencedBy,
    state: alert.silencedBy.length + alert.inhibitedBy.length > 0 ? 'suppressed' : 'active',
  },
  updatedAt: isoOf(alert.updatedAt),
  ...(alert.generatorUrl === null ? {} : { generatorURL: alert.generatorUrl }),
  labels: alert.labels,
});

/** Who is told of an alert that nobody is told of: the API has no group without a receiver. */
const NOBODY = 'nobody';

/** Alerts as `GET /api/v2/alerts/groups` has them: for each receiver what it is told of together. */
export function alertGroups(alerts: readonly ShownAlert[]) {
  const told = alerts.flatMap((alert) =>
    (alert.receivers.length === 0 ? [NOBODY] : alert.receivers).map((receiver) => ({ alert, receiver })),
  );
  const groups = Map.groupBy(told, ({ alert, receiver }) => JSON.stringify([receiver, alert.group]));
  return [...groups.values()].map((all) => ({
    labels: all[0]?.alert.group ?? {},
    receiver: { name: all[0]?.receiver ?? NOBODY },
    alerts: all.map(({ alert }) => gettableAlert(alert)),
  }));
}

/** What `GET /api/v2/status` says: the least that amtool and Grafana read. */
export const status = (since: Instant) => ({
  cluster: { status: 'disabled', peers: [] },
  config: { original: 'route:\n  receiver: headwater\nreceivers:\n- name: headwater\n' },
  uptime: isoOf(since),
  versionInfo: { branch: '', buildDate: '', buildUser: '', goVersion: '', revision: '', version: 'headwater' },
});
