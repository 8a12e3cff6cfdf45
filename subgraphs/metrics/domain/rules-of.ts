import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import { classification } from './methods/classification.ts';
import { count } from './methods/count.ts';
import { distance } from './methods/distance.ts';
import { expression } from './methods/expression.ts';
import { freshness } from './methods/freshness.ts';
import { mean } from './methods/mean.ts';
import { quantile } from './methods/quantile.ts';
import { ratio } from './methods/ratio.ts';
import { regression } from './methods/regression.ts';
import type { MethodRules } from './methods/rules.ts';
import { value } from './methods/value.ts';

/** What of a definition says how its values are computed. */
type Computed = Pick<MetricDefinition, 'method' | 'unit' | 'inputs'>;

/** The rules of a definition's method. Measurements of one fingerprint all have the components of its method. */
export function rulesOf(definition: Computed): MethodRules<StoredComponents> {
  return rules(definition) as unknown as MethodRules<StoredComponents>;
}

function rules({ method, unit, inputs = {} }: Computed) {
  switch (method.kind) {
    case 'value':
      return value;
    case 'count':
      return count;
    case 'ratio':
      return ratio(unit);
    case 'mean':
      return mean;
    case 'quantile':
      return quantile(method.q);
    case 'distance':
      return distance(method);
    case 'freshness':
      return freshness(unit);
    case 'classification':
      return classification(method, unit);
    case 'regression':
      return regression(method, unit);
    case 'expression':
      return expression(method, (variable) => inputs[variable] && rulesOf(inputs[variable]));
  }
}
