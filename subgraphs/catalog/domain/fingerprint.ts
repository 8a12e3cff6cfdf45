import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { MetricDefinitionDocument } from './document.ts';

/** The fields of `spec` that make a definition's meaning. */
export const MEANING = ['method', 'formula', 'window', 'timezone', 'baseline', 'unit', 'source'] as const;

/**
 * What makes a definition's meaning: SHA-256, in hexadecimal, of the RFC 8785 canonical JSON of method (with bins and
 * epsilon), formula, window, time zone, baseline, unit and source; of an expression also of the fingerprints of what it
 * is computed from, by variable. Measurements of one fingerprint may be compared.
 */
export function fingerprintOf({ spec }: MetricDefinitionDocument, inputs: Record<string, string> | null): string {
  const { method, formula, window, timezone, baseline, unit, source } = spec;
  const fields = { method, formula, window, timezone, baseline: baseline ?? null, unit, source };
  const meaning = canonicalize(inputs ? { ...fields, inputs } : fields);
  return createHash('sha256')
    .update(meaning ?? '')
    .digest('hex');
}
