import type { Clock } from '../../platform/clock.ts';
import type { MetricsIngest, TelemetryPoint } from '../../subgraphs/metrics/index.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { Memory } from './memory.ts';

/** Since when each claimed name is listened to: what a counter held before is not counted. */
export type Claims = ReadonlyMap<string, Instant>;

/**
 * The names of a protocol that definitions have as their source. Those known when this process first asks are listened
 * to since it began, or since the process before it heard them; one that is claimed later, since then.
 */
export function openClaims(
  protocol: TelemetryPoint['protocol'],
  ingest: MetricsIngest,
  clock: Clock,
  remembered: () => Promise<Memory>,
): () => Promise<Claims> {
  const claims = new Map<string, Instant>();
  const began = clock();
  let asked = false;
  return async () => {
    const names = await ingest.claimed(protocol);
    const { heardSince } = await remembered();
    const now = clock();
    const since = (name: string) => (asked ? now : Math.min(began, heardSince.get(name) ?? began));
    for (const name of claims.keys()) if (!names.has(name)) claims.delete(name);
    for (const name of names) if (!claims.has(name)) claims.set(name, since(name));
    asked = true;
    return claims;
  };
}
