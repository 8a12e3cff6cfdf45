import type { AssetId } from '../../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';
import type { OriginVerdict, RootCause } from '../root-cause/answer.ts';
import type { Day } from './day.ts';

export type PostMortemState = 'DRAFT' | 'PUBLISHED';

/** What people write, each Markdown; null while nobody has. */
export interface Sections {
  summary: string | null;
  impact: string | null;
  lessons: string | null;
}

/** What is to be done so that it does not happen again, or is noticed sooner. */
export interface PostMortemAction {
  /** Within its post-mortem, such as `action/1`. */
  id: string;
  title: string;
  /** A person or a team. */
  owner: string;
  due: Day;
  createdAt: Instant;
  /** Null while it is open. */
  done: { by: string; at: Instant } | null;
}

export type ConfirmedOrigin = Exclude<OriginVerdict, 'UNDETERMINED'>;

/** One cause: assets any of which names it, and where the best of them stood in the answer. */
export interface ConfirmedCause {
  assets: AssetId[];
  /** Null when the answer did not name it. */
  answeredRank: number | null;
}

export interface AnsweredCause {
  rank: number;
  score: number;
  asset: AssetId;
  summary: string;
}

/** What was answered when the alert fired, as far as a person compares it. */
export interface Answered {
  outcome: RootCause['outcome'];
  origin: OriginVerdict;
  causes: AnsweredCause[];
}

/** Something that happened on a confirmed cause, as evidence has it. */
export interface CauseEvidence {
  asset: AssetId;
  kind: string;
  time: Instant;
  summary: string;
}

/** What people say began it. */
export interface Confirmation {
  /** Empty: nothing that is recorded began it. */
  causes: ConfirmedCause[];
  /** Null: not known. */
  origin: ConfirmedOrigin | null;
  note: string | null;
  by: string;
  at: Instant;
  /** Id of the alert whose root cause it is about. */
  alert: string;
  /** Null when the root cause was not to be had when the alert fired. */
  answered: Answered | null;
  /** In order of time. */
  evidence: CauseEvidence[];
  /** Why no labelled case of it could be kept; null when one was. */
  caseGap: string | null;
}

/** What people make of an incident when it is over, or while it lasts. One for an incident. */
export interface PostMortem extends Sections {
  /** Id of the incident. */
  incident: string;
  state: PostMortemState;
  /** Grows by one with each change; 1 when it is begun. */
  version: number;
  begun: { by: string; at: Instant };
  changed: { by: string; at: Instant };
  /** The last publication, and which version it was; null before the first. */
  published: { version: number; by: string; at: Instant } | null;
  confirmation: Confirmation | null;
  actions: PostMortemAction[];
}

export type PostMortemChangeKind =
  | 'BEGUN'
  | 'EDITED'
  | 'CAUSE_CONFIRMED'
  | 'ACTION_ADDED'
  | 'ACTION_CHANGED'
  | 'PUBLISHED';

/** A post-mortem as it was after one change: never changed, never removed. */
export interface PostMortemVersion {
  kind: PostMortemChangeKind;
  postMortem: PostMortem;
}

/** The id under which clients know it. */
export const postMortemId = (incident: string): string => incident.replace(/^incident\//, 'post-mortem/');

export const begunBy = (incident: string, by: string, at: Instant): PostMortemVersion => ({
  kind: 'BEGUN',
  postMortem: {
    ...{ incident, state: 'DRAFT', version: 1, begun: { by, at }, changed: { by, at }, published: null },
    ...{ summary: null, impact: null, lessons: null, confirmation: null, actions: [] },
  },
});
