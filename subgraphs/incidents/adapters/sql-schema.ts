import type { Generated } from 'kysely';
import type { Schema } from '../../../platform/database.ts';
import { leaseTable } from '../../../platform/lease.ts';

/** `time` orders: an alert's start, an incident's opening. `body` is the whole as JSON. */
export interface Tables {
  alert: {
    id: string;
    metric: string;
    threshold_index: number;
    state: string;
    time: number;
    fired_at: number | null;
    resolved_at: number | null;
    incident: string | null;
    fingerprint: string | null;
    cause: string | null;
    suppression: string | null;
    /** What folding asks of it, as JSON; null of alerts that an earlier Headwater kept. */
    foldable: string | null;
    body: string;
  };
  incident: {
    id: string;
    state: string;
    time: number;
    resolved_at: number | null;
    version: number;
    escalate_at: number | null;
    /** 1 when somebody resolved it while alerts of it fire. */
    is_held: number;
    body: string;
  };
  /** The assets that an incident concerns: of its alerts, and on the ways from their first causes. */
  incident_asset: { incident: string; asset: string };
  context: { alert: string; retry_at: number | null; attempts: number; body: string };
  followed_change: { id: string };
  feed: { only: number; cursor: string };
  /** The record, append-only. */
  incident_change: { sequence: number; id: string; incident: string; body: string };
  record_end: { only: number; sequence: number };
  /** What is told to whom; `body` is what never changes of it. `thread` stands for incident, audience and receiver. */
  delivery: {
    sequence: Generated<number>;
    id: string;
    incident: string | null;
    receiver: string;
    thread: string;
    state: string;
    attempts: number;
    coalesced: number;
    due_at: number;
    settled_at: number | null;
    status: number | null;
    reason: string | null;
    lease_until: Generated<number | null>;
    repeat_at: Generated<number | null>;
    labels: Generated<string | null>;
    message: Generated<string | null>;
    body: string;
  };
  /** How far in the record deliveries were planned. */
  planned: { only: number; sequence: number };
  outside_alert: {
    id: string;
    fingerprint: string;
    starts_at: number;
    ends_at: number;
    updated_at: number;
    is_bound: number;
    followed: string;
    body: string;
  };
  disabled_receiver: { receiver: string; address: string; disabled_at: number; reason: string };
  lease: { only: number; holder: string; token: number; expires_at: number };
  silence: { id: string; created_at: number; starts_at: number; ends_at: number | null; body: string };
  /** In base64. */
  permalink_key: { only: number; key: string };
  /** The newest version of each; `time` is when it was begun. */
  post_mortem: { incident: string; state: string; time: number; body: string };
  post_mortem_version: { incident: string; version: number; body: string };
  /** `time` is when its cause was confirmed. */
  labelled_case: { alert: string; incident: string; time: number; body: string };
}

