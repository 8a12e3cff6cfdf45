import { z } from 'zod';
import { type Described, misfitOf } from './facet-schemas.ts';
import { foundOnce } from './seen.ts';

/*
 * The facets that are understood, each by itself: one that does not fit is left out with a warning and the rest of the
 * event is kept. 64-bit numbers come as numbers or as text.
 */

const text = z.string().min(1, 'expected some text');
const count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().nonnegative());
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();
const words = z.string();

const transformation = z.object({ type: text, subtype: optional(words), masking: optional(z.boolean()) });
const inputField = z.object({
  namespace: text,
  name: text,
  field: text,
  transformations: optional(z.array(transformation)),
});
const tag = z.object({ key: text, value: z.union([z.literal(''), text, z.number(), z.boolean()]).transform(String) });
const columnMetrics = z.record(
  z.string(),
  z.object({
    nullCount: optional(count),
    distinctCount: optional(count),
    sum: optional(z.number()),
    count: optional(count),
    min: optional(z.number()),
    max: optional(z.number()),
    quantiles: optional(z.record(z.string(), z.number())),
  }),
);
const statistics = z.object({ rowCount: optional(count), size: optional(count), fileCount: optional(count) });
const identifier = z.object({ namespace: text, name: text });
const runOfJob = z.object({ run: z.object({ runId: text.toLowerCase() }), job: identifier });
const schemaField = z.object({
  name: text,
  type: optional(words),
  description: optional(words),
  get fields() {
    return optional(z.array(schemaField));
  },
});

const FACETS = {
  schema: z.object({ fields: optional(z.array(schemaField)) }),
  columnLineage: z.object({
    fields: z.record(text, z.object({ inputFields: z.array(inputField), transformationType: optional(words) })),
    dataset: optional(z.array(inputField)),
  }),
  dataQualityMetrics: z.object({
    rowCount: optional(count),
    bytes: optional(count),
    fileCount: optional(count),
    lastUpdated: optional(words),
    columnMetrics: optional(columnMetrics),
  }),
  dataQualityAssertions: z.object({
    assertions: z.array(
      z.object({ assertion: text, column: optional(words), name: optional(words), success: z.boolean() }),
    ),
  }),
  outputStatistics: statistics,
  inputStatistics: statistics,
  datasetType: z.object({ datasetType: text }),
  version: z.object({ datasetVersion: text }),
  documentation: z.object({ description: words }),
  ownership: z.object({ owners: z.array(z.object({ name: text })) }),
  tags: z.object({ tags: z.array(tag) }),
  jobType: z.object({ jobType: optional(words), processingType: optional(words), integration: optional(words) }),
  sourceCode: z.object({ sourceCode: words }),
  sourceCodeLocation: z.object({ url: optional(words), repoUrl: optional(words), version: optional(words) }),
  sql: z.object({ query: words }),
  parent: runOfJob.extend({ root: optional(runOfJob) }),
  nominalTime: z.object({ nominalStartTime: text, nominalEndTime: optional(text) }),
  symlinks: z.object({ identifiers: optional(z.array(identifier)) }),
  lifecycleStateChange: z.object({
    lifecycleStateChange: z.enum(['ALTER', 'CREATE', 'DROP', 'OVERWRITE', 'RENAME', 'TRUNCATE']),
    previousIdentifier: optional(identifier),
  }),
  errorMessage: z.object({ message: words }),
  /** Our own: how many values a check looked at, and how many of them were not as expected. */
  headwater_expectations: z.object({
    expectations: z.array(
      z.object({ expectation: text, column: optional(words), elementCount: count, unexpectedCount: count }),
    ),
  }),
  'spark.exception': z.object({ message: optional(words), stackTrace: optional(words) }),
} as const;

export type FacetName = keyof typeof FACETS;
export type Facet<Name extends FacetName> = z.infer<(typeof FACETS)[Name]>;

type Facets = Record<string, unknown> | null | undefined;

const describedAt = (place: string): Described =>
  place.startsWith('run.') ? 'run' : place.startsWith('job.') ? 'job' : 'dataset';

/** What was read of a facet, by what it describes and its name; of one that is right. */
const rightAs = foundOnce((_raw: object) => new Map<string, unknown>());

/** Reads the facets of one event, each once, and remembers what did not fit. */
export class FacetReader {
  /** One line for each thing that was left out. */
  readonly warnings: string[] = [];
  readonly #read = new Map<Facets, Map<string, unknown>>();

  /** A facet, null when it is not there, is deleted or does not fit. `place` names where it stands, for the warning. */
  read<Name extends FacetName>(facets: Facets, name: Name, place: string): Facet<Name> | null {
    const raw = facets?.[name];
    if (raw === undefined || raw === null || (raw as { _deleted?: boolean })._deleted === true) return null;
    const known = this.#read.get(facets) ?? new Map<string, unknown>();
    this.#read.set(facets, known);
    if (!known.has(name)) known.set(name, this.#checked(raw, name, place));
    return known.get(name) as Facet<Name> | null;
  }

  /** Whether a facet does not fit: one of OpenLineage its schema, one that is read what is read of it. */
  isWrong(facets: Facets, name: string, place: string): boolean {
    const raw = facets?.[name];
    if (raw === undefined || raw === null || (raw as { _deleted?: boolean })._deleted === true) return false;
    if (Object.hasOwn(FACETS, name)) return this.read(facets, name as FacetName, place) === null;
    return !this.#fitsSchema(raw, name, place);
  }

  #checked(raw: unknown, name: FacetName, place: string): unknown {
    const right = typeof raw === 'object' && raw !== null ? rightAs(raw) : null;
    const read = right?.get(`${describedAt(place)} ${name}`);
    if (read) return read;
    const checked = this.#checkedAnew(raw, name, place);
    if (checked !== null) right?.set(`${describedAt(place)} ${name}`, checked);
    return checked;
  }

  #checkedAnew(raw: unknown, name: FacetName, place: string): unknown {
    if (!this.#fitsSchema(raw, name, place)) return null;
    const read = FACETS[name].safeParse(raw);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    this.#leaveOut(raw, [place, name], (issue?.path ?? []).map(String), issue?.message ?? 'not understood');
    return null;
  }

  #fitsSchema(raw: unknown, name: string, place: string): boolean {
    const misfit = misfitOf(describedAt(place), name, raw);
    if (misfit) this.#leaveOut(raw, [place, name], misfit.path, misfit.expected);
    return misfit === null;
  }

  #leaveOut(raw: unknown, facet: readonly string[], path: readonly string[], expected: string): void {
    const found = path.reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], raw);
    const shown = found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 100);
    this.warnings.push(`${[...facet, ...path].join('.')}: found ${shown}, ${expected}; the facet was left out`);
  }
}
