import type { Instant } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Alert } from '../domain/alert.ts';
import { isInForce } from '../domain/silence.ts';
import { isSilenced, type Suppression } from '../domain/suppression.ts';
import { Batch } from './batch.ts';
import type { FollowPorts } from './follow-verdicts.ts';
import { decideAgain } from './place-alert.ts';
import { silencing } from './silencing.ts';

/** Alerts decided on together. */
const BATCH = 500;

/**
 * Silences alerts that fire already when a silence begins, and lets them call when it ends. Looks at them only when other
 * silences are in force than when it looked last, and once after a start; where it was cut off, it looks again.
 */
export function silencesApplied(ports: FollowPorts): (lease: Lease, now: Instant) => Promise<boolean> {
  let applied: string | null = null;
  return async (lease, now) => {
    const inForce = (await ports.silences.begun(now)).filter((silence) => isInForce(silence, now));
    const wanted = JSON.stringify(inForce.map(({ id }) => id));
    if (wanted === applied) return false;
    let did = false;
    for (let after: string | null = null; ; ) {
      const alerts: Alert[] = await ports.store.firingAlerts(after, BATCH);
      const changed = await apply(ports, alerts, lease, now);
      if (changed === null) return true;
      did ||= changed;
      after = alerts.at(-1)?.id ?? null;
      if (alerts.length < BATCH) break;
    }
    applied = wanted;
    return did;
  };
}

/** Whether anything is otherwise now; null when it could not be kept. */
async function apply(
  ports: FollowPorts,
  firing: readonly Alert[],
  lease: Lease,
  now: Instant,
): Promise<boolean | null> {
  const batch = new Batch(ports, now);
  const alerts = await batch.together(async () => [
    ...(await ports.store.alertsById(firing.map(({ id }) => id))).values(),
  ]);
  const silenced = await silencing(ports, [...new Set(alerts.map(({ metric }) => metric.asset))], now);
  const concerned = alerts
    .map((alert) => ({ alert, silence: silenced(alert) }))
    .filter(({ alert, silence }) => alert.state === 'FIRING' && isOther(alert, silence));
  if (concerned.length === 0) return false;
  for (const { alert, silence } of concerned)
    await decideAgain(batch, alert, silence, {
      cause: `${silence?.silence ?? `end of ${alert.suppression?.silence}`} at ${now} ${alert.id}`,
      time: now,
      recordedAt: now,
    });
  return (await ports.store.keep(batch.effects(), lease)) === 'KEPT' ? true : null;
}

const isOther = (alert: Alert, silence: Suppression | null): boolean =>
  silence ? alert.suppression?.silence !== silence.silence : isSilenced(alert);
