import type { Instant } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Alert } from '../domain/alert.ts';
import { foldableOf, incidentToJoin } from '../domain/folding.ts';
import { incidentIdApart, ledBy, withOneKnown } from '../domain/incident.ts';
import { suspicionOfCause } from '../domain/suspicion.ts';
import { Batch } from './batch.ts';
import type { FollowPorts } from './follow-verdicts.ts';
import { gatherContext } from './gather-context.ts';
import { isCauseAway, keptContext } from './kept-context.ts';
import { moveAlert } from './move-alert.ts';
import { silencing } from './silencing.ts';

/** Alerts of open incidents that one whose cause is found now is compared with, the newest. */
const COMPARED = 20_000;

/**
 * Tries again for what was missing when alerts fired, at most `most` of them, and no more once one shows that causes cannot
 * be looked for. An alert whose cause is found now goes where that says, unless somebody put it where it is. Answers whether
 * there was anything to do.
 */
export async function completeContexts(ports: FollowPorts, lease: Lease, now: Instant, most: number): Promise<boolean> {
  const incomplete = await ports.store.incompleteContexts(now, most);
  for (const { alert: fired, kept } of incomplete) {
    const { alert: gathered, context } = await gatherContext(ports, fired, kept.context, now);
    const batch = new Batch(ports, now);
    const [current = fired] = await batch.together(async () => [
      ...(await ports.store.alertsById([fired.id])).values(),
    ]);
    const { definition, lookback, cause } = gathered;
    const suspect = current.suspect ?? (context.rootCause && suspicionOfCause(gathered, context.rootCause));
    const provisional = cause === null ? current.provisional : null;
    const alert: Alert = { ...current, definition, lookback, cause, suspect, provisional };
    batch.putAlert(alert);
    batch.putContext(alert, keptContext(context, kept.attempts + 1, now));
    await goWhereItBelongs(ports, batch, alert, current);
    // Of a conflict the next round takes care, since the context is due as before.
    if ((await ports.store.keep(batch.effects(), lease)) === 'LEASE_LOST') return false;
    if (isCauseAway(context)) break;
  }
  return incomplete.length > 0;
}

async function goWhereItBelongs(ports: FollowPorts, batch: Batch, alert: Alert, before: Alert): Promise<void> {
  if (alert.incident === null) return;
  const found = await batch.incident(alert.incident);
  if (!found) return;
  const own = before.provisional && !alert.provisional ? withOneKnown(found) : found;
  const isFoundNow = before.cause === null && alert.cause !== null;
  const occasion = { cause: `context ${alert.id}`, time: batch.now, recordedAt: batch.now };
  const target = alert.isPlaced || !isFoundNow ? own.id : await belonging(ports, alert);
  if (target === own.id) return batch.putIncident(ledBy(own, alert), occasion);
  const silence = (await silencing(ports, [alert.metric.asset], batch.now))(alert);
  await moveAlert(ports.store, batch, alert, target, silence, occasion);
}

/**
 * The incident that an alert belongs to now that its cause is known: its own while that holds others of the same trouble, or
 * nothing else of which a cause is known.
 */
async function belonging({ store }: FollowPorts, alert: Alert): Promise<string> {
  const firedAt = alert.firedAt ?? alert.startedAt;
  const open = await store.foldable(alert.onset - alert.lookback, firedAt + alert.lookback, COMPARED);
  const others = open.map(({ incident, alerts }) => ({
    incident,
    alerts: alerts.filter(({ id }) => id !== alert.id),
  }));
  const joined = incidentToJoin(foldableOf(alert), firedAt, others)?.id;
  const own = others.find(({ incident }) => incident.id === alert.incident);
  const isAlone = own === undefined || own.alerts.every(({ isProvisional }) => isProvisional);
  if (joined !== undefined) return joined;
  return isAlone ? (alert.incident as string) : incidentIdApart(alert);
}
