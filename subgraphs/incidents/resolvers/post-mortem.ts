import { pageSize } from '../../../platform/page-size.ts';
import { markdownOf } from '../domain/post-mortem/markdown.ts';
import { postMortemId } from '../domain/post-mortem/post-mortem.ts';
import type { PostMortemResolvers } from '../generated/resolver-types.ts';
import { connectionOf, readAfter, readSequence, sequenceConnectionOf } from './paging.ts';

export const PostMortem: PostMortemResolvers = {
  id: ({ incident }) => postMortemId(incident),
  incident: async ({ incident }, _, { loaders }) => {
    const found = await loaders.incident.load(incident);
    if (!found) throw new Error(`${incident} has a post-mortem and is not kept`);
    return found;
  },
  cause: ({ confirmation }) => confirmation,
  times: async (postMortem, _, { loaders }) => (await loaders.whole.load(postMortem)).times,
  timeline: async (postMortem, { first, after }, { loaders }) => {
    const size = pageSize(first);
    const { timeline } = await loaders.whole.load(postMortem);
    const key = readAfter(after);
    const last = key === null ? -1 : timeline.findIndex(({ id }) => id === key.id);
    const rest = key && last < 0 ? timeline.filter(({ time }) => time > key.time) : timeline.slice(last + 1);
    const page = { nodes: rest.slice(0, size), hasNextPage: rest.length > size, totalCount: timeline.length };
    return connectionOf(page, ({ time }) => time);
  },
  history: async ({ incident, version }, { first, after }, { postMortems }) => {
    const size = pageSize(first);
    const found = await postMortems.versions(incident, after == null ? null : readSequence(after), size + 1);
    const nodes = found.slice(0, size).map((each) => ({ ...each, sequence: each.postMortem.version }));
    return sequenceConnectionOf({ nodes, hasNextPage: found.length > size, totalCount: version });
  },
  markdown: async (postMortem, _, { loaders, now }) => markdownOf(await loaders.whole.load(postMortem), now),
};
