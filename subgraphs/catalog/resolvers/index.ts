import { scalars } from '../../../platform/scalars.ts';
import { Asset } from './asset.ts';
import { MetricDefinition } from './metric-definition.ts';
import { Mutation } from './mutation.ts';
import { Playbook } from './playbook.ts';
import { Query } from './query.ts';
import { Team } from './team.ts';

export const resolvers = { ...scalars, Query, Mutation, MetricDefinition, Team, Playbook, Asset };
