import { IANAZone } from 'luxon';
import { readAssetId } from '../../../platform/asset-resolvers.ts';
import { BadUserInput } from '../../../platform/errors.ts';
import type { Slice } from '../domain/slice.ts';
import type { DimensionFilter, MetricSelection } from '../generated/resolver-types.ts';
import type { Selection } from '../use-cases/compare.ts';

/** The part of a metric that is asked of. @throws BadUserInput */
export function readSlice(dimensions: readonly DimensionFilter[] | null | undefined, path = 'dimensions'): Slice {
  const slice = dimensions ?? [];
  for (const [index, { label, values }] of slice.entries()) {
    if (values.length === 0)
      throw new BadUserInput(`label "${label}" has no values; name those that count`, `${path}[${index}].values`);
    if (slice.findIndex((one) => one.label === label) !== index)
      throw new BadUserInput(`label "${label}" is given twice; put its values in one list`, `${path}[${index}].label`);
  }
  return slice;
}

/** An IANA zone, or null. @throws BadUserInput */
export function readZone(raw: string | null): string | null {
  if (raw !== null && !IANAZone.isValidZone(raw))
    throw new BadUserInput(`"${raw}" is not an IANA time zone such as Europe/Berlin`, 'timezone');
  return raw;
}

/** One side of a comparison. @throws BadUserInput */
export function readSelection(
  { metric, asset, version, from, to, dimensions }: MetricSelection,
  side: string,
): Selection {
  const slice = readSlice(dimensions, `${side}.dimensions`);
  return { name: metric, asset: readAssetId(asset, `${side}.asset`).id, version: version ?? null, from, to, slice };
}
