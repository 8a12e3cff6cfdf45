import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';

export type SuppressionKind = 'SILENCE' | 'MAINTENANCE' | 'FOLDED' | 'SUSPECT';

/** Why an alert that fires calls nobody. */
export interface Suppression {
  kind: SuppressionKind;
  /** One sentence. */
  reason: string;
  /** When it ends by itself; null when nobody can say. */
  until: Instant | null;
  /** Who silenced it; null when Headwater did. */
  by: string | null;
  /** Id of the silence; null of the other kinds. */
  silence: string | null;
}

/** A check upstream that failed, so that what is measured downstream is not to be trusted. */
export interface Suspicion {
  /** The asset whose check failed. */
  asset: AssetId;
  /** ASSERTION_FAILED, RUN_FAILED, DATA_QUALITY or FRESHNESS. */
  check: string;
  /** One sentence. */
  reason: string;
  /** When the check failed. */
  since: Instant;
}

/** Whether it is people who want to hear nothing of it. */
export const isSilenced = ({ suppression }: { suppression: Suppression | null }): boolean =>
  suppression?.kind === 'SILENCE' || suppression?.kind === 'MAINTENANCE';
