import type { Instant } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import type { Alert } from '../domain/alert.ts';
import { alertIdOf, firedBy } from '../domain/outside/alert-of.ts';
import type { OutsideAlert } from '../domain/outside/outside-alert.ts';
import type { Followed, OutsideAlertStore } from '../ports/outside-alert-store.ts';
import { Batch } from './batch.ts';
import { Folding } from './folding.ts';
import type { FollowPorts } from './follow-verdicts.ts';
import { resolveIn } from './place-alert.ts';
import { silencing } from './silencing.ts';

const BATCH = 1_000;

/**
 * Makes alerts of ours of those from outside that belong to an asset: they fire, fold and resolve as others do, by the
 * times that their sender says. A batch at most; answers whether there was anything to do.
 */
export async function followOutside(
  ports: FollowPorts & { outside: OutsideAlertStore },
  lease: Lease,
  now: Instant,
): Promise<boolean> {
  const { store, outside } = ports;
  const due = await outside.toFollow(now, BATCH);
  if (due.length === 0) return false;
  const batch = new Batch(ports, now);
  const ids = due.map(({ alert }) => alertIdOf(alert));
  const known = await batch.together(async () => [...(await store.alertsById(ids)).values()]);
  const knownOf = new Map(known.map((alert) => [alert.id, alert]));
  const assets = [...new Set(due.flatMap(({ alert }) => alert.bound.asset ?? []))];
  const folding = new Folding(ports, batch, assets, await silencing(ports, assets, now));
  const done: [id: string, followed: Followed][] = [];
  for (const { alert, followed } of due) {
    const own = knownOf.get(alertIdOf(alert)) ?? null;
    if (followed === 'FIRED') await resolve(ports, batch, own, alert.endsAt);
    // One that is known was kept by a process that did not come to say so.
    else if (!own && !(await fire(batch, folding, alert))) break;
    done.push([alert.id, followed === 'FIRED' ? 'RESOLVED' : 'FIRED']);
  }
  const kept = await store.keep(batch.effects(), lease);
  if (kept === 'KEPT') for (const [id, followed] of done) await outside.follow(id, followed);
  return kept !== 'LEASE_LOST';
}

async function fire(batch: Batch, folding: Folding, outside: OutsideAlert): Promise<boolean> {
  if (outside.bound.asset === null) return true;
  const alert = firedBy(outside, outside.bound);
  const occasion = { cause: `fired ${alert.id}`, time: outside.startsAt, recordedAt: batch.now };
  return folding.fire(alert, occasion);
}

async function resolve({ store }: FollowPorts, batch: Batch, own: Alert | null, endsAt: Instant): Promise<void> {
  if (!own || own.state === 'RESOLVED') return;
  const alert = { ...batch.alert(own), state: 'RESOLVED' as const, resolvedAt: endsAt };
  const occasion = { cause: `resolved ${alert.id}`, time: endsAt, recordedAt: batch.now };
  await resolveIn(store, batch, alert, occasion);
}
