import { filledPlaybook } from '../domain/fill-placeholders.ts';
import { nextStepsOf } from '../domain/next-steps.ts';
import { placeholderValues } from '../domain/placeholder-values.ts';
import type { AlertContextResolvers } from '../generated/resolver-types.ts';

export const AlertContext: AlertContextResolvers = {
  alert: ({ alert, owner }) => ({ ...alert, metric: { ...alert.metric, definition: alert.definition, owner } }),
  incident: ({ alert }, _, { loaders }) => (alert.incident === null ? null : loaders.incident.load(alert.incident)),
  nextSteps: (context, _, { webUrl }) =>
    nextStepsOf(
      context.alert,
      context,
      placeholderValues(context.alert, webUrl),
      context.similar[0]?.incident.title ?? null,
    ),
  playbook: ({ alert, playbook }, _, { webUrl }) =>
    playbook && filledPlaybook(playbook, placeholderValues(alert, webUrl)),
  links: async ({ alert, links }, _, { permalinkOf }) => [
    ...links,
    { kind: 'PERMALINK', title: 'This context, for whoever has the link', url: await permalinkOf(alert.id) },
  ],
  similar: ({ similar }) => similar.map((one) => ({ ...one, resolution: one.incident.resolution?.note ?? null })),
};
