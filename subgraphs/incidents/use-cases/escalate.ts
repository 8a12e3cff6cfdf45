import type { Instant } from '../../../vocabulary/duration.ts';
import type { Lease } from '../../../vocabulary/lease.ts';
import { type EscalationPolicy, escalated, scheduled } from '../domain/escalation.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

const BATCH = 100;

/** Calls whom the policy names next for incidents that nobody acknowledged in time. Answers whether there were any. */
export async function escalateDue(
  { store, escalation }: { store: IncidentStore; escalation: EscalationPolicy },
  lease: Lease,
  now: Instant,
): Promise<boolean> {
  const due = await store.escalationsDue(now, BATCH);
  for (const incident of due) {
    const step = escalated(incident, escalation, now);
    // Not due by today's policy, though it was by the one under which it was kept.
    const effects = step
      ? { incidents: [step.incident], record: [step.change] }
      : { incidents: [scheduled(incident, escalation)] };
    if ((await store.keep(effects, lease)) === 'LEASE_LOST') return false;
  }
  return due.length > 0;
}
