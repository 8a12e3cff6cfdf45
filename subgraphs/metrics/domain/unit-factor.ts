import { factorBetween, isUnit } from '../../../vocabulary/unit.ts';
import type { MetricDefinition } from './definition.ts';
import type { TelemetryPoint } from './observation.ts';

/** By how much a stated factor may differ from that between the units, as a share of it. */
const TOLERANCE = 1e-6;

/**
 * The factor from the unit of a point to the definition's: that of the source where it states one, held against the
 * units, else that between the units. A sentence when the two do not go together.
 */
export function unitFactor(
  definition: MetricDefinition,
  scale: number | null,
  { unit, measured }: TelemetryPoint,
): number | string {
  const { method } = definition;
  // How many samples a histogram has is a number whatever it measures.
  const isCountOfSamples = method.kind === 'count' && 'count' in measured;
  if (unit === null || isCountOfSamples) return scale ?? 1;
  const target = method.kind === 'freshness' ? 's' : definition.unit;
  if (!isUnit(unit)) {
    if (scale !== null) return scale;
    return `its unit "${unit}" is none of UCUM; say by \`scale\` in the source what makes it ${target}`;
  }
  const factor = factorBetween(unit, target);
  if (factor === null) return `it is in ${unit}, which cannot become ${target}; the definition or its source is wrong`;
  if (scale === null || Math.abs(scale / factor - 1) <= TOLERANCE) return factor;
  return `it is in ${unit}, which becomes ${target} by ${factor}, and the source says scale ${scale}; leave scale out or mend it`;
}
