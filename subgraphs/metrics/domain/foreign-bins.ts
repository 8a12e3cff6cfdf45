import type { Instant } from '../../../vocabulary/duration.ts';
import type { BinComponents, StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import type { Measurement } from './measurement.ts';
import { foreignBins } from './methods/bins.ts';

/** End of the pinned range at whose deciles a definition's bins are drawn; null where they are drawn otherwise. */
const drawnUntil = ({ method, baseline }: MetricDefinition): Instant | null =>
  method.kind === 'distance' && method.bins.kind === 'deciles' && baseline?.kind === 'pinned' ? baseline.to : null;

/** Whether a measurement's bins must be those of the baseline: it lies after it. */
export function comparedBins(definition: MetricDefinition, { end }: Measurement): boolean {
  const until = drawnUntil(definition);
  return until !== null && end > until;
}

/** Whether a measurement may be what the baseline's bins are drawn by. */
export function drawsBins(definition: MetricDefinition, { end }: Measurement): boolean {
  const until = drawnUntil(definition);
  return until !== null && end <= until;
}

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
