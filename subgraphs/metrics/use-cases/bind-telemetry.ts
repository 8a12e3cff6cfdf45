import type { Instant } from '../../../vocabulary/duration.ts';
import { type Binding, bind } from '../domain/bind.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Measurement } from '../domain/measurement.ts';
import type { TelemetryPoint } from '../domain/observation.ts';
import type { UnboundCounter } from '../domain/unbound.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';

/** Binds points to metrics by the definitions' sources; a point may feed several. */
export async function bindTelemetry(
  { definitions, metrics, unbound }: { definitions: Definitions; metrics: MetricStore; unbound: UnboundCounter },
  points: readonly TelemetryPoint[],
  now: Instant,
): Promise<{ bound: number; unbound: number; rejected: { message: string }[] }> {
  const byInstrument = definitionsByInstrument(await definitions.all());
  const measurements: Measurement[] = [];
  const counts = { bound: 0, unbound: 0, rejected: [] as { message: string }[] };
  for (const point of points) {
    const bindings = bindingsOf(byInstrument, point, now);
    const bound = bindings.flatMap((binding) => (binding.kind === 'BOUND' ? [binding.measurement] : []));
    const rejected = bindings.find(({ kind }) => kind === 'REJECTED');
    measurements.push(...bound);
    if (bound.length > 0) counts.bound++;
    else if (rejected && 'reason' in rejected) counts.rejected.push({ message: rejected.reason });
    else {
      counts.unbound++;
      unbound.count(point, reasonOf(bindings), now);
    }
  }
  await metrics.record(measurements);
  return counts;
}

function definitionsByInstrument(definitions: ReadonlyMap<string, MetricDefinition>): Map<string, MetricDefinition[]> {
  const bound = [...definitions.values()].filter(({ otlp }) => otlp !== null);
  return Map.groupBy(bound, ({ otlp }) => otlp?.instrument ?? '');
}

function bindingsOf(byInstrument: Map<string, MetricDefinition[]>, point: TelemetryPoint, now: Instant): Binding[] {
  if (point.protocol !== 'OTLP') return [];
  const claiming = byInstrument.get(point.instrument) ?? [];
  return claiming.flatMap((definition) => (definition.otlp ? [bind(definition, definition.otlp, point, now)] : []));
}

const reasonOf = ([first]: Binding[]): string =>
  first && 'reason' in first ? first.reason : 'no definition has it as its source';
