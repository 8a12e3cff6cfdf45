import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandFailure, EXIT } from '../failure.ts';

/*
 * Validation results of Great Expectations 1.x: what it keeps of each validation (`uncommitted/validations`,
 * `ExpectationSuiteValidationResult.to_json_dict()`), and what `CheckpointResult.describe()` answers of several.
 */

const figures = z.object({
  element_count: z.number().nullish(),
  missing_count: z.number().nullish(),
  unexpected_count: z.number().nullish(),
  observed_value: z.unknown().optional(),
});
const kwargs = z.record(z.string(), z.unknown()).default({});
const kept = z.object({
  success: z.boolean().nullish(),
  expectation_config: z.object({ type: z.string(), kwargs }),
  result: figures.partial().default({}),
  exception_info: z.unknown().optional(),
});
const described = z.object({
  success: z.boolean().nullish(),
  expectation_type: z.string(),
  kwargs,
  result: figures.partial().default({}),
  exception_info: z.unknown().optional(),
});
const suiteResult = z.object({
  results: z.array(kept),
  suite_name: z.string().nullish(),
  meta: z.object({
    great_expectations_version: z.string().nullish(),
    run_id: z.object({ run_time: z.string() }).nullish(),
    validation_time: z.string().nullish(),
    active_batch_definition: z.object({ datasource_name: z.string(), data_asset_name: z.string() }).nullish(),
  }),
});
const checkpointResult = z.object({ validation_results: z.array(z.object({ expectations: z.array(described) })) });

/** One expectation and what became of it. */
export interface Outcome {
  type: string;
  kwargs: Record<string, unknown>;
  success: boolean;
  /** Why it could not be looked at; null where it could. */
  error: string | null;
  elementCount: number | null;
  missingCount: number | null;
  unexpectedCount: number | null;
  observed: unknown;
}

/** One validation of one batch. */
export interface Validation {
  file: string;
  suite: string | null;
  /** When it ran; null where the file does not say. */
  time: string | null;
  /** Where its data is; null where the file does not say. */
  dataset: { namespace: string; name: string } | null;
  outcomes: Outcome[];
}

/** The validations in a file or, however deep, in a folder. @throws CommandFailure when there are none. */
export function readValidations(path: string): Validation[] {
  const stated = statSync(path, { throwIfNoEntry: false });
  if (!stated) throw new CommandFailure(EXIT.usage, `there is no file or folder ${path}`);
  const isFolder = stated.isDirectory();
  const files = isFolder ? jsonFilesIn(path) : [path];
  const found = files.flatMap((file) => validationsIn(file) ?? []);
  if (found.length > 0) return found;
  throw new CommandFailure(
    EXIT.notFound,
    `${path} holds no validation result of Great Expectations 1.x`,
    isFolder
      ? 'give the folder uncommitted/validations of the project'
      : 'give a file of uncommitted/validations, or what CheckpointResult.describe() answers',
  );
}

const jsonFilesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(folder, name));

/** Null for a file of anything else: a project keeps its suites and checkpoints as JSON, too. */
function validationsIn(file: string): Validation[] | null {
  const json = jsonOf(file);
  const suite = suiteResult.safeParse(json);
  if (suite.success) {
    const { results, suite_name, meta } = suite.data;
    const batch = meta.active_batch_definition;
    return [
      {
        file,
        suite: suite_name ?? null,
        time: meta.validation_time ?? meta.run_id?.run_time ?? null,
        dataset: batch ? { namespace: batch.datasource_name, name: batch.data_asset_name } : null,
        outcomes: results.map((each) => outcomeOf({ ...each, ...each.expectation_config })),
      },
    ];
  }
  const checkpoint = checkpointResult.safeParse(json);
  if (!checkpoint.success) return null;
  return checkpoint.data.validation_results.map(({ expectations }) => ({
    ...{ file, suite: null, time: null, dataset: null },
    outcomes: expectations.map((each) => outcomeOf({ ...each, type: each.expectation_type })),
  }));
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CommandFailure(EXIT.usage, `${file} cannot be read as JSON: ${(cause as Error).message}`);
  }
}

type Sent = Omit<z.infer<typeof described>, 'expectation_type'> & { type: string };

const outcomeOf = ({ type, kwargs, success, result, exception_info }: Sent): Outcome => ({
  type,
  kwargs,
  success: success === true,
  error: errorIn(exception_info),
  elementCount: result.element_count ?? null,
  missingCount: result.missing_count ?? null,
  unexpectedCount: result.unexpected_count ?? null,
  observed: result.observed_value ?? null,
});

/** Either of the whole expectation, or of each metric that it needed. */
function errorIn(info: unknown): string | null {
  if (typeof info !== 'object' || info === null) return null;
  const { raised_exception, exception_message } = info as { raised_exception?: unknown; exception_message?: unknown };
  if (raised_exception === true) return String(exception_message ?? 'it raised an exception');
  if (raised_exception === false) return null;
  return (
    Object.values(info)
      .map(errorIn)
      .find((message) => message !== null) ?? null
  );
}
