import { filledPlaybook } from '../domain/fill-placeholders.ts';
import { nextStepsOf } from '../domain/next-steps.ts';
import { placeholderValues } from '../domain/placeholder-values.ts';
import { resolutionOf } from '../domain/post-mortem/resolution.ts';
import type { SimilarIncident } from '../domain/similar.ts';
import type { AlertContextResolvers } from '../generated/resolver-types.ts';
import type { IncidentsLoaders } from '../loaders.ts';

export const AlertContext: AlertContextResolvers = {
  alert: ({ alert, owner }) => ({ ...alert, metric: { ...alert.metric, definition: alert.definition, owner } }),
  incident: ({ alert }, _, { loaders }) => (alert.incident === null ? null : loaders.incident.load(alert.incident)),
  nextSteps: async (context, _, { webUrl, loaders }) => {
    const like = await resolvedOf(context.similar, loaders);
    const told = like.find(({ resolution }) => resolution !== null) ?? like[0];
    const lesson = told ? { title: told.incident.title, resolution: told.resolution } : null;
    return nextStepsOf(context.alert, context, placeholderValues(context.alert, webUrl), lesson);
  },
  playbook: ({ alert, playbook }, _, { webUrl }) =>
    playbook && filledPlaybook(playbook, placeholderValues(alert, webUrl)),
  links: async ({ alert, links }, _, { permalinkOf }) => [
    ...links,
    { kind: 'PERMALINK', title: 'This context, for whoever has the link', url: await permalinkOf(alert.id) },
  ],
  similar: ({ similar }, _, { loaders }) => resolvedOf(similar, loaders),
};

/** Incidents with how they ended. */
const resolvedOf = (similar: readonly SimilarIncident[], { postMortemOf }: IncidentsLoaders) =>
  Promise.all(
    similar.map(async (one) => ({
      ...one,
      resolution: resolutionOf(one.incident, await postMortemOf.load(one.incident.id)),
    })),
  );
