import type { Instant } from '../../../vocabulary/duration.ts';
import type { ActiveDimensions } from '../domain/active-dimensions.ts';
import { type Binding, bind } from '../domain/bind.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import type { Measurement } from '../domain/measurement.ts';
import type { CumulativePoint, TelemetryPoint } from '../domain/observation.ts';
import type { UnboundCounter } from '../domain/unbound.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import { noteDimensions } from './note-dimensions.ts';

/** What binds, and what takes the bound and counts the rest. */
export interface Binders {
  definitions: Definitions;
  metrics: MetricStore;
  unbound: UnboundCounter;
  active: ActiveDimensions;
}

type Protocol = TelemetryPoint['protocol'];

/** Binds points to metrics by the definitions' sources; a point may feed several. */
export async function bindTelemetry(
  { definitions, metrics, unbound, active }: Binders,
  points: readonly TelemetryPoint[],
  now: Instant,
  reckonedFrom: readonly CumulativePoint[] = [],
): Promise<{ bound: number; unbound: number; rejected: { message: string }[] }> {
  const known = await definitions.all();
  await noteDimensions({ metrics, active }, known.keys(), now);
  const bySource = { OTLP: definitionsByName('OTLP', known), PROMETHEUS: definitionsByName('PROMETHEUS', known) };
  const measurements: Measurement[] = [];
  const counts = { bound: 0, unbound: 0, rejected: [] as { message: string }[] };
  for (const point of points) {
    const before = measurements.length;
    let left: Exclude<Binding, { kind: 'BOUND' }> | null = null;
    for (const { definition, source } of bySource[point.protocol].get(point.instrument) ?? []) {
      const binding = bounded(active, bind(definition, source, point, now), now);
      if (binding.kind === 'BOUND') measurements.push(binding.measurement);
      else if (left === null || (binding.kind === 'REJECTED' && left.kind === 'UNBOUND')) left = binding;
    }
    const isBound = measurements.length > before;
    if (isBound) counts.bound++;
    else if (left?.kind === 'REJECTED') counts.rejected.push({ message: left.reason });
    else counts.unbound++;
    // A refusal also when another definition took it: each whose source it is was meant to have it.
    if (!isBound || left?.kind === 'REJECTED')
      unbound.count({ ...point, reason: left?.reason ?? 'no definition has it as its source', count: 1 }, now);
  }
  await metrics.record(measurements, reckonedFrom);
  return counts;
}

function bounded(active: ActiveDimensions, binding: Binding, now: Instant): Binding {
  const refusal = binding.kind === 'BOUND' ? active.refusalOf(binding.measurement, now) : null;
  return refusal === null ? binding : { kind: 'REJECTED', reason: refusal };
}

/** Names of the instruments or metrics that definitions have as their source. */
export async function claimedNames(definitions: Definitions, protocol: Protocol): Promise<ReadonlySet<string>> {
  return new Set(definitionsByName(protocol, await definitions.all()).keys());
}

const sourceOf = (protocol: Protocol, { otlp, prometheus }: MetricDefinition) =>
  protocol === 'OTLP'
    ? otlp && { ...otlp, name: otlp.instrument }
    : prometheus && { ...prometheus, name: prometheus.metric };

type Claim = { definition: MetricDefinition; source: NonNullable<ReturnType<typeof sourceOf>> };

function definitionsByName(
  protocol: Protocol,
  definitions: ReadonlyMap<string, MetricDefinition>,
): Map<string, Claim[]> {
  const claims = [...definitions.values()].flatMap((definition): Claim[] => {
    const source = sourceOf(protocol, definition);
    return source ? [{ definition, source }] : [];
  });
  return Map.groupBy(claims, ({ source }) => source.name);
}
