import { BadUserInput } from '../../../platform/errors.ts';
import type { MutationResolvers } from '../generated/resolver-types.ts';
import * as incident from '../use-cases/act-on-incident.ts';
import { enableReceiver, resendDelivery, testReceiver } from '../use-cases/notifications.ts';
import { createSilence, expireSilence } from '../use-cases/silences.ts';
import { postMortemMutations } from './post-mortem-mutations.ts';

const { actOf, actorOf } = incident;

const payloadOf = ({ refusal, ...done }: incident.ActedOn) => ({ ...done, userErrors: refusal ? [refusal] : [] });

export const Mutation: MutationResolvers = {
  ...postMortemMutations,
  acknowledgeIncident: async (_, { input: { id, by, note } }, context) =>
    payloadOf(await incident.acknowledge(context, id, actOf(by, note, context.now))),
  resolveIncident: async (_, { input: { id, by, note } }, context) =>
    payloadOf(await incident.resolve(context, id, actOf(by, note, context.now))),
  reopenIncident: async (_, { input: { id, by, note } }, context) =>
    payloadOf(await incident.reopen(context, id, actOf(by, note, context.now))),
  mergeIncidents: async (_, { input: { into, incidents, by, note } }, context) =>
    payloadOf(await incident.merge(context, into, listed(incidents), actOf(by, note, context.now))),
  splitIncident: async (_, { input: { id, alerts, by, note } }, context) =>
    payloadOf(await incident.splitOff(context, id, alerts, actOf(by, note, context.now))),
  createSilence: (_, { input }, { silences, now }) =>
    createSilence(
      silences,
      {
        ...input,
        kind: input.kind ?? 'SILENCE',
        matcher: {
          ...input.matcher,
          downstream: input.matcher.downstream ?? false,
          labels: input.matcher.labels ?? [],
        },
        weekly: input.weekly && { ...input.weekly, timeZone: input.weekly.timeZone ?? 'UTC' },
      },
      actorOf(input.author, 'author'),
      now,
    ),
  expireSilence: (_, { input: { id, by } }, { silences, now }) => expireSilence(silences, id, actorOf(by), now),
  resendDelivery: (_, { id }, { notifications }) => resendDelivery(notifications, id),
  testReceiver: (_, { receiver }, { notifications }) => testReceiver(notifications, receiver),
  enableReceiver: (_, { receiver }, { notifications }) => enableReceiver(notifications, receiver),
};

const MOST_MERGED = 100;

/** @throws BadUserInput when there are none, or too many to move at once. */
function listed(ids: readonly string[]): readonly string[] {
  if (ids.length < 1 || ids.length > MOST_MERGED)
    throw new BadUserInput(`incidents names ${ids.length}; expected 1 to ${MOST_MERGED}`, 'incidents');
  return ids;
}
