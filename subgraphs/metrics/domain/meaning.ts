import canonicalize from 'canonicalize';
import type { MetricDefinition } from './definition.ts';

/** What a definition's fingerprint is made of, as the catalog publishes it. */
export const MEANING_FIELDS = ['method', 'formula', 'window', 'timezone', 'baseline', 'unit', 'source'] as const;

/** A version of a definition with what makes its meaning. */
export interface VersionedDefinition {
  definition: MetricDefinition;
  meaning: Readonly<Record<(typeof MEANING_FIELDS)[number], unknown>>;
}

/** The fields in which two definitions mean different things; empty where their values may be compared. */
export function differingFields(a: VersionedDefinition, b: VersionedDefinition): string[] {
  if (a.definition.fingerprint === b.definition.fingerprint) return [];
  const fields = MEANING_FIELDS.filter((field) => canonicalize(a.meaning[field]) !== canonicalize(b.meaning[field]));
  // An expression also changes its meaning with a definition it is made of.
  return fields.length > 0 ? fields : ['method'];
}
