import { readAssetId } from '../../../platform/asset-resolvers.ts';
import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import { millisecondsOf } from '../../../vocabulary/duration.ts';
import { cursorOf } from '../../../vocabulary/paging.ts';
import type { QueryResolvers } from '../generated/resolver-types.ts';
import { readContext } from '../use-cases/read-context.ts';
import { connectionOf, readAfter, readSequence, sequenceConnectionOf } from './paging.ts';

const LOOKBACK = 3 * 86_400_000;

export const Query: QueryResolvers = {
  incidents: async (_, { state, first, after }, { store }) =>
    connectionOf(
      await store.incidents({ states: state, first: pageSize(first), after: readAfter(after) }),
      ({ openedAt }) => openedAt,
    ),
  incident: (_, { id }, { loaders }) => loaders.incident.load(id),
  incidentChanges: (_, { after, first }, { record }) => record.changesAfter(readSequence(after), pageSize(first)),
  incidentChangesEnd: async (_, __, { record }) => cursorOf([await record.end()]),
  deliveries: async (_, { state, receiver = null, first, after }, { notifications }) =>
    sequenceConnectionOf(
      await notifications.deliveries.deliveries({
        ...{ states: state, receiver, first: pageSize(first) },
        after: after == null ? null : readSequence(after),
      }),
    ),
  unboundAlerts: async (_, { first }, { outside }) =>
    (await outside.unbound(pageSize(first))).map(({ labels, bound, startsAt, endsAt, updatedAt }) => ({
      labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
      reason: bound.reason ?? '',
      ...{ startsAt, endsAt, lastSeenAt: updatedAt },
    })),
  delivery: (_, { id }, { notifications }) => notifications.deliveries.delivery(id),
  notificationReceivers: (_, _arguments, { notifications }) =>
    [...notifications.settings.receivers.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  alerts: async (_, { state, first, after }, { store }) =>
    connectionOf(
      await store.alerts({ states: state, first: pageSize(first), after: readAfter(after) }),
      ({ startedAt }) => startedAt,
    ),
  alert: (_, { id }, { loaders }) => loaders.alert.load(id),
  silences: async (_, { ended, first, after }, { silences, now }) => {
    const size = pageSize(first);
    const found = await silences.list({ now, isEndedIncluded: ended, first: size + 1, after: readAfter(after) });
    const page = { nodes: found.slice(0, size), hasNextPage: found.length > size, totalCount: 0 };
    return connectionOf(page, ({ createdAt }) => createdAt);
  },
  silence: (_, { id }, { silences }) => silences.byId(id),
  postMortems: async (_, { state, first, after }, { postMortems }) => {
    const page = await postMortems.list({ states: state, first: pageSize(first), after: readAfter(after) });
    const nodes = page.nodes.map((node) => ({ ...node, id: node.incident }));
    return connectionOf({ ...page, nodes }, ({ begun }) => begun.at);
  },
  labelledCases: async (_, { first, after }, { postMortems }) => {
    const page = await postMortems.labelledCases(readAfter(after), pageSize(first));
    const nodes = page.nodes.map((node) => ({ ...node, id: node.alert }));
    return connectionOf({ ...page, nodes }, ({ confirmedAt }) => confirmedAt);
  },
  alertContext: (_, { id }, { store }) => readContext(store, id),
  rootCause: (_, { metric, asset, at, lookback, baseline, first, asOf, knownAt }, { rootCauseOf }) => {
    if (baseline && baseline.to <= baseline.from) throw new BadUserInput('`to` must be after `from`', 'baseline.to');
    return rootCauseOf({
      metric,
      asset: readAssetId(asset, 'asset').id,
      at,
      lookback: lookback ? readLookback(millisecondsOf(lookback)) : LOOKBACK,
      baseline: baseline ?? null,
      first: pageSize(first),
      asOf: asOf ?? null,
      knownAt: knownAt ?? null,
    });
  },
};

function readLookback(milliseconds: number): number {
  if (milliseconds <= 0) throw new BadUserInput('`lookback` must be longer than nothing', 'lookback');
  return milliseconds;
}
