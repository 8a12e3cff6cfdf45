import { readAssetId } from '../../../platform/asset-resolvers.ts';
import { BadUserInput } from '../../../platform/errors.ts';
import { pageSize } from '../../../platform/page-size.ts';
import { type CursorKey, cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { QueryResolvers } from '../generated/resolver-types.ts';
import { compareMetrics } from '../use-cases/compare.ts';
import { domainHealth, modelHealth } from '../use-cases/group-health.ts';
import { listMetrics } from '../use-cases/list-metrics.ts';
import { readWindows } from '../use-cases/read-windows.ts';
import { readSelection } from './dimensions.ts';

export const Query: QueryResolvers = {
  metric: async (_, { name, asset }, { definitions, loaders }) => {
    const { id } = readAssetId(asset, 'asset');
    const [known, names] = await Promise.all([definitions.including([name]), loaders.namesOf.load(id)]);
    return known.has(name) && names.includes(name) ? { name, asset: id } : null;
  },
  metrics: async (_, { first, after, name, asset, category }, context) => {
    const size = pageSize(first);
    const { metrics, total } = await listMetrics(context, {
      name: name ?? null,
      category: category ?? null,
      asset: asset == null ? null : readAssetId(asset, 'asset').id,
      after: after == null ? null : readAfter(after),
      first: size + 1,
    });
    const edges = metrics.slice(0, size).map((node) => ({ node, cursor: cursorOf([node.name, node.asset]) }));
    return {
      edges,
      pageInfo: { hasNextPage: metrics.length > size, endCursor: edges.at(-1)?.cursor ?? null },
      totalCount: total,
    };
  },
  metricWindows: (_, { assets, from, to }, context) =>
    readWindows(
      context,
      assets.map((asset) => readAssetId(asset, 'assets').id),
      { from, to, now: context.clock() },
    ),
  compareMetrics: (_, { current, reference }, context) =>
    compareMetrics(
      context,
      { current: readSelection(current, 'current'), reference: readSelection(reference, 'reference') },
      context.clock(),
    ),
  modelHealth: (_, { namespace, model }, context) => modelHealth(context, namespace, model),
  domainHealth: (_, { domain }, context) => domainHealth(context, domain),
  verdictChanges: (_, { after, first }, { evaluations }) =>
    evaluations.changesAfter(after == null ? 0 : readPosition(after), pageSize(first)),
  unboundTelemetry: (_, { first }, { unbound }) => unbound.mostFrequent(pageSize(first)),
};

function readAfter(raw: string) {
  const [name, asset]: CursorKey = parseCursor(raw, 2) ?? [];
  if (typeof name !== 'string' || typeof asset !== 'string')
    throw new BadUserInput('`after` is not a cursor of this list', 'after');
  return { name, asset: readAssetId(asset, 'after').id };
}

function readPosition(raw: string): number {
  const position = Number(raw);
  if (!/^\d+$/.test(raw) || !Number.isSafeInteger(position))
    throw new BadUserInput('`after` is not a cursor of a verdict change', 'after');
  return position;
}
