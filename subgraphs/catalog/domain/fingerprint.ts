import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { MetricDefinitionDocument } from './document.ts';

/**
 * What makes a definition's meaning: SHA-256, in hexadecimal, of the RFC 8785 canonical JSON of method (with bins and
 * epsilon), formula, window, time zone, baseline, unit and source. Measurements of one fingerprint may be compared.
 */
export function fingerprintOf({ spec }: MetricDefinitionDocument): string {
  const { method, formula, window, timezone, baseline, unit, source } = spec;
  const meaning = canonicalize({ method, formula, window, timezone, baseline: baseline ?? null, unit, source });
  return createHash('sha256')
    .update(meaning ?? '')
    .digest('hex');
}
