import { scalars } from '../../../platform/scalars.ts';
import type { Resolvers } from '../generated/resolver-types.ts';
import { Asset } from './asset.ts';
import { Metric } from './metric.ts';
import { Query } from './query.ts';
import { VerdictChange } from './verdict-change.ts';

export const resolvers: Resolvers = { ...scalars, Asset, Metric, Query, VerdictChange };
