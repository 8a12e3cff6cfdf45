import type { ToldMetric } from '../domain/context.ts';

/** What an alert's context stored of its metric; elsewhere the metrics and the catalog answer. */
export const Metric = {
  definition: (metric: ToldMetric) => ('definition' in metric ? metric.definition : null),
  asset: (metric: ToldMetric) => ({ id: metric.asset, owner: 'owner' in metric ? metric.owner : null }),
};
