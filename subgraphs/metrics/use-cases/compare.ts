import { BadUserInput, Conflict } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Slice } from '../domain/slice.ts';
import { gridOf, windowsWithin } from '../domain/windows.ts';
import type { Definitions } from '../ports/definitions.ts';
import { MOST_POINTS, readWhole, type SeriesStores } from './read-series.ts';

/** One side of a comparison: a metric under one version of its definition, over one range. */
export interface Selection {
  name: string;
  asset: AssetId;
  /** The current version when null. */
  version: number | null;
  from: Instant;
  to: Instant;
  slice: Slice;
}

export interface ComparedValue {
  definition: MetricDefinition;
  asset: AssetId;
  value: number | null;
  sampleSize: number;
}

export interface MetricComparison {
  current: ComparedValue;
  reference: ComparedValue;
  /** Current less reference, in the definition's unit; null when either is unknown. */
  difference: number | null;
  /** The difference as a share of the reference's size; null when that is zero or unknown. */
  relativeDifference: number | null;
}

/**
 * Two windows, versions of a model, deployments or cohorts of one definition held against each other.
 * @throws Conflict when the two mean different things @throws BadUserInput @throws StoreUnavailable
 */
export async function compareMetrics(
  stores: SeriesStores & { definitions: Definitions },
  selections: { current: Selection; reference: Selection },
  now: Instant,
): Promise<MetricComparison> {
  const [a = null, b = null] = await stores.definitions.versions([selections.current, selections.reference]);
  const versions = { current: known(a, selections, 'current'), reference: known(b, selections, 'reference') };
  await refuseDifference(stores.definitions, versions.current, versions.reference);
  refuseUnequalCounts(versions.current, selections);
  const read = async (side: 'current' | 'reference'): Promise<ComparedValue> => {
    const { name, asset, slice, from, to } = selections[side];
    const definition = versions[side];
    const point = await readWhole(stores, { metric: { name, asset }, definition, slice }, { from, to, now });
    return { definition, asset, value: point?.value ?? null, sampleSize: point?.sampleSize ?? 0 };
  };
  const [current, reference] = await Promise.all([read('current'), read('reference')]);
  const difference = current.value === null || reference.value === null ? null : current.value - reference.value;
  const size = Math.abs(reference.value ?? 0);
  return {
    current,
    reference,
    difference,
    relativeDifference: difference === null || size === 0 ? null : difference / size,
  };
}

function known(
  found: MetricDefinition | null,
  selections: Record<'current' | 'reference', Selection>,
  side: 'current' | 'reference',
): MetricDefinition {
  const { name, version } = selections[side];
  if (found) return found;
  const which = version === null ? `no definition is named "${name}"` : `"${name}" has no version ${version}`;
  throw new BadUserInput(`${which}; headwater catalog list shows those that there are`, `${side}.metric`);
}

async function refuseDifference(
  definitions: Definitions,
  current: MetricDefinition,
  reference: MetricDefinition,
): Promise<void> {
  if (current.fingerprint === reference.fingerprint) return;
  const fields = await definitions.differences(current.id, reference.id);
  throw new Conflict(
    `${current.id} and ${reference.id} mean different things: they differ in ${fields.join(', ')}; only values of one fingerprint can be compared`,
    fields,
  );
}

/** A count grows with its range, so that only ranges of as many windows compare. */
function refuseUnequalCounts(
  definition: MetricDefinition,
  { current, reference }: { current: Selection; reference: Selection },
): void {
  if (definition.method.kind !== 'count') return;
  const grid = gridOf(definition.window, definition.timezone);
  const [a, b] = [current, reference].map(({ from, to }) => windowsWithin(grid, from, to, MOST_POINTS).length);
  if (a !== b)
    throw new BadUserInput(
      `${definition.name} is a count, and its ranges hold ${a} and ${b} windows of ${definition.window}; give ranges of equal length`,
      'reference.to',
    );
}
