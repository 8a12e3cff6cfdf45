import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { isJudged, statusOf, verdictOf } from '../domain/health.ts';
import { isEstimated } from '../domain/inputs.ts';
import { metricIdOf, parseMetricId } from '../domain/metric-id.ts';
import type { MetricResolvers } from '../generated/resolver-types.ts';
import { breakDown } from '../use-cases/break-down.ts';
import { labelsCarried } from '../use-cases/labels-carried.ts';
import { readSeries } from '../use-cases/read-series.ts';
import { breakdownPage, readBreakdownKey } from './breakdown-page.ts';
import { definitionOf, knownDefinition, toldBy } from './definition.ts';
import { readSlice, readZone } from './dimensions.ts';

export const Metric: MetricResolvers = {
  __resolveReference: async ({ id }, { loaders }) => {
    const metric = parseMetricId(id);
    if (!metric) throw new BadUserInput(`"${id}" is not the id of a metric`, 'id');
    return (await loaders.namesOf.load(metric.asset)).includes(metric.name) ? metric : null;
  },
  id: (metric) => metricIdOf(metric),
  asset: ({ asset }) => ({ id: asset }),
  definition: (metric, _, context) => {
    const reference = (definition: MetricDefinition | null) => definition && { id: definition.id };
    return metric.definition ? reference(metric.definition) : knownDefinition(metric, context).then(reference);
  },
  category: (metric, _, context) => toldBy(metric, context, ({ category }) => category),
  direction: (metric, _, context) => toldBy(metric, context, ({ direction }) => direction),
  estimated: (metric, _, context) => toldBy(metric, context, isEstimated),
  status: async (metric, _, { loaders }) => statusOf((await loaders.judgement.load(metric))?.standing ?? null),
  verdict: async (metric, _, { loaders }) => {
    const judgement = await loaders.judgement.load(metric);
    return judgement && isJudged(judgement.standing) ? verdictOf(judgement.standing) : null;
  },
  latest: async (metric, _, { loaders }) => (await loaders.judgement.load(metric))?.standing.latest ?? null,
  exemplars: (metric, { from, to, first }, { metrics }) => metrics.exemplars(metric, from, to, pageSize(first)),
  series: async (metric, { from, to, step = null, timezone = null, dimensions }, context) => {
    const definition = await definitionOf(metric, context);
    const asked = { metric, definition, slice: readSlice(dimensions) };
    return readSeries(context, asked, { from, to, step, timezone: readZone(timezone), now: context.clock() });
  },
  labels: async (metric, { from, to }, context) =>
    labelsCarried(
      context,
      { metric, definition: await definitionOf(metric, context) },
      { from, to, now: context.clock() },
    ),
  breakdown: async (metric, { by, from, to, dimensions, first, after }, context) => {
    const definition = await definitionOf(metric, context);
    const asked = { metric, definition, slice: readSlice(dimensions) };
    const question = { by, from, to, now: context.clock(), after: readBreakdownKey(after), first: pageSize(first) };
    return breakdownPage(await breakDown(context, asked, question));
  },
};
