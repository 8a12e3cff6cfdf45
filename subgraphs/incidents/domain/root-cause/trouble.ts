import type { MetricCategory } from './question.ts';

/** What is wrong with an asset, in plain words, when a metric of this category is bad: `accuracy of churn fell`. */
export function troubleOf(category: MetricCategory, name: string, direction: 'UP' | 'DOWN'): string {
  switch (category) {
    case 'ACCURACY':
      return `accuracy of ${name} fell`;
    case 'DRIFT':
      return `drift of ${name} rose`;
    case 'LATENCY':
      return `latency of ${name} rose`;
    case 'THROUGHPUT':
      return `throughput of ${name} ${direction === 'UP' ? 'rose' : 'fell'}`;
    case 'RESOURCES':
      return `resource use of ${name} rose`;
    case 'FAILURES':
      return `failures of ${name} rose`;
    case 'DATA_QUALITY':
      return `data quality of ${name} fell`;
    case 'FRESHNESS':
      return `data of ${name} went stale`;
  }
}
