import { BadUserInput } from '../../../platform/errors.ts';
import { isJudged, statusOf, verdictOf } from '../domain/health.ts';
import { metricIdOf, parseMetricId } from '../domain/metric-id.ts';
import type { MetricResolvers } from '../generated/resolver-types.ts';
import { readSeries } from '../use-cases/read-series.ts';
import { definitionOf, knownDefinition } from './definition.ts';
import { pageSize } from './paging.ts';

export const Metric: MetricResolvers = {
  __resolveReference: async ({ id }, { loaders }) => {
    const metric = parseMetricId(id);
    if (!metric) throw new BadUserInput(`"${id}" is not the id of a metric`, 'id');
    return (await loaders.namesOf.load(metric.asset)).includes(metric.name) ? metric : null;
  },
  id: (metric) => metricIdOf(metric),
  asset: ({ asset }) => ({ id: asset }),
  definition: async (metric, _, context) => {
    const definition = await knownDefinition(metric, context);
    return definition && { id: definition.id };
  },
  category: async (metric, _, context) => (await definitionOf(metric, context)).category,
  direction: async (metric, _, context) => (await definitionOf(metric, context)).direction,
  status: async (metric, _, { loaders }) => statusOf((await loaders.judgement.load(metric))?.standing ?? null),
  verdict: async (metric, _, { loaders }) => {
    const judgement = await loaders.judgement.load(metric);
    return judgement && isJudged(judgement.standing) ? verdictOf(judgement.standing) : null;
  },
  latest: async (metric, _, { loaders }) => (await loaders.judgement.load(metric))?.standing.latest ?? null,
  exemplars: (metric, { from, to, first }, { metrics }) => metrics.exemplars(metric, from, to, pageSize(first)),
  series: async (metric, { from, to, step = null }, context) => {
    const definition = await definitionOf(metric, context);
    return readSeries(context, { metric, definition }, { from, to, step, now: context.clock() });
  },
};
