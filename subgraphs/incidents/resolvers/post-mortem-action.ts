import { isOverdue, stateOf } from '../domain/post-mortem/actions.ts';
import type { PostMortemActionResolvers } from '../generated/resolver-types.ts';

export const PostMortemAction: PostMortemActionResolvers = {
  state: stateOf,
  overdue: (action, _, { now }) => isOverdue(action, now),
};
