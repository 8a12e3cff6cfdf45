import { z } from 'zod';

/*
 * The answers of MLflow's REST API 2.0 as far as they are read. What is not set is left out by MLflow, or is "".
 */

const text = z.string();
const number = z.union([text, z.number().transform(String)]);
const optional = text.nullish().transform((value) => value || null);
const milliseconds = z.union([z.number(), text.regex(/^\d+$/).transform(Number)]);
const time = milliseconds.nullish().transform((value) => value || null);
const pairs = z
  .array(z.object({ key: text, value: z.union([text, z.number()]).nullish() }))
  .nullish()
  .transform((all) => Object.fromEntries((all ?? []).map(({ key, value }) => [key, String(value ?? '')])));

const page = { next_page_token: optional };

const registeredModel = z.object({
  name: text,
  creation_timestamp: milliseconds,
  description: optional,
  tags: pairs,
  aliases: z.array(z.object({ alias: text, version: number })).nullish(),
});

const modelVersion = z.object({
  name: text,
  version: number,
  creation_timestamp: milliseconds,
  description: optional,
  source: optional,
  run_id: optional,
  tags: pairs,
});

const datasetInput = z.object({
  tags: pairs,
  dataset: z.object({
    name: text,
    digest: optional,
    source_type: optional,
    source: optional,
    schema: optional,
    profile: optional,
  }),
});

const run = z.object({
  info: z.object({
    run_id: text,
    run_name: optional,
    experiment_id: text,
    user_id: optional,
    status: text,
    start_time: time,
    end_time: time,
  }),
  data: z.object({ metrics: pairs, params: pairs, tags: pairs }).nullish(),
  inputs: z.object({ dataset_inputs: z.array(datasetInput).nullish() }).nullish(),
});

export const registeredModels = z.object({ registered_models: z.array(registeredModel).nullish(), ...page });
export const modelVersions = z.object({ model_versions: z.array(modelVersion).nullish(), ...page });
export const oneRun = z.object({ run });
export const oneExperiment = z.object({ experiment: z.object({ name: text }) });

export type RegisteredModel = z.infer<typeof registeredModel>;
export type ModelVersion = z.infer<typeof modelVersion>;
export type DatasetInput = z.infer<typeof datasetInput>;
export type Run = z.infer<typeof run>;
