import { createHash } from 'node:crypto';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Audience } from './verdict-change.ts';

/** What can happen to an incident. `before` and `after` of a change are what is named here, and null of every other kind. */
export type IncidentChangeKind =
  | 'OPENED'
  /** `after`: the kind of its suppression; null when it may call. */
  | 'ALERT_FIRED'
  /** An alert that had fired came from the incident `before`; `after`: the kind of its suppression. */
  | 'ALERT_JOINED'
  /** An alert went to the incident `after`. */
  | 'ALERT_LEFT'
  | 'ALERT_RESOLVED'
  /** It was not suppressed before. `after`: the kind of its suppression. */
  | 'ALERT_SUPPRESSED'
  /** `before`: the kind of its suppression. */
  | 'ALERT_UNSUPPRESSED'
  /** The audience has an alert here that is not suppressed, for the first time since the incident was opened or reopened. */
  | 'AUDIENCE_JOINED'
  | 'ACKNOWLEDGED'
  /** `audience` is called because nobody acknowledged; `after`: the level. */
  | 'ESCALATED'
  /** From severity to severity. */
  | 'SEVERITY_CHANGED'
  /** From asset to asset. */
  | 'CAUSE_CHANGED'
  | 'RESOLVED'
  | 'REOPENED'
  /** Into the incident `after`, or from the incident `before`. */
  | 'MERGED'
  /** Into the incident `after`, or from the incident `before`. */
  | 'SPLIT';

/** One thing that happened to an incident, as it is put on record: never changed, never removed. */
export interface IncidentChange {
  /** `incident-change/<hash>`: the same however often it is made. */
  id: string;
  /** Id of the incident that it happened to. */
  incident: string;
  /** When it happened, by event time. */
  time: Instant;
  recordedAt: Instant;
  kind: IncidentChangeKind;
  /** Whom it concerns; null: everybody. */
  audience: Audience | null;
  /** Id of the alert that it is about; null when it is about none. */
  alert: string | null;
  /** Who did it; null when Headwater did. */
  actor: string | null;
  note: string | null;
  before: string | null;
  after: string | null;
}

/** A change as it stands in the record. */
export interface RecordedChange extends IncidentChange {
  /** Grows with each change, in the order in which they can be read. */
  sequence: number;
}

type ChangeParts = Pick<IncidentChange, 'incident' | 'time' | 'recordedAt' | 'kind'> & Partial<IncidentChange>;

/** A change, its id made of what caused it: the same cause never makes two of one kind for one incident and audience. */
export function incidentChange(cause: string, parts: ChangeParts): IncidentChange {
  const { audience = null, alert = null, actor = null, note = null, before = null, after = null } = parts;
  const told = [cause, parts.incident, parts.kind, audience, alert, before, after];
  const id = `incident-change/${createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 24)}`;
  return { ...parts, id, audience, alert, actor, note, before, after };
}
