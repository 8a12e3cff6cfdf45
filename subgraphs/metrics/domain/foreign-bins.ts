import type { BinComponents, StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import type { Measurement } from './measurement.ts';
import { foreignBins } from './methods/bins.ts';

/** Whether a measurement's bins must be those of the baseline: drawn at its deciles, after a pinned range. */
export const comparedBins = ({ method, baseline }: MetricDefinition, { end }: Measurement): boolean =>
  method.kind === 'distance' && method.bins.kind === 'deciles' && baseline?.kind === 'pinned' && end > baseline.to;

/** What is wrong with a measurement's bins, held against the baseline's; null when nothing is. */
export function foreignBinsFault(
  { name, method }: MetricDefinition,
  { components }: Measurement,
  baseline: StoredComponents,
): string | null {
  if (method.kind !== 'distance') return null;
  const known = (baseline as BinComponents).bins;
  const foreign = foreignBins(method, (components as BinComponents).bins, known);
  if (foreign.length === 0) return null;
  return `${name} is a distance: the baseline has no bin ${foreign.map((label) => `"${label}"`).join(', ')}; its bins are ${Object.keys(known).join(', ')}; count in bins drawn as for the baseline`;
}
