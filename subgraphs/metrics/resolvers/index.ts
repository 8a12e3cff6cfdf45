import { packedNumbers, scalars } from '../../../platform/scalars.ts';
import type { Resolvers } from '../generated/resolver-types.ts';
import { Asset } from './asset.ts';
import { ComparedValue } from './compared-value.ts';
import { AssetHealth, DomainHealth } from './domain-health.ts';
import { Metric } from './metric.ts';
import { MetricSlice } from './metric-slice.ts';
import { MetricWindows } from './metric-windows.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import { SeriesPoint } from './series-point.ts';
import { VerdictChange } from './verdict-change.ts';

export const resolvers: Resolvers = {
  ...scalars,
  ...packedNumbers,
  Asset,
  AssetHealth,
  ComparedValue,
  DomainHealth,
  Metric,
  MetricSlice,
  MetricWindows,
  Mutation,
  Query,
  SeriesPoint,
  VerdictChange,
};
