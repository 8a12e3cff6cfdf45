import type { Instant } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { familyOf } from '../domain/family.ts';
import { gridOf, lastClosedEnd } from '../domain/windows.ts';
import type { Arrival, MetricStore } from '../ports/metric-store.ts';

/**
 * Arrivals with those of their families: what arrives for one member in a window already closed changes how all of them
 * stand in it. @throws StoreUnavailable
 */
export async function withFamilies(
  metrics: MetricStore,
  definitions: ReadonlyMap<string, MetricDefinition>,
  arrivals: readonly Arrival[],
  now: Instant,
): Promise<Arrival[]> {
  const earliest = new Map<string, Instant>();
  const concerned = new Set<MetricDefinition>();
  for (const arrival of arrivals) {
    const definition = definitions.get(arrival.name);
    if (definition?.fingerprint !== arrival.fingerprint) continue;
    const family = familyOf(arrival, definition);
    const { window, timezone, lateness } = definition;
    if (family === null || arrival.earliest > lastClosedEnd(gridOf(window, timezone), lateness, now)) continue;
    concerned.add(definition);
    earliest.set(family, Math.min(earliest.get(family) ?? Number.POSITIVE_INFINITY, arrival.earliest));
  }
  const others: Arrival[] = [];
  for (const definition of concerned) {
    const { name, fingerprint } = definition;
    const question = { names: [name], asset: null, after: null, first: Number.MAX_SAFE_INTEGER };
    for (const metric of (await metrics.observed(question)).metrics) {
      const since = earliest.get(familyOf(metric, definition) ?? '');
      if (since !== undefined) others.push({ ...metric, fingerprint, earliest: since });
    }
  }
  return [...arrivals, ...others];
}
