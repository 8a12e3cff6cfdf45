import type { SubgraphConfig } from '../../../platform/subgraph.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import { duckdbMetricStore } from './duckdb.ts';

/** The store that the configuration names: a Prometheus-compatible one where its address is given, else the embedded one. */
export async function openMetricStore({
  dataDirectory,
  metricsUrl,
}: SubgraphConfig & { metricsUrl: string | null }): Promise<MetricStore> {
  if (metricsUrl === null) return duckdbMetricStore(dataDirectory);
  const { victoriaMetricsStore } = await import('./victoria-metrics.ts');
  return victoriaMetricsStore(metricsUrl, dataDirectory);
}
