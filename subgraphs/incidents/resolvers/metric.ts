import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { IncidentsContext } from '../context.ts';
import type { ToldMetric } from '../domain/context.ts';
import type { MetricCategory } from '../domain/root-cause/question.ts';
import type { Suspicion } from '../domain/suppression.ts';
import { checksData } from '../domain/suspicion.ts';

/** A metric as others refer to it, with what they know of it. */
interface MetricReference {
  id: string;
  asset: { id: AssetId };
  category: MetricCategory;
}

/** What an alert's context stored of its metric; elsewhere the metrics and the catalog answer. */
export const Metric = {
  __resolveReference: (metric: MetricReference) => ({ ...metric, asset: metric.asset?.id }),
  definition: (metric: ToldMetric) => ('definition' in metric ? metric.definition : null),
  asset: (metric: ToldMetric) => ({ id: metric.asset, owner: 'owner' in metric ? metric.owner : null }),
  suspect: (
    { asset, category }: { asset: AssetId; category: MetricCategory },
    _: object,
    { loaders }: IncidentsContext,
  ): Promise<Suspicion | null> | null => (checksData(category) ? null : loaders.suspicionOf.load(asset)),
};
