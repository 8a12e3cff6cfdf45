import type { MetricDefinition } from './definition.ts';

type DefinitionsByName = ReadonlyMap<string, MetricDefinition>;

/** An expression whose inputs are not all known, or that would be computed from itself. */
interface Unresolved {
  name: string;
  fault: string;
}

/** The definitions with the inputs of expressions; those that cannot be resolved are left out and named. */
export function resolveInputs(definitions: DefinitionsByName): {
  resolved: Map<string, MetricDefinition>;
  unresolved: Unresolved[];
} {
  const resolved = new Map<string, MetricDefinition>();
  const unresolved: Unresolved[] = [];
  for (const [name, definition] of definitions) {
    const found = withInputs(definition, definitions);
    if (typeof found === 'string') unresolved.push({ name, fault: found });
    else resolved.set(name, found);
  }
  return { resolved, unresolved };
}

/** One definition with its inputs, and theirs; or why it has none. What is no expression stays as it is. */
function withInputs(
  definition: MetricDefinition,
  definitions: DefinitionsByName,
  above: readonly string[] = [],
): MetricDefinition | string {
  const { method, name } = definition;
  if (method.kind !== 'expression') return definition;
  if (above.includes(name)) return `it is computed from itself: ${[...above, name].join(' -> ')}`;
  const inputs: Record<string, MetricDefinition> = {};
  for (const [variable, inputName] of Object.entries(method.over)) {
    const input = definitions.get(inputName);
    if (!input) return `its input ${inputName} is not known`;
    const found = withInputs(input, definitions, [...above, name]);
    if (typeof found === 'string') return found;
    inputs[variable] = found;
  }
  return { ...definition, inputs };
}

/** What an expression rests on in the end, each once; of any other definition itself. */
export function observedInputs(definition: MetricDefinition): MetricDefinition[] {
  if (!definition.inputs) return [definition];
  const all = Object.values(definition.inputs).flatMap(observedInputs);
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

/** Whether labels that nobody saw go into its values. */
export const isEstimated = (definition: MetricDefinition): boolean =>
  observedInputs(definition).some(({ method }) => method.kind === 'classification' && method.estimated === true);
