import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Alert } from './alert.ts';
import type { IncidentWithAlerts } from './folding.ts';
import type { Incident } from './incident.ts';

export interface SimilarIncident {
  incident: Incident;
  /** 0..1. */
  similarity: number;
}

const MOST = 5;
/** An incident so long ago counts half. */
const HALF_LIFE: Milliseconds = 180 * 86_400_000;
const WEIGHTS = { cause: 0.5, fingerprint: 0.3, evidence: 0.2 } as const;

/**
 * Incidents with the same first cause or the same definition, most alike first: half for the cause, three tenths for the
 * definition's fingerprint, two for the overlap of evidence kinds (Jaccard), halved for each 180 days between them.
 */
export function similarIncidents(alert: Alert, others: readonly IncidentWithAlerts[]): SimilarIncident[] {
  return others
    .filter(({ incident }) => incident.id !== alert.incident)
    .map(({ incident, alerts }) => ({
      incident,
      similarity:
        Math.max(0, ...alerts.map((other) => likeness(alert, other))) *
        recency(incident, alert.firedAt ?? alert.startedAt),
    }))
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || b.incident.openedAt - a.incident.openedAt)
    .slice(0, MOST);
}

function likeness(a: Alert, b: Alert): number {
  const cause = a.cause && a.cause.asset === b.cause?.asset ? WEIGHTS.cause : 0;
  const fingerprint = a.definition && a.definition.fingerprint === b.definition?.fingerprint ? WEIGHTS.fingerprint : 0;
  if (cause + fingerprint === 0) return 0;
  return cause + fingerprint + WEIGHTS.evidence * overlap(a.cause?.evidence ?? [], b.cause?.evidence ?? []);
}

function overlap(a: readonly string[], b: readonly string[]): number {
  const union = new Set([...a, ...b]);
  return union.size === 0 ? 0 : a.filter((kind) => b.includes(kind)).length / union.size;
}

const recency = ({ openedAt }: Incident, at: Instant): number => 2 ** (-Math.abs(at - openedAt) / HALF_LIFE);
