import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { byStatus, type Health, type HealthStatus, worstOf } from './health.ts';

/** How one asset of several stands; `health` is null when it has no metrics. */
export interface AssetHealth {
  asset: AssetId;
  health: Health | null;
}

/** How the assets of a business domain stand together. */
export interface DomainHealth {
  /** The worst of its assets. */
  status: HealthStatus;
  /** Mean of its assets' scores, 0 to 1; null when nothing is known of any. */
  score: number | null;
  /** Mean of its assets' confidences, 0 to 1; an asset without metrics counts 0. */
  confidence: number;
  /** How many assets stand so, worst status first; those without metrics are NO_DATA. */
  counts: { status: HealthStatus; count: number }[];
  /** Worst first: by status, then score, then id. */
  assets: AssetHealth[];
}

/**
 * The health of a domain from that of its assets, one or more. Its score is a mean, so that it tells how much of a large
 * domain is well; that something is degraded its status says.
 */
export function domainHealthOf(assets: readonly AssetHealth[]): DomainHealth {
  const statuses = assets.map(statusOf);
  const scores = assets.flatMap(({ health }) => health?.score ?? []);
  const counts = Map.groupBy(statuses, (status) => status);
  return {
    status: worstOf(statuses),
    score: scores.length === 0 ? null : sumOf(scores) / scores.length,
    confidence: sumOf(assets.map(({ health }) => health?.confidence ?? 0)) / assets.length,
    counts: [...counts]
      .map(([status, all]) => ({ status, count: all.length }))
      .sort((a, b) => byStatus(a.status, b.status)),
    assets: assets.toSorted(
      (a, b) =>
        byStatus(statusOf(a), statusOf(b)) ||
        (a.health?.score ?? 1) - (b.health?.score ?? 1) ||
        (a.asset < b.asset ? -1 : 1),
    ),
  };
}

const statusOf = ({ health }: AssetHealth): HealthStatus => health?.status ?? 'NO_DATA';
const sumOf = (values: number[]): number => values.reduce((a, b) => a + b, 0);
