import type { StoredComponents } from '../domain/components.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { KeptMeasurement } from '../domain/measurement.ts';
import type { MeasurementQuery, MetricStore } from '../ports/metric-store.ts';

/** What one query asks of the store, and what its answers are to whoever asked. */
interface Part {
  /** Place of the query that it answers. */
  index: number;
  query: MeasurementQuery;
  /** From the outermost expression in; empty for a query of what is stored itself. */
  variables: string[];
}

/** The store's answers, a query of an expression answered by the measurements of all its inputs, each told as its own. */
export async function measurementsWithInputs(
  store: MetricStore,
  expressions: readonly MetricDefinition[],
  queries: readonly MeasurementQuery[],
): Promise<KeptMeasurement[][]> {
  const byName = new Map(expressions.map((definition) => [definition.name, definition]));
  const parts = queries.flatMap((query, index): Part[] => {
    const definition = byName.get(query.name);
    if (!definition || definition.fingerprint !== query.fingerprint) return [{ index, query, variables: [] }];
    return partsOf(definition, query).map((part) => ({ index, ...part }));
  });
  const found = await store.measurements(parts.map(({ query }) => query));
  if (parts.every(({ variables }) => variables.length === 0)) return found;
  const answers: KeptMeasurement[][] = queries.map(() => []);
  for (const [place, { index, variables }] of parts.entries()) {
    const { name = '', fingerprint = '' } = queries[index] ?? {};
    const answer = found[place] ?? [];
    if (variables.length === 0) answers[index] = answer;
    else
      answers[index]?.push(
        ...answer.map((one) => ({ ...one, name, fingerprint, components: within(variables, one.components) })),
      );
  }
  for (const answer of answers) answer.sort((a, b) => a.end - b.end);
  return answers;
}

function partsOf({ inputs = {} }: MetricDefinition, query: MeasurementQuery): Omit<Part, 'index'>[] {
  return Object.entries(inputs).flatMap(([variable, input]) => {
    const { name, fingerprint } = input;
    if (!input.inputs) return [{ query: { ...query, name, fingerprint }, variables: [variable] }];
    return partsOf(input, query).map((part) => ({ ...part, variables: [variable, ...part.variables] }));
  });
}

const within = (variables: readonly string[], components: StoredComponents): StoredComponents =>
  variables.reduceRight((inner, variable): StoredComponents => ({ inputs: { [variable]: inner } }), components);
