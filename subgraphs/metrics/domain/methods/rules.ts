import type { Instant } from '../../../../vocabulary/duration.ts';
import type { StoredComponents } from '../components.ts';
import type { Components } from '../observation.ts';

/** What a value may depend on beside its own components. */
export interface ComputeContext<Stored> {
  /** The baseline's components, merged; null when there is none or it has no data. */
  baseline: Stored | null;
  /** End of what the components cover. */
  end: Instant;
}

/** Components read, or why they cannot be. */
export type Reading<Stored> = { ok: true; components: Stored } | { ok: false; message: string };

/** What beside its size says how much a value means. Each is left out where the method has no such figure. */
export interface Evidence {
  /** Sample standard deviation of the single samples, in the definition's unit. */
  spread?: number | null;
  /** Chance that samples of the baseline's distribution lie as far from it or farther. */
  pValue?: number | null;
  /** Size of the difference from the baseline whatever the number of samples, 0 to 1. */
  effectSize?: number | null;
  /** Share of the predictions whose label is known. */
  labelCoverage?: number | null;
}

/**
 * One method: how its components are read, merged and computed. Merging and then computing equals computing over
 * the union of what was merged.
 */
export interface MethodRules<Stored extends StoredComponents> {
  /** The components it takes, in words for an error message. */
  takes: string;
  read(components: Components): Reading<Stored>;
  /** Merges one or more. */
  merge(all: readonly Stored[]): Stored;
  /** In the definition's unit; null when it cannot be computed, such as a denominator of zero. */
  compute(components: Stored, context: ComputeContext<Stored>): number | null;
  /** Why `compute` answers null, as the end of a sentence. */
  whyNone(components: Stored, context: ComputeContext<Stored>): string;
  sampleSize(components: Stored): number;
  /** What sampling alone produces, in the unit of the value; null when the method has no such floor. */
  noiseFloor(components: Stored, context: ComputeContext<Stored>): number | null;
  evidence(components: Stored, context: ComputeContext<Stored>): Evidence;
}

export const refused = (message: string): { ok: false; message: string } => ({ ok: false, message });

/** Most methods have no floor below which a value says nothing. */
export const withoutNoiseFloor = (): null => null;

/** Most methods have nothing to say beside the value. */
export const withoutEvidence = (): Evidence => ({});

/** Names of the components that an observation carries, for messages. */
export const namesOf = (components: Components): string => Object.keys(components).join(', ');
