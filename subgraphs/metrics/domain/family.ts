import { identityOf } from '../../../vocabulary/asset-id.ts';
import type { MetricDefinition } from './definition.ts';
import type { MetricKey } from './measurement.ts';
import { falseDiscoveryRates } from './statistics/multiple-testing.ts';
import type { Span } from './windows.ts';

/** How one of a family stands in one window. */
export interface FamilyRate {
  /** How many were compared. */
  members: number;
  /** Chance of such a distance when nothing changed. */
  pValue: number;
  /** Of those of the family that lie as far out as this one or farther, the share that would be found by chance. */
  rate: number;
}

/** How a metric stands in its family in a window; null where it has none. */
export type FamilyAt = (window: Span) => FamilyRate | null;

/** Rate of false discoveries up to which a distance is drift: that of the noise floor for a family of one. */
export const MOST_FALSE_DISCOVERIES = 0.01;

export const withoutFamily: FamilyAt = () => null;

/** The features of one dataset under one definition are a family; null for what has none. */
export function familyOf({ name, asset }: MetricKey, { method }: MetricDefinition): string | null {
  if (method.kind !== 'distance') return null;
  const { kind, namespace } = identityOf(asset);
  return kind === 'FEATURE' ? `${name} ${namespace}` : null;
}

/** How each member stands, by its key; a family of one is none. */
export function ratesWithin<Member>(pValues: ReadonlyMap<Member, number>): Map<Member, FamilyRate> {
  if (pValues.size < 2) return new Map();
  const rates = falseDiscoveryRates([...pValues.values()]);
  return new Map(
    [...pValues].map(([member, pValue], index) => [member, { members: pValues.size, pValue, rate: rates[index] ?? 1 }]),
  );
}