export const SCHEMA: Schema = {
  name: 'incidents',
  store: 'incidents',
  migrations: [
    ({ text, integer, table, keyed }) => [
      `create table alert (
         id ${text} primary key, metric ${text} not null, threshold_index ${integer} not null, state ${text} not null,
         time ${integer} not null, fired_at ${integer}, resolved_at ${integer}, incident ${text}, fingerprint ${text},
         cause ${text}, body ${text} not null
       ) ${table}`,
      'create index alert_by_metric on alert (metric, threshold_index)',
      'create index alert_by_state on alert (state, time, id)',
      'create index alert_by_incident on alert (incident, time, id)',
      'create index alert_by_fingerprint on alert (fingerprint)',
      'create index alert_by_cause on alert (cause)',
      `create table incident (
         id ${text} primary key, state ${text} not null, time ${integer} not null, resolved_at ${integer},
         body ${text} not null
       ) ${table}`,
      'create index incident_by_state on incident (state, time, id)',
      `create table incident_asset (
         asset ${text} not null, incident ${text} not null, primary key (asset, incident)
       ) ${keyed}`,
      `create table context (
         alert ${text} primary key, retry_at ${integer}, attempts ${integer} not null, body ${text} not null
       ) ${table}`,
      'create index context_by_retry on context (retry_at) where retry_at is not null',
      `create table followed_change (id ${text} primary key) ${keyed}`,
      `create table feed ("only" ${integer} primary key check ("only" = 1), cursor ${text} not null) ${table}`,
    ],
    ({ text, integer, table }) => [
      `create table incident_change (
         sequence ${integer} primary key, id ${text} not null unique, incident ${text} not null, body ${text} not null
       ) ${table}`,
      'create index incident_change_by_incident on incident_change (incident, sequence)',
      `create table record_end ("only" ${integer} primary key check ("only" = 1), sequence ${integer} not null) ${table}`,
      'insert into record_end values (1, 0)',
    ],
    ({ text, integer, sequence, table, keyed }) => [
      `create table delivery (
         sequence ${sequence}, id ${text} not null unique, incident ${text}, receiver ${text} not null,
         thread ${text} not null, state ${text} not null, attempts ${integer} not null, coalesced ${integer} not null,
         due_at ${integer} not null, settled_at ${integer}, status ${integer}, reason ${text}, lease_until ${integer},
         repeat_at ${integer}, labels ${text}, message ${text}, body ${text} not null
       ) ${table}`,
      'create index delivery_by_state on delivery (state, sequence)',
      `create index delivery_due on delivery (due_at) where state = 'PENDING'`,
      'create index delivery_repeated on delivery (repeat_at) where repeat_at is not null',
      'create index delivery_by_incident on delivery (incident, sequence)',
      'create index delivery_by_thread on delivery (thread, sequence)',
      `create table planned ("only" ${integer} primary key check ("only" = 1), sequence ${integer} not null) ${table}`,
      'insert into planned select 1, sequence from record_end',
      `create table disabled_receiver (
         receiver ${text} primary key, address ${text} not null, disabled_at ${integer} not null, reason ${text} not null
       ) ${keyed}`,
    ],
    (words) => [
      leaseTable(words),
      `alter table alert add column suppression ${words.text}`,
      `alter table alert add column foldable ${words.text}`,
      "create index alert_by_firing on alert (id) where state = 'FIRING'",
      `alter table incident add column version ${words.integer} not null default 1`,
      `alter table incident add column escalate_at ${words.integer}`,
      `alter table incident add column is_held ${words.integer} not null default 0`,
      'create index incident_by_escalation on incident (escalate_at) where escalate_at is not null',
      'create index incident_by_resolution on incident (resolved_at)',
      `create table silence (
         id ${words.text} primary key, created_at ${words.integer} not null, starts_at ${words.integer} not null,
         ends_at ${words.integer}, body ${words.text} not null
       ) ${words.table}`,
      'create index silence_by_creation on silence (created_at, id)',
      'create index silence_by_end on silence (ends_at)',
    ],
    ({ text, integer, table }) => [
      `create table outside_alert (
         id ${text} primary key, fingerprint ${text} not null, starts_at ${integer} not null, ends_at ${integer} not null,
         updated_at ${integer} not null, is_bound ${integer} not null, followed ${text} not null, body ${text} not null
       ) ${table}`,
      'create index outside_alert_by_fingerprint on outside_alert (fingerprint, starts_at)',
      'create index outside_alert_by_end on outside_alert (ends_at)',
      'create index outside_alert_followed on outside_alert (followed, ends_at)',
      'create index outside_alert_unbound on outside_alert (updated_at) where is_bound = 0',
    ],
    ({ text, integer, table }) => [
      `create table permalink_key ("only" ${integer} primary key check ("only" = 1), key ${text} not null) ${table}`,
    ],
    ({ text, integer, table }) => [
      `create table post_mortem (
         incident ${text} primary key, state ${text} not null, time ${integer} not null, body ${text} not null
       ) ${table}`,
      'create index post_mortem_by_beginning on post_mortem (time, incident)',
      `create table post_mortem_version (
         incident ${text} not null, version ${integer} not null, body ${text} not null, primary key (incident, version)
       ) ${table}`,
      `create table labelled_case (
         alert ${text} primary key, incident ${text} not null, time ${integer} not null, body ${text} not null
       ) ${table}`,
      'create index labelled_case_by_incident on labelled_case (incident)',
      'create index labelled_case_by_confirmation on labelled_case (time, alert)',
    ],
    () => ['create index delivery_by_settling on delivery (settled_at) where settled_at is not null'],
  ],
};
