import type { LeftOut } from '../../subgraphs/metrics/index.ts';
import type { Claims } from './claims.ts';
import type { SentPoint } from './differences.ts';

/** Why telemetry is left out of which no definition makes anything. */
export const UNCLAIMED = 'no definition has it as its source';

/** The points that no definition has as its source, counted by their names. Nothing is remembered of their series. */
export function unclaimedOf(points: readonly SentPoint[], claims: Claims): LeftOut[] {
  const counts = new Map<string, LeftOut>();
  for (const { point } of points) {
    const { protocol, instrument } = point;
    if (claims.has(instrument)) continue;
    const known = counts.get(instrument);
    if (known) known.count += 1;
    else counts.set(instrument, { protocol, instrument, reason: UNCLAIMED, count: 1 });
  }
  return [...counts.values()];
}
