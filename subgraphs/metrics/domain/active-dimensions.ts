import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import { dimensionsOf, type Measurement, type MetricKey } from './measurement.ts';

/** Combinations of dimensions that one metric may have at a time; far more than a person looks at. */
const MOST_COMBINATIONS = 1_000;
/** A combination that nothing arrived for in so long is no longer counted: processes come and go. */
export const ACTIVE_FOR: Milliseconds = 24 * 60 * 60_000;

/**
 * Keeps the combinations of dimensions of each metric within a bound, so that a label such as a user's id does not fill
 * the store. What the store has from before the process started is to be noted first.
 */
export class ActiveDimensions {
  readonly #byMetric = new Map<string, Map<AssetId, Map<string, Instant>>>();
  readonly #noted = new Set<string>();

  /** Those of these names of definitions of which what is stored has not been noted. */
  unnotedOf = (names: Iterable<string>): string[] => [...names].filter((name) => !this.#noted.has(name));

  /** Notes for what something was taken in of the definitions by these names, and when last. */
  note(names: readonly string[], stored: readonly (MetricKey & { dimensions: string; recordedAt: Instant })[]): void {
    for (const { name, asset, dimensions, recordedAt } of stored) {
      const active = this.#activeOf(name, asset);
      active.set(dimensions, Math.max(recordedAt, active.get(dimensions) ?? recordedAt));
    }
    for (const name of names) this.#noted.add(name);
  }

  /** Why a measurement is refused for its dimensions; null when it is not. */
  refusalOf(measurement: Measurement, now: Instant): string | null {
    const { name, asset, dimensions } = measurement;
    if (dimensions === '') return null;
    const active = this.#activeOf(name, asset);
    if (active.size >= MOST_COMBINATIONS && !active.has(dimensions)) forgetBefore(active, now - ACTIVE_FOR);
    if (active.size >= MOST_COMBINATIONS && !active.has(dimensions))
      return `${name} of ${asset} has ${MOST_COMBINATIONS} combinations of dimensions within a day, the most that one metric may have; leave out ${mostVaried(active.keys())}`;
    active.set(dimensions, now);
    return null;
  }

  #activeOf(name: string, asset: AssetId): Map<string, Instant> {
    const byAsset = this.#byMetric.get(name) ?? newIn(this.#byMetric, name);
    return byAsset.get(asset) ?? newIn(byAsset, asset);
  }
}

function newIn<Key, Inner, Value>(map: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  const inner = new Map<Inner, Value>();
  map.set(key, inner);
  return inner;
}

function forgetBefore(active: Map<string, Instant>, time: Instant): void {
  for (const [dimensions, lastSeen] of active) if (lastSeen < time) active.delete(dimensions);
}

/** The label with the most values, and how many it has. */
function mostVaried(combinations: Iterable<string>): string {
  const values = new Map<string, Set<string>>();
  for (const dimensions of combinations)
    for (const [label, value] of dimensionsOf({ dimensions }))
      values.set(label, (values.get(label) ?? new Set()).add(value));
  const [[label, found] = ['', new Set<string>()]] = [...values].sort(([, a], [, b]) => b.size - a.size);
  return `"${label}", which has ${found.size} values`;
}
