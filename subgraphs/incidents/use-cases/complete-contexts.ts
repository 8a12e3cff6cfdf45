import type { Instant } from '../../../vocabulary/duration.ts';
import { changesBetween } from '../domain/incident-history.ts';
import { type FollowPorts, incidentWith } from './follow-verdicts.ts';
import { gatherContext } from './gather-context.ts';
import { keptContext } from './kept-context.ts';

const BATCH = 20;

/**
 * Tries again for what was missing when alerts fired. An incident keeps its alerts, and takes title and asset from a
 * cause that is found now. Answers whether there was anything to do.
 */
export async function completeContexts(ports: FollowPorts, now: Instant): Promise<boolean> {
  const incomplete = await ports.store.incompleteContexts(now, BATCH);
  for (const { alert: fired, kept } of incomplete) {
    const { alert, context } = await gatherContext(ports, fired, kept.context, now);
    const incident = await incidentWith(ports.store, alert);
    const before = incident && (await ports.store.incidentsById([incident.id])).get(incident.id);
    const occasion = { cause: `context ${alert.id} ${kept.attempts}`, time: now, recordedAt: now };
    await ports.store.keep({
      change: null,
      alert,
      incident,
      record: incident && before ? changesBetween(before, incident, occasion) : [],
      context: keptContext(context, kept.attempts + 1, now),
    });
  }
  return incomplete.length > 0;
}
