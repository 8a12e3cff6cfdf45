import type { ClosureEdge } from '../../../subgraphs/incidents/domain/root-cause/question.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Draws } from './draws.ts';
import type { Effect } from './effect.ts';
import type { Fault, RecordedChange } from './faults.ts';
import type { Estate, Size } from './layout.ts';
import { HOURS } from './world.ts';

/** How many anomalies on which nothing depends, and how many changes that did nothing, an estate has around a fault. */
const DISTRACTORS: Record<Size, number> = { small: 1, medium: 3, large: 10 };

export interface Distractors {
  effects: Effect[];
  changes: RecordedChange[];
}

/**
 * What else happens upstream and has nothing to do with it: anomalies of one metric that no reader depends on, a part of
 * them old and a part of them too late, and deployments, code versions, added columns and failed runs that did nothing.
 */
export function distractorsOf(
  estate: Estate,
  upstream: ReadonlySet<AssetId>,
  fault: Pick<Fault, 'from' | 'causes' | 'target'>,
  draws: Draws,
): Distractors {
  const guilty = new Set([...fault.causes.flat(), fault.target.id]);
  const places = (assets: readonly { asset: AssetId; metric: string; size: number }[]) =>
    assets.filter(({ asset }) => upstream.has(asset) && !guilty.has(asset));
  const anomalous = draws.shuffled(places(glitchable(estate, draws))).slice(0, DISTRACTORS[estate.size]);
  const changed = draws.shuffled(changeable(estate).filter(({ asset }) => upstream.has(asset) && !guilty.has(asset)));
  return {
    effects: anomalous.map((place) => ({ kind: 'GLITCH', ...place, ...hoursOf(fault.from, draws) })),
    changes: changed
      .slice(0, DISTRACTORS[estate.size])
      .map((change) => ({ ...change, hour: draws.whole(fault.from - 30, Math.min(HOURS - 1, fault.from + 20)) })),
  };
}

/** When an anomaly that means nothing takes place: around the fault, for days already, or after it. */
function hoursOf(fault: number, draws: Draws): { from: number; to: number } {
  const when = draws.pick(['AROUND', 'AROUND', 'OLD', 'LATER']);
  if (when === 'OLD') return { from: fault - draws.whole(80, 160), to: HOURS };
  const from = when === 'AROUND' ? draws.whole(fault - 24, fault + 3) : draws.whole(fault + 12, fault + 24);
  return { from, to: from + draws.whole(4, 30) };
}

/** Metrics that may be anomalous without consequence; of features only those that no model listens to. */
function glitchable(
  { tables, deployments, services }: Estate,
  draws: Draws,
): { asset: AssetId; metric: string; size: number }[] {
  const listened = new Set(
    deployments.flatMap(({ features }) =>
      features.flatMap(({ table, column, importance }) => (importance > 0 ? [table.columns[column]?.asset] : [])),
    ),
  );
  const suffix = (period: number) => (period === 1 ? '' : `.${period}h`);
  // From just visible to far beyond what any model or caller could miss, were it to matter.
  const size = () => Math.exp(draws.between(Math.log(6), Math.log(150)));
  return [
    ...tables.map(({ id, period }) => {
      const metric = draws.pick(['dataset.rows', 'dataset.freshness', 'dataset.null-share']);
      return { asset: id, metric: `${metric}${suffix(period)}`, size: size() };
    }),
    ...tables.flatMap(({ kind, columns, period }) =>
      columns.flatMap(({ asset }) =>
        kind === 'FEATURES' && !listened.has(asset)
          ? [{ asset, metric: `feature.drift${suffix(period)}`, size: size() }]
          : [],
      ),
    ),
    ...[...services, ...deployments].map(({ id }) => ({
      asset: id,
      metric: draws.pick(['serving.errors', 'serving.requests']),
      size: size(),
    })),
  ];
}

/** Changes that could be recorded of each asset; the hour comes later. */
function changeable({ tables, deployments }: Estate): Omit<RecordedChange, 'hour'>[] {
  return [
    // Most changes are of code.
    ...tables.flatMap(({ id, job }): Omit<RecordedChange, 'hour'>[] => [
      { asset: id, kind: 'SCHEMA_CHANGED', summary: 'The schema changed: added note.', additive: true },
      { asset: job, kind: 'CODE_CHANGED', summary: 'The code changed from version 41 to 42.' },
      { asset: job, kind: 'CODE_CHANGED', summary: 'The code changed from version 42 to 43.' },
      { asset: job, kind: 'RUN_FAILED', summary: 'A run failed: the connection was reset.' },
    ]),
    ...deployments.map(
      ({ id, name }): Omit<RecordedChange, 'hour'> => ({
        asset: id,
        kind: 'MODEL_DEPLOYED',
        summary: `Version 7 of the model ${name} was deployed.`,
      }),
    ),
  ];
}

/** Everything upstream of an asset, itself included. */
export function upstreamOf(asset: AssetId, edges: readonly ClosureEdge[]): Set<AssetId> {
  const parents = Map.groupBy(edges, ({ to }) => to);
  const found = new Set([asset]);
  for (const each of found) for (const { from } of parents.get(each) ?? []) found.add(from);
  return found;
}
