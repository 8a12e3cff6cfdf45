import DataLoader from 'dataloader';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import type { Judgement } from './domain/judgement.ts';
import { type MetricKey, textOfKey } from './domain/measurement.ts';
import type { EvaluationStore } from './ports/evaluation-store.ts';
import type { MetricStore } from './ports/metric-store.ts';

export interface MetricsLoaders {
  judgement: DataLoader<MetricKey, Judgement | null, string>;
  /** Names of the definitions observed on an asset. */
  namesOf: DataLoader<AssetId, string[]>;
}

/** One loader for each question that a request may ask many times. */
export const metricsLoaders = (metrics: MetricStore, evaluations: EvaluationStore): MetricsLoaders => ({
  judgement: new DataLoader((keys) => evaluations.judgements(keys), { cacheKeyFn: textOfKey }),
  namesOf: new DataLoader(async (assets) => {
    const names = await metrics.namesOf(assets);
    return assets.map((asset) => names.get(asset) ?? []);
  }),
});
