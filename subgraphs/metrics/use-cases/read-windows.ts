import { BadUserInput } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { WindowStatistics } from '../../../vocabulary/window-statistics.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { DefinedMetric } from './baselines.ts';
import { type AskedStatistics, statisticsOf } from './read-statistics.ts';
import { gridsOf, type MetricWindows, type WindowStores, windowsOf } from './windows-of-metrics.ts';

const MOST_ASSETS = 5000;

export interface ReadMetricWindows extends MetricWindows {
  definition: MetricDefinition;
  /** What the windows of another range come to. @throws BadUserInput @throws StoreUnavailable */
  statistics(asked: AskedStatistics): Promise<WindowStatistics>;
}

/** The windows of every metric on these assets within [from, to). @throws BadUserInput @throws StoreUnavailable */
export async function readWindows(
  stores: WindowStores,
  assets: readonly AssetId[],
  { from, to, now }: { from: Instant; to: Instant; now: Instant },
): Promise<ReadMetricWindows[]> {
  if (assets.length > MOST_ASSETS)
    throw new BadUserInput(`${assets.length} assets; at most ${MOST_ASSETS} can be asked for at once`, 'assets');
  if (to <= from) throw new BadUserInput('`to` must be after `from`', 'to');
  const [definitions, names] = await Promise.all([
    stores.definitions.all(),
    stores.metrics.namesOf([...new Set(assets)]),
  ]);
  const defined = [...names].flatMap(([asset, observed]) =>
    observed.flatMap((name): DefinedMetric[] => {
      const definition = definitions.get(name);
      return definition ? [{ metric: { name, asset }, definition }] : [];
    }),
  );
  const statistics = statisticsOf(stores, defined, now);
  const read = await windowsOf(
    stores,
    defined,
    gridsOf(defined, () => ({ start: from, end: Math.min(to, now) })),
  );
  return [...read].map(([one, windows]) => ({
    ...windows,
    definition: one.definition,
    statistics: (asked) => statistics(one, asked),
  }));
}
