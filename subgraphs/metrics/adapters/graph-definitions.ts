import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import { StoreUnavailable } from '../../../platform/errors.ts';
import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { Log } from '../../../platform/log.ts';
import { type Duration, type Milliseconds, parseDuration, parseInstant } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { resolveInputs } from '../domain/inputs.ts';
import { methodSchema } from '../domain/method.ts';
import { QUALITY_FACETS } from '../domain/quality.ts';
import type { Definitions } from '../ports/definitions.ts';

const EVALUATED = `fragment Evaluated on MetricDefinition {
  id name version revision fingerprint category appliesTo unit direction method source
  window timezone lateness minimumSamples
  retention { raw step keep }
  baseline { kind from to length season }
  thresholds { audience severity comparison value clearValue for }
  thresholdParameters
}`;

const DEFINITIONS = `query MetricsDefinitions($after: String) {
  definitions(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { ...Evaluated } }
  }
}
${EVALUATED}`;

const DIFFERENCES = `query MetricsDefinitionDifferences($one: ID!, $other: ID!) {
  definitionComparison(one: $one, other: $other) { differences { field } }
}`;

const VERSION = `query MetricsDefinitionVersion($name: String!, $version: Int) {
  definition(name: $name, version: $version) {
    ...Evaluated
    inputs { variable definition { name version } }
  }
}
${EVALUATED}`;

const duration = z.string().transform((raw, context): Duration => {
  const read = parseDuration(raw);
  if (read !== null) return read;
  context.addIssue(`${raw} is not a duration`);
  return z.NEVER;
});

const instant = z.string().transform((raw, context) => {
  const read = parseInstant(raw);
  if (read !== null) return read;
  context.addIssue(`${raw} is not a time`);
  return z.NEVER;
});

const baseline = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pinned'), from: instant, to: instant }),
  z.object({ kind: z.literal('rolling'), length: duration }),
  z.object({ kind: z.literal('seasonal'), season: duration, length: duration }),
]);

const scale = z.number().nullable().default(null);
const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const telemetry = {
  scale,
  asset: z.string(),
  dimensions: z.array(z.string()).default([]),
  numerator: z.record(z.string(), texts).nullable().default(null),
};
const source = z.object({
  otlp: z
    .object({ instrument: z.string(), ...telemetry })
    .nullable()
    .default(null),
  prometheus: z
    .object({ metric: z.string(), ...telemetry })
    .nullable()
    .default(null),
  openlineage: z
    .object({ facet: z.enum(QUALITY_FACETS), quantile: z.number().nullable().default(null) })
    .nullable()
    .default(null),
});

const thresholdParameters = z.object({
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
  target: z.number().nullable(),
  detector: z
    .object({ kind: z.literal('cusum'), k: z.number(), h: z.number() })
    .nullable()
    .default(null),
  burnRates: z.array(z.object({ factor: z.number(), long: duration, short: duration })),
});

const definitionSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.number(),
    revision: z.number(),
    fingerprint: z.string(),
    category: z.string(),
    appliesTo: z.array(z.string()),
    unit: z.string(),
    direction: z.string(),
    method: methodSchema,
    source,
    window: duration,
    timezone: z.string(),
    lateness: duration,
    minimumSamples: z.number(),
    retention: z.object({ raw: duration, step: duration, keep: duration.nullable() }).nullable().default(null),
    baseline: baseline.nullable(),
    thresholds: z.array(
      z.object({
        audience: z.string(),
        severity: z.string(),
        comparison: z.string(),
        value: z.number(),
        clearValue: z.number().nullable(),
        for: duration,
      }),
    ),
    thresholdParameters: z.array(thresholdParameters),
  })
  .transform(({ source, thresholds, thresholdParameters: parameters, ...definition }) => ({
    ...definition,
    ...source,
    thresholds: thresholds.map((threshold, index) => ({ ...threshold, ...parameters[index] })),
  }))
  // The enumerations are the graph's own and were checked there.
  .transform((definition) => definition as MetricDefinition);

interface Page {
  definitions: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: { name: string } }[];
  };
}

type Known = ReadonlyMap<string, MetricDefinition>;

