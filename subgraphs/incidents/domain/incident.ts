import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';
import { titleOf } from './title.ts';
import type { Severity } from './verdict-change.ts';

export type IncidentState = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';

/** Alerts that share a cause. */
export interface Incident {
  /** `incident/<hash>`, the hash of its first alert's id. */
  id: string;
  title: string;
  state: IncidentState;
  /** The highest of its alerts. */
  severity: Severity;
  /** When its first alert fired. */
  openedAt: Instant;
  resolvedAt: Instant | null;
  /** Its first cause when one was found, else the asset of its first alert. */
  asset: AssetId;
}

const SEVERITIES: readonly Severity[] = ['INFO', 'WARNING', 'CRITICAL'];
const severityOf = ({ threshold }: Alert): number => SEVERITIES.indexOf(threshold.severity);

/**
 * The incident that these alerts make up, in the state that follows from theirs: open while one of them fires, resolved
 * when the last has. Its title and asset come from the most severe of them with a cause, of those the first to fire.
 */
export function incidentOf(id: string, alerts: readonly Alert[], before: Incident | null): Incident {
  const ordered = alerts.toSorted((a, b) => (a.firedAt ?? 0) - (b.firedAt ?? 0) || (a.id < b.id ? -1 : 1));
  const caused = ordered.filter(({ cause }) => cause).sort((a, b) => severityOf(b) - severityOf(a));
  const leading = caused[0] ?? ordered[0];
  if (!leading) throw new RangeError('an incident has at least one alert');
  const isOver = ordered.every(({ state }) => state === 'RESOLVED');
  const standing = before?.state === 'ACKNOWLEDGED' ? 'ACKNOWLEDGED' : 'OPEN';
  return {
    id,
    title: titleOf(leading),
    state: isOver ? 'RESOLVED' : standing,
    severity: SEVERITIES[Math.max(...ordered.map(severityOf))] ?? 'INFO',
    openedAt: Math.min(...ordered.map(({ firedAt, startedAt }) => firedAt ?? startedAt)),
    resolvedAt: isOver ? Math.max(...ordered.map(({ resolvedAt }) => resolvedAt ?? 0)) : null,
    asset: leading.cause?.asset ?? leading.metric.asset,
  };
}

/** The id of an incident that begins with this alert. */
export const incidentIdFor = ({ id }: Alert): string => id.replace(/^alert\//, 'incident/');
