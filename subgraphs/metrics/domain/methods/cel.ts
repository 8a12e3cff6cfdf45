import { Environment } from '@marcbachmann/cel-js';

/** The value of an expression for values of its variables; not a finite number where it divides by zero. */
export type Compiled = (values: Record<string, number>) => number;

/** Expressions kept compiled; all of a catalog's fit. */
const KEPT = 2000;
const compiled = new Map<string, Compiled>();

/** Compiles CEL over doubles. The catalog has type-checked it. @throws when it is not CEL. */
export function compile(expression: string, variables: readonly string[]): Compiled {
  const key = JSON.stringify([expression, ...variables]);
  const known = compiled.get(key);
  if (known) return known;
  const environment = new Environment();
  for (const variable of variables) environment.registerVariable(variable, 'double');
  const evaluate = environment.parse(expression);
  const compute: Compiled = (values) => Number(evaluate(values));
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(key, compute);
  return compute;
}
