import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import { type Alert, transitionOf } from '../domain/alert.ts';
import type { EscalationPolicy } from '../domain/escalation.ts';
import type { VerdictChange } from '../domain/verdict-change.ts';
import type { IncidentStore, Kept } from '../ports/incident-store.ts';
import type { SilenceStore } from '../ports/silence-store.ts';
import type { VerdictChanges } from '../ports/verdict-changes.ts';
import { Batch } from './batch.ts';
import { Folding } from './folding.ts';
import type { ContextPorts } from './gather-context.ts';
import { resolveIn } from './place-alert.ts';
import { silencing } from './silencing.ts';

export interface FollowPorts extends ContextPorts {
  store: IncidentStore;
  silences: SilenceStore;
  verdictChanges: VerdictChanges;
  escalation: EscalationPolicy;
}

/** Changes that are followed together, and what is asked for at once. */
const BATCH = 1_000;
const PAGE = 100;

/**
 * Follows the feed of verdicts from where it stopped, a batch at most: alerts begin, fire and resolve by event time. The
 * effects of a batch are kept in one transaction, so that a change delivered twice or cut off by a crash acts once.
 * Answers whether there was anything to do. @throws GraphUnavailable when the feed cannot be read.
 */
export async function followVerdicts(ports: FollowPorts, lease: Lease, now: Instant): Promise<boolean> {
  const changes = await nextChanges(ports);
  if (changes.length === 0) return false;
  const batch = await taken(ports, changes, now);
  const kept: Kept = await ports.store.keep(batch.effects(), lease);
  // Somebody changed an incident meanwhile: the next round takes the same changes again.
  return kept !== 'LEASE_LOST';
}

async function nextChanges({ store, verdictChanges }: FollowPorts): Promise<VerdictChange[]> {
  const changes: VerdictChange[] = [];
  for (let cursor = await store.cursor(); changes.length < BATCH; ) {
    const page = await verdictChanges.after(cursor, PAGE);
    changes.push(...page);
    cursor = page.at(-1)?.cursor ?? cursor;
    if (page.length < PAGE) break;
  }
  return changes;
}

/** What changes leave behind, taken in their order: all of them, or as many as causes may be looked for at once. */
async function taken(ports: FollowPorts, changes: readonly VerdictChange[], now: Instant): Promise<Batch> {
  const { store } = ports;
  const batch = new Batch(ports, now);
  const metrics = [...new Set(changes.map(({ metric }) => metric.id))];
  const [followed, standing] = await Promise.all([
    store.followedOf(changes.map(({ id }) => id)),
    batch.together(() => store.standingAlerts(metrics)),
  ]);
  const fresh = changes.filter(({ id }) => !followed.has(id));
  const standingOf = new Map(standing.map((alert) => [keyOf(alert.metric.id, alert.thresholdIndex), alert]));
  const assets: AssetId[] = [...new Set(fresh.filter(({ breached }) => breached).map(({ metric }) => metric.asset))];
  const folding = new Folding(ports, batch, assets, await silencing(ports, assets, now));
  for (const change of changes) {
    if (followed.has(change.id)) {
      batch.follow(change);
      continue;
    }
    followed.add(change.id);
    const key = keyOf(change.metric.id, change.thresholdIndex);
    const next = await follow(store, batch, folding, standingOf.get(key) ?? null, change);
    if (next === 'LATER') break;
    batch.follow(change);
    if (next) standingOf.set(key, next);
    else standingOf.delete(key);
  }
  return batch;
}

const keyOf = (metric: string, thresholdIndex: number): string => `${thresholdIndex} ${metric}`;

/** The alert that stands after a change; LATER when it has to wait for the next batch. */
async function follow(
  store: IncidentStore,
  batch: Batch,
  folding: Folding,
  standing: Alert | null,
  change: VerdictChange,
): Promise<Alert | null | 'LATER'> {
  const transition = transitionOf(standing, change);
  switch (transition.kind) {
    case 'unchanged':
      return standing;
    case 'pending':
      batch.putAlert(transition.alert);
      return transition.alert;
    case 'dismissed':
      batch.dismiss(transition.alert);
      return null;
    case 'resolved': {
      const alert = { ...batch.alert(transition.alert), state: 'RESOLVED' as const, resolvedAt: change.time };
      await resolveIn(store, batch, alert, occasionOf('resolved', alert, change.time, batch));
      return null;
    }
    case 'fired': {
      const occasion = occasionOf('fired', transition.alert, change.time, batch);
      return (await folding.fire(transition.alert, occasion)) ? batch.alert(transition.alert) : 'LATER';
    }
  }
}

const occasionOf = (kind: string, { id }: Alert, time: Instant, { now }: Batch) => ({
  cause: `${kind} ${id}`,
  time,
  recordedAt: now,
});
