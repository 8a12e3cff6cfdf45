import type { PostMortemVersionResolvers } from '../generated/resolver-types.ts';

export const PostMortemVersion: PostMortemVersionResolvers = {
  version: ({ postMortem }) => postMortem.version,
  by: ({ postMortem }) => postMortem.changed.by,
  at: ({ postMortem }) => postMortem.changed.at,
  state: ({ postMortem }) => postMortem.state,
  summary: ({ postMortem }) => postMortem.summary,
  impact: ({ postMortem }) => postMortem.impact,
  lessons: ({ postMortem }) => postMortem.lessons,
  cause: ({ postMortem }) => postMortem.confirmation,
  actions: ({ postMortem }) => postMortem.actions,
};
