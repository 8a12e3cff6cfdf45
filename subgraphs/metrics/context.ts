import type { Clock } from '../../platform/clock.ts';
import type { QualityPoint } from './domain/quality.ts';
import type { UnboundCounter } from './domain/unbound.ts';
import type { MetricsLoaders } from './loaders.ts';
import type { AssetGroups } from './ports/asset-groups.ts';
import type { Definitions } from './ports/definitions.ts';
import type { EvaluationStore } from './ports/evaluation-store.ts';
import type { MetricStore } from './ports/metric-store.ts';
import type { Baselines } from './use-cases/baselines.ts';

/** What a resolver may reach. */
export interface MetricsContext {
  definitions: Definitions;
  metrics: MetricStore;
  evaluations: EvaluationStore;
  baselines: Baselines;
  groups: AssetGroups;
  unbound: UnboundCounter;
  /** Answers how many of them some definition took. */
  takeQuality(points: readonly QualityPoint[]): Promise<number>;
  clock: Clock;
  loaders: MetricsLoaders;
}
