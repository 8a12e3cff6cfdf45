import type { Migration } from '../../../../platform/sqlite.ts';
import type { Instant } from '../../../../vocabulary/duration.ts';

/**
 * The truth behind the graph in memory. Assets are numbers counted from 0, timelines those of `timelineNumber`, roles
 * those of `roleNumber`. What repeats run after run (the edges of a run, a schema) is kept once, under its digest.
 */
export interface Tables {
  assets: { node: number; id: string; title: string | null; recorded_at: Instant };
  edge_sets: { digest: string; edges: string };
  runs: RunRow;
  parts: { timeline: number; time: Instant; source: string; edge_set: string };
  edges: EdgeRow;
  superseded_edges: SupersededRow;
  run_facets: { run_id: string; job: number; name: string; time: Instant; value: string };
  symlinks: { asset: string; alias: string };
  identities: IdentityRow;
  named_runs: { run_id: string; job: number };
  declarations: { key: string; statement: string };
  fact_subjects: { subject: number; asset: number; name: string };
  facts: { subject: number; time: Instant; run_id: string; value: string; recorded_at: Instant };
  fact_values: { digest: string; value: string };
}

export interface RunRow {
  run_id: string;
  job: number;
  started_at: Instant | null;
  completed_at: Instant | null;
  failed_at: Instant | null;
  aborted_at: Instant | null;
  /** What was said with its time, as JSON. */
  error: string | null;
  parent: string | null;
  trace: string | null;
  root: string | null;
  nominal: string | null;
  versions: string | null;
  edge_set: string;
}

export interface EdgeRow {
  timeline: number;
  from_node: number;
  to_node: number;
  role: number;
  valid_from: Instant;
  valid_to: Instant | null;
  source: string | null;
  transformation: string | null;
  recorded_at: Instant;
  reason: string | null;
  /** 1 where a steward retracts the edge. */
  retracted: number;
}

/** Since when, and until when, an id was known to stand for another. */
export interface IdentityRow {
  alias: string;
  asset: string;
  recorded_at: Instant;
  superseded_at: Instant | null;
}

/** A span as it was known until `superseded_at`. */
export interface SupersededRow extends EdgeRow {
  superseded_at: Instant;
}

export const MIGRATIONS: Migration[] = [
  [
    `create table assets (
       node integer primary key, id text not null unique, title text, recorded_at integer not null
     ) strict`,
    'create table edge_sets (digest text primary key, edges text not null) strict, without rowid',
    `create table runs (
       run_id text not null, job integer not null,
       started_at integer, completed_at integer, failed_at integer, aborted_at integer,
       error text, parent text, trace text, edge_set text not null,
       ended_at integer generated always as (coalesce(failed_at, aborted_at, completed_at)) virtual,
       placed_at integer generated always as (coalesce(started_at, failed_at, aborted_at, completed_at)) virtual,
       primary key (run_id, job)
     ) strict, without rowid`,
    'create index runs_by_place on runs (job, placed_at desc, run_id)',
    'create index runs_by_end on runs (job, ended_at)',
    `create table parts (
       timeline integer not null, time integer not null, source text not null, edge_set text not null,
       primary key (timeline, time, source)
     ) strict, without rowid`,
    `create table edges (
       timeline integer not null, from_node integer not null, to_node integer not null, role integer not null,
       valid_from integer not null, valid_to integer, source text, transformation text, recorded_at integer not null,
       primary key (timeline, from_node, to_node, role, valid_from)
     ) strict, without rowid`,
    'create table declarations (key text primary key, statement text not null) strict, without rowid',
    `create table fact_subjects (
       subject integer primary key, asset integer not null, name text not null, unique (asset, name)
     ) strict`,
    `create table facts (
       subject integer not null, time integer not null, run_id text not null, value text not null,
       primary key (subject, time, run_id, value)
     ) strict, without rowid`,
    'create table fact_values (digest text primary key, value text not null) strict, without rowid',
  ],
  [
    'alter table edges add column reason text',
    'alter table edges add column retracted integer not null default 0',
    `create table superseded_edges (
       timeline integer not null, from_node integer not null, to_node integer not null, role integer not null,
       valid_from integer not null, valid_to integer, source text, transformation text, recorded_at integer not null,
       reason text, retracted integer not null, superseded_at integer not null,
       primary key (timeline, from_node, to_node, role, valid_from, superseded_at)
     ) strict, without rowid`,
    'alter table facts add column recorded_at integer not null default 0',
    'alter table runs add column root text',
    'alter table runs add column nominal text',
    'alter table runs add column versions text',
    `create table run_facets (
       run_id text not null, job integer not null, name text not null, time integer not null, value text not null,
       primary key (run_id, job, name, time, value)
     ) strict, without rowid`,
    'create table symlinks (asset text not null, alias text not null, primary key (asset, alias)) strict, without rowid',
    `create table identities (
       alias text not null, asset text not null, recorded_at integer not null, superseded_at integer,
       primary key (alias, recorded_at)
     ) strict, without rowid`,
  ],
  [
    // An asset's kind as its id says it, so that a search may ask for some kinds.
    `alter table assets add column kind text generated always as (
       upper(replace(substr(id, 1, instr(id, '/') - 1), '-', '_'))
     ) virtual`,
    'create table asset_names (node integer primary key, name text not null, title text) strict',
    'create index asset_names_by_name on asset_names (name)',
    'create index asset_names_by_title on asset_names (title) where title is not null',
    `create virtual table name_sequences using fts5 (
       name, title, content='', contentless_delete=1, tokenize='trigram'
     )`,
    'create table unindexed_names (node integer primary key) strict',
    'insert into unindexed_names select node from assets',
    `create trigger asset_added after insert on assets begin
       insert or ignore into unindexed_names values (new.node);
     end`,
    `create trigger asset_titled after update of title on assets when new.title is not old.title begin
       insert or ignore into unindexed_names values (new.node);
     end`,
  ],
  [
    'create table named_runs (run_id text not null, job integer not null, primary key (run_id, job)) strict, without rowid',
    ...['parent', 'root'].map(
      (named) => `insert or ignore into named_runs
        select ${named} ->> '$.value.runId', assets.node from runs join assets on assets.id = ${named} ->> '$.value.job'`,
    ),
  ],
];
