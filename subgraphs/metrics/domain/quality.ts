import type { AssetId } from '../../../vocabulary/asset-id.ts';
import { type Duration, type Instant, parseDuration } from '../../../vocabulary/duration.ts';
import { factorBetween } from '../../../vocabulary/unit.ts';
import { type Acceptance, accept } from './accept.ts';
import type { MetricDefinition, OpenLineageSource } from './definition.ts';
import type { Components } from './observation.ts';

/** What of a dataset or field can feed a metric: `docs/telemetry.md` says where each is found. */
export const QUALITY_FACETS = [
  ...['rowCount', 'bytes', 'fileCount', 'lastUpdated'],
  ...['rowsWritten', 'bytesWritten', 'filesWritten', 'rowsRead', 'bytesRead', 'filesRead'],
  ...['nullCount', 'nullShare', 'distinctCount', 'distinctShare', 'mean', 'min', 'max', 'quantile'],
  ...['assertionsFailed', 'unexpectedShare'],
] as const;
export type QualityFacet = string & (typeof QUALITY_FACETS)[number];

/** One figure that a producer told of the quality of an asset at a time. */
export interface QualityPoint {
  facet: QualityFacet;
  /** Of the facet `quantile`; null for every other. */
  quantile: number | null;
  asset: AssetId;
  time: Instant;
  dimensions: Record<string, string>;
  /** Null for figures of a field, whose unit nobody tells. */
  unit: string | null;
  /** The figure in the forms that it can be told in, the one that says most first. */
  forms: Components[];
}

const AT_AN_INSTANT = parseDuration('PT0S') as Duration;

/** Whether a definition's source is this figure. */
export const isSourceOf = ({ facet, quantile }: OpenLineageSource, point: QualityPoint): boolean =>
  facet === point.facet && (quantile === null || quantile === point.quantile);

/** Makes a measurement of a figure, in the first of its forms that the definition's method takes. */
export function acceptQuality(definition: MetricDefinition, point: QualityPoint, now: Instant): Acceptance {
  const factor = point.unit === null ? 1 : factorBetween(point.unit, definition.unit);
  let last: Acceptance = {
    ok: false,
    code: 'BAD_USER_INPUT',
    message: `${point.facet} of ${point.asset} has no figure`,
  };
  for (const form of point.forms) {
    const components = inUnit(form, factor, definition);
    if (components === null) {
      const message = `${point.facet} is in ${point.unit}, which cannot become ${definition.unit}, the unit of ${definition.name}`;
      last = { ok: false, code: 'BAD_USER_INPUT', message };
      continue;
    }
    const { asset, time, dimensions } = point;
    const observation = { metric: definition.name, asset, time, duration: AT_AN_INSTANT, components, dimensions };
    last = accept(new Map([[definition.name, definition]]), { ...observation, traceId: null }, now);
    if (last.ok) return last;
  }
  return last;
}

/** Counts of a ratio have no unit of their own, and freshness takes a time, whatever its own unit is. */
function inUnit(form: Components, factor: number | null, { method }: MetricDefinition): Components | null {
  if (!('value' in form) || method.kind === 'freshness') return form;
  return factor === null ? null : { value: form.value * factor };
}
