import type { IncidentsContext } from '../context.ts';
import type { MutationResolvers } from '../generated/resolver-types.ts';
import { actOf } from '../use-cases/act-on-incident.ts';
import * as postMortem from '../use-cases/change-post-mortem.ts';
import { confirmCause } from '../use-cases/confirm-cause.ts';

const whoOf = ({ by }: { by?: string | null }, { now }: IncidentsContext) => {
  const act = actOf(by, null, now);
  return { by: act.by, at: act.at };
};

export const postMortemMutations: Pick<
  MutationResolvers,
  | 'beginPostMortem'
  | 'editPostMortem'
  | 'confirmPostMortemCause'
  | 'addPostMortemAction'
  | 'changePostMortemAction'
  | 'publishPostMortem'
> = {
  beginPostMortem: (_, { input }, context) =>
    postMortem.beginPostMortem(context, input.incident, whoOf(input, context)),
  editPostMortem: (_, { input }, context) => {
    const { incident, version, summary, impact, lessons } = input;
    const sections = { summary, impact, lessons };
    return postMortem.editPostMortem(context, incident, version, sections, whoOf(input, context));
  },
  confirmPostMortemCause: (_, { input }, context) => {
    const { incident, version, alert = null, causes = null, origin = null, note = null } = input;
    const named = causes === null ? null : causes.map(({ assets }) => assets);
    const asked = { version, alert, causes: named, origin, note };
    return confirmCause(context, incident, asked, whoOf(input, context));
  },
  addPostMortemAction: (_, { input }, context) =>
    postMortem.addAction(context, input.incident, input, whoOf(input, context)),
  changePostMortemAction: (_, { input }, context) => {
    const { incident, action, title, owner, due, state } = input;
    const asked = { title, owner, due, state };
    return postMortem.changeAction(context, incident, action, asked, whoOf(input, context));
  },
  publishPostMortem: (_, { input }, context) =>
    postMortem.publishPostMortem(context, input.incident, input.version, whoOf(input, context)),
};
