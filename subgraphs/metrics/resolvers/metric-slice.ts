import type { MetricSliceResolvers } from '../generated/resolver-types.ts';
import { readSeries } from '../use-cases/read-series.ts';
import { readZone } from './dimensions.ts';

export const MetricSlice: MetricSliceResolvers = {
  series: (asked, { from, to, step = null, timezone = null }, context) =>
    readSeries(context, asked, { from, to, step, timezone: readZone(timezone), now: context.clock() }),
};
