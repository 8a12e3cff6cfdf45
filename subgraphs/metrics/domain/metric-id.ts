import { parseAssetId } from '../../../vocabulary/asset-id.ts';
import { cursorOf, parseCursor } from '../../../vocabulary/paging.ts';
import type { MetricKey } from './measurement.ts';

/** Opaque outside; inside it says which metric it is, so that nothing need be stored for it. */
export const metricIdOf = ({ name, asset }: MetricKey): string => cursorOf([name, asset]);

/** The metric of an id; null when it is not one. */
export function parseMetricId(id: string): MetricKey | null {
  const [name, asset] = parseCursor(id, 2) ?? [];
  const identity = typeof asset === 'string' ? parseAssetId(asset) : null;
  return typeof name === 'string' && identity ? { name, asset: identity.id } : null;
}
