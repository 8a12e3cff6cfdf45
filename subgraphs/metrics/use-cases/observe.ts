import type { Instant } from '../../../vocabulary/duration.ts';
import { accept } from '../domain/accept.ts';
import type { Observation, ObservationOutcome } from '../domain/observation.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';

/** Keeps what the definitions accept; an outcome for each observation, in order, once the accepted are durable. */
export async function observe(
  { definitions, metrics }: { definitions: Definitions; metrics: MetricStore },
  observations: readonly Observation[],
  now: Instant,
): Promise<ObservationOutcome[]> {
  const known = await definitions.including(observations.map(({ metric }) => metric));
  const accepted = observations.map((observation) => accept(known, observation, now));
  await metrics.record(accepted.flatMap((one) => (one.ok ? [one.measurement] : [])));
  return accepted.map((one) =>
    one.ok ? { accepted: true } : { accepted: false, code: one.code, message: one.message },
  );
}
