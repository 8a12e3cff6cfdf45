import { StoreUnavailable } from '../../../platform/errors.ts';
import type { MetricsContext } from '../context.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { MetricKey } from '../domain/measurement.ts';

/** A metric, with its current definition where that is at hand already. */
export interface AskedMetric extends MetricKey {
  definition?: MetricDefinition;
}

/** The current definition of a metric; null when the catalog has it no more. */
export async function knownDefinition(
  { name }: MetricKey,
  { definitions }: MetricsContext,
): Promise<MetricDefinition | null> {
  return (await definitions.all()).get(name) ?? null;
}

/** The same for what cannot be answered without it. @throws StoreUnavailable */
export async function definitionOf(metric: MetricKey, context: MetricsContext): Promise<MetricDefinition> {
  const definition = await knownDefinition(metric, context);
  if (!definition) throw new StoreUnavailable('catalog', `it has no definition ${metric.name}`);
  return definition;
}

/** What a definition tells; at once where it is at hand, for a question about thousands of metrics would wait for each. */
export const toldBy = <Answer>(
  metric: AskedMetric,
  context: MetricsContext,
  tell: (definition: MetricDefinition) => Answer,
): Answer | Promise<Answer> => (metric.definition ? tell(metric.definition) : definitionOf(metric, context).then(tell));
