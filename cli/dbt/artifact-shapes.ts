import { z } from 'zod';

/*
 * dbt's artifacts as far as lineage is read from them: manifest v4 (dbt 1.0) to v12, run results v4 to v6, sources v3,
 * catalog v1. What dbt adds besides is tolerated.
 */

const text = z.string();
const texts = z.array(text);
const meta = z.record(z.string(), z.unknown());
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

const metadata = z.object({
  dbt_schema_version: text,
  dbt_version: optional(text),
  generated_at: text,
  invocation_id: optional(text),
  invocation_started_at: optional(text),
  project_name: optional(text),
  adapter_type: optional(text),
});

const column = z.object({ name: text, data_type: optional(text), description: optional(text) });
const config = z.object({
  materialized: optional(text),
  severity: optional(text),
  meta: optional(meta),
  error_if: optional(text),
  warn_if: optional(text),
});

/** What dbt calls a node or a source: something that is, or is made into, a relation of the database. */
const resource = z.object({
  unique_id: text,
  resource_type: text,
  name: text,
  package_name: text,
  database: optional(text),
  schema: optional(text),
  alias: optional(text),
  identifier: optional(text),
  description: optional(text),
  columns: optional(z.record(z.string(), column)),
  tags: optional(texts),
  meta: optional(meta),
  group: optional(text),
  config: optional(config),
  depends_on: optional(z.object({ nodes: optional(texts) })),
  language: optional(text),
  raw_code: optional(text),
  compiled_code: optional(text),
  // Until manifest v6.
  raw_sql: optional(text),
  compiled_sql: optional(text),
  // Of tests.
  test_metadata: optional(z.object({ name: text, kwargs: optional(z.record(z.string(), z.unknown())) })),
  column_name: optional(text),
  attached_node: optional(text),
  source_description: optional(text),
});

const owner = z.object({ name: optional(text), email: optional(z.union([text, texts])) });

/** An exposure or a metric: something that reads what dbt makes. */
const consumer = z.object({
  unique_id: text,
  name: text,
  label: optional(text),
  type: optional(text),
  maturity: optional(text),
  url: optional(text),
  description: optional(text),
  owner: optional(owner),
  tags: optional(texts),
  meta: optional(meta),
  depends_on: optional(z.object({ nodes: optional(texts) })),
});

const byId = <Schema extends z.ZodType>(schema: Schema) => z.record(z.string(), schema);

export const manifest = z.object({
  metadata,
  nodes: byId(resource),
  sources: byId(resource),
  exposures: optional(byId(consumer)),
  metrics: optional(byId(consumer)),
  semantic_models: optional(byId(z.object({ depends_on: optional(z.object({ nodes: optional(texts) })) }))),
  groups: optional(byId(z.object({ name: text, owner: optional(owner) }))),
});

const timing = z.object({ name: text, started_at: optional(text), completed_at: optional(text) });

export const runResults = z.object({
  metadata,
  elapsed_time: optional(z.number()),
  args: optional(
    z.object({
      which: optional(text),
      target: optional(text),
      profile: optional(text),
      profiles_dir: optional(text),
      project_dir: optional(text),
    }),
  ),
  results: z.array(
    z.object({
      unique_id: text,
      status: text,
      timing: optional(z.array(timing)),
      message: optional(text),
      failures: optional(z.number()),
      adapter_response: optional(z.record(z.string(), z.unknown())),
    }),
  ),
});

const threshold = optional(z.object({ count: optional(z.number()), period: optional(text) }));

export const sources = z.object({
  metadata,
  results: z.array(
    z.object({
      unique_id: text,
      status: text,
      max_loaded_at: optional(text),
      snapshotted_at: optional(text),
      max_loaded_at_time_ago_in_s: optional(z.number()),
      criteria: optional(z.object({ warn_after: threshold, error_after: threshold })),
      timing: optional(z.array(timing)),
      error: optional(text),
    }),
  ),
});

const catalogTable = z.object({
  columns: byId(z.object({ name: text, type: optional(text), index: optional(z.number()) })),
});

export const catalog = z.object({ metadata, nodes: byId(catalogTable), sources: byId(catalogTable) });

export type Manifest = z.infer<typeof manifest>;
export type Resource = z.infer<typeof resource>;
export type Consumer = z.infer<typeof consumer>;
export type RunResults = z.infer<typeof runResults>;
export type RunResult = RunResults['results'][number];
export type Timing = z.infer<typeof timing>;
export type Sources = z.infer<typeof sources>;
export type Catalog = z.infer<typeof catalog>;
