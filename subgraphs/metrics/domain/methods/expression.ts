import type { InputComponents, StoredComponents } from '../components.ts';
import type { ExpressionMethod } from '../method.ts';
import { compile } from './cel.ts';
import { type ComputeContext, type MethodRules, refused, withoutEvidence, withoutNoiseFloor } from './rules.ts';

type RulesOfInput = (variable: string) => MethodRules<StoredComponents> | undefined;
type Context = ComputeContext<InputComponents>;

/**
 * CEL over the values of other definitions for the same asset, window and dimensions. Inputs are merged each by its own
 * method and the expression is computed last, so that a roll-up is that of the union and no average of values.
 */
export const expression = (method: ExpressionMethod, rulesOfInput: RulesOfInput): MethodRules<InputComponents> => {
  const result = (components: InputComponents, context: Context) => resultOf(method, rulesOfInput, components, context);
  return {
    takes: 'nothing by itself',
    read: () => refused(`its value is computed from ${Object.values(method.over).join(', ')}; observe those`),
    merge: (all) => ({ inputs: mergeInputs(all, rulesOfInput) }),
    compute(components, context) {
      const computed = result(components, context);
      return typeof computed === 'number' ? computed : null;
    },
    whyNone: (components, context) => String(result(components, context)),
    /** Of the input with the most: a count of errors that were few rests on all requests. */
    sampleSize: ({ inputs }) =>
      Object.entries(inputs).reduce(
        (most, [variable, components]) => Math.max(most, rulesOfInput(variable)?.sampleSize(components) ?? 0),
        0,
      ),
    noiseFloor: withoutNoiseFloor,
    evidence: withoutEvidence,
  };
};

/** The value; or why there is none, as the end of a sentence. */
function resultOf(
  { expression: text, over }: ExpressionMethod,
  rulesOfInput: RulesOfInput,
  { inputs }: InputComponents,
  { baseline, end }: Context,
): number | string {
  const values: Record<string, number> = {};
  for (const [variable, name] of Object.entries(over)) {
    const [rules, components] = [rulesOfInput(variable), inputs[variable]];
    if (!rules || !components) return `its input ${variable}, ${name}, has no data`;
    const context = { baseline: baseline?.inputs[variable] ?? null, end };
    const value = rules.compute(components, context);
    if (value === null) return `its input ${variable}, ${name}, has no value: ${rules.whyNone(components, context)}`;
    values[variable] = value;
  }
  const value = compile(text, Object.keys(over))(values);
  return Number.isFinite(value) ? value : `${text} divides by zero`;
}

function mergeInputs(all: readonly InputComponents[], rulesOfInput: RulesOfInput): Record<string, StoredComponents> {
  const variables = new Set(all.flatMap(({ inputs }) => Object.keys(inputs)));
  const merged: Record<string, StoredComponents> = {};
  for (const variable of variables) {
    const parts = all.flatMap(({ inputs }) => inputs[variable] ?? []);
    const rules = rulesOfInput(variable);
    if (rules) merged[variable] = rules.merge(parts);
  }
  return merged;
}