/** Definitions from the public graph, kept for `maximumAge`; the last copy serves while the catalog is down. */
export function graphDefinitions(graph: GraphClient, clock: Clock, log: Log, maximumAge: Milliseconds): Definitions {
  let known: Known | null = null;
  let askedAt = 0;
  let asking: Promise<void> | null = null;
  let isDown = false;

  async function ask(): Promise<void> {
    askedAt = clock();
    try {
      known = await readAll(graph, log);
      isDown = false;
    } catch (cause) {
      if (!known) throw new StoreUnavailable('catalog', cause);
      if (!isDown)
        log.warn({ cause: (cause as Error).message }, 'the catalog does not answer; its last known definitions serve');
      isDown = true;
    }
  }
  async function noOlderThan(age: number): Promise<Known> {
    if (!known || clock() - askedAt >= age)
      asking ??= ask().finally(() => {
        asking = null;
      });
    await asking;
    if (!known) throw new StoreUnavailable('catalog', 'its definitions were not yet read');
    return known;
  }
  return {
    all: () => noOlderThan(maximumAge),
    async including(names) {
      const definitions = await noOlderThan(maximumAge);
      if (names.every((name) => definitions.has(name))) return definitions;
      // A question under way may have been asked before the name was applied.
      await asking?.catch(() => undefined);
      const asked = await noOlderThan(0);
      // A name that the last copy lacks may have been applied since: it is unknown only when the catalog says so.
      if (isDown && !names.every((name) => asked.has(name)))
        throw new StoreUnavailable('catalog', 'it was not reached for a definition');
      return asked;
    },
    versions: (asked) => Promise.all(asked.map((one) => readVersion(graph, one))),
    differences: (one, other) => readDifferences(graph, one, other),
  };
}

interface AskedVersion {
  name: string;
  version: number | null;
}

interface FoundVersion {
  definition: { inputs: { variable: string; definition: AskedVersion | null }[] } | null;
}

async function readVersion(graph: GraphClient, asked: AskedVersion): Promise<MetricDefinition | null> {
  const { definition } = await askCatalog<FoundVersion>(graph, VERSION, { ...asked });
  if (!definition) return null;
  const read = definitionSchema.parse(definition);
  if (read.method.kind !== 'expression') return read;
  // An expression means what its inputs meant when it was applied.
  const inputs = await Promise.all(
    definition.inputs.map(async ({ variable, definition: input }) => {
      const found = input && (await readVersion(graph, input));
      if (!found) throw new StoreUnavailable('catalog', new Error(`input ${variable} of ${read.id} is not there`));
      return [variable, found] as const;
    }),
  );
  return { ...read, inputs: Object.fromEntries(inputs) };
}

interface Comparison {
  definitionComparison: { differences: { field: string }[] };
}

async function readDifferences(graph: GraphClient, one: string, other: string): Promise<string[]> {
  const { definitionComparison } = await askCatalog<Comparison>(graph, DIFFERENCES, { one, other });
  return definitionComparison.differences.map(({ field }) => field.replace(/^spec\./, ''));
}

async function askCatalog<Data>(graph: GraphClient, document: string, variables: Record<string, unknown>) {
  try {
    return wholeAnswer(await graph.ask<Data>(document, variables));
  } catch (cause) {
    throw new StoreUnavailable('catalog', cause);
  }
}

async function readAll(graph: GraphClient, log: Log): Promise<Known> {
  const found = new Map<string, MetricDefinition>();
  for (let after: string | null = null; ; ) {
    const { definitions }: Page = wholeAnswer(await graph.ask<Page>(DEFINITIONS, { after }));
    for (const { node } of definitions.edges) {
      const read = definitionSchema.safeParse(node);
      if (read.success) found.set(read.data.name, read.data);
      else log.error({ definition: node.name, fault: z.prettifyError(read.error) }, 'a definition cannot be evaluated');
    }
    after = definitions.pageInfo.endCursor;
    if (!definitions.pageInfo.hasNextPage || after === null) break;
  }
  const { resolved, unresolved } = resolveInputs(found);
  for (const { name, fault } of unresolved) log.error({ definition: name, fault }, 'a definition cannot be evaluated');
  return resolved;
}
