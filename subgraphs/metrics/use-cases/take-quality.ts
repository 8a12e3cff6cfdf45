import type { Instant } from '../../../vocabulary/duration.ts';
import type { Measurement } from '../domain/measurement.ts';
import { acceptQuality, isSourceOf, type QualityPoint } from '../domain/quality.ts';
import type { Binders } from './bind-telemetry.ts';

/** Binds what OpenLineage told of the quality of data to the metrics whose source it is; a figure may feed several. */
export async function takeQuality(
  { definitions, metrics, unbound }: Binders,
  points: readonly QualityPoint[],
  now: Instant,
): Promise<number> {
  const known = [...(await definitions.all()).values()];
  const measurements: Measurement[] = [];
  let took = 0;
  for (const point of points) {
    const claiming = known.filter(({ openlineage }) => openlineage && isSourceOf(openlineage, point));
    const accepted = claiming.map((definition) => acceptQuality(definition, point, now));
    const taken = accepted.flatMap((one) => (one.ok ? [one.measurement] : []));
    measurements.push(...taken);
    const refused = accepted.find((one) => !one.ok);
    if (taken.length > 0) {
      took++;
      continue;
    }
    const reason = refused && !refused.ok ? refused.message : 'no definition has it as its source';
    unbound.count({ protocol: 'OPENLINEAGE', instrument: point.facet, reason, count: 1 }, now);
  }
  await metrics.record(measurements);
  return took;
}
