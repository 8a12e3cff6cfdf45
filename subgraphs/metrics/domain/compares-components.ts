import type { MetricDefinition } from './definition.ts';

/** Whether values are computed by holding components against the baseline's, be it those of an expression's inputs. */
export function comparesComponents({ method, inputs = {} }: Pick<MetricDefinition, 'method' | 'inputs'>): boolean {
  if (method.kind === 'expression') return Object.values(inputs).some(comparesComponents);
  return method.kind === 'distance' || (method.kind === 'classification' && method.estimated === true);
}
