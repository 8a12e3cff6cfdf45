import { z } from 'zod';

/*
 * The facets that are understood, each by itself: one that does not fit is left out with a warning and the rest of the
 * event is kept. 64-bit numbers come as numbers or as text.
 */

const text = z.string();
const count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().nonnegative());
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

const transformation = z.object({ type: text, subtype: optional(text), masking: optional(z.boolean()) });
const inputField = z.object({
  namespace: text,
  name: text,
  field: text,
  transformations: optional(z.array(transformation)),
});
const tag = z.object({ key: text, value: z.union([text, z.number(), z.boolean()]).transform(String) });
const columnMetrics = z.record(z.string(), z.object({ nullCount: optional(count) }));
const schemaField = z.object({ name: text, type: optional(text), description: optional(text) });

const FACETS = {
  schema: z.object({ fields: optional(z.array(schemaField)) }),
  columnLineage: z.object({
    fields: z.record(
      z.string(),
      z.object({
        inputFields: z.array(inputField),
        transformationType: optional(text),
        transformationDescription: optional(text),
      }),
    ),
    dataset: optional(z.array(inputField)),
  }),
  dataQualityMetrics: z.object({ rowCount: optional(count), columnMetrics: optional(columnMetrics) }),
  dataQualityAssertions: z.object({
    assertions: z.array(z.object({ assertion: text, column: optional(text), success: z.boolean() })),
  }),
  outputStatistics: z.object({ rowCount: optional(count) }),
  inputStatistics: z.object({ rowCount: optional(count) }),
  datasetType: z.object({ datasetType: text }),
  version: z.object({ datasetVersion: text }),
  documentation: z.object({ description: text }),
  ownership: z.object({ owners: z.array(z.object({ name: text })) }),
  tags: z.object({ tags: z.array(tag) }),
  jobType: z.object({ jobType: optional(text), processingType: optional(text), integration: optional(text) }),
  sourceCodeLocation: z.object({ url: optional(text), repoUrl: optional(text), version: optional(text) }),
  parent: z.object({ run: z.object({ runId: text }), job: z.object({ namespace: text, name: text }) }),
  errorMessage: z.object({ message: text }),
  'spark.exception': z.object({ message: optional(text), stackTrace: optional(text) }),
} as const;

export type FacetName = keyof typeof FACETS;
export type Facet<Name extends FacetName> = z.infer<(typeof FACETS)[Name]>;

type Facets = Record<string, unknown> | null | undefined;

/** Reads facets of one event and remembers what did not fit. */
export class FacetReader {
  /** One line for each facet that was left out. */
  readonly warnings: string[] = [];

  /** A facet, null when it is not there, is deleted or does not fit. `place` names where it stands, for the warning. */
  read<Name extends FacetName>(facets: Facets, name: Name, place: string): Facet<Name> | null {
    const raw = facets?.[name];
    if (raw === undefined || raw === null || (raw as { _deleted?: boolean })._deleted === true) return null;
    const read = FACETS[name].safeParse(raw);
    if (read.success) return read.data as Facet<Name>;
    const [issue] = read.error.issues;
    this.warnings.push(
      `${place}.${name}.${issue?.path.map(String).join('.') ?? ''}: ${issue?.message}; the facet was left out`,
    );
    return null;
  }
}
