import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from '../domain/alert.ts';
import { isInForce, type Silence, silenceOf } from '../domain/silence.ts';
import type { Suppression } from '../domain/suppression.ts';
import type { Lineage } from '../ports/lineage.ts';
import type { SilenceStore } from '../ports/silence-store.ts';

/** The silence or maintenance that an alert is under; null when it is under none. */
export type Silencing = (alert: Alert) => Suppression | null;

export interface SilencingPorts {
  silences: SilenceStore;
  lineage: Lineage;
}

/**
 * What is silenced now of alerts on these assets. While lineage is down only the asset that a silence names is: rather is
 * somebody called in vain than nobody.
 */
export async function silencing(
  { silences, lineage }: SilencingPorts,
  assets: readonly AssetId[],
  now: Instant,
): Promise<Silencing> {
  const inForce = (await silences.begun(now)).filter((silence) => isInForce(silence, now));
  const downstream = new Map<Silence, Map<AssetId, number>>();
  for (const silence of inForce) {
    const { asset, isDownstreamIncluded } = silence.matcher;
    if (asset !== null && isDownstreamIncluded)
      downstream.set(silence, await lineage.fedBy(asset, assets, now).catch(() => new Map()));
  }
  return (alert) =>
    silenceOf(alert, inForce, (silence) => downstream.get(silence)?.has(alert.metric.asset) ?? false, now);
}
