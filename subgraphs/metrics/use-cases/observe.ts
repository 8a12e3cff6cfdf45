import type { Instant } from '../../../vocabulary/duration.ts';
import { type Acceptance, accept } from '../domain/accept.ts';
import type { ActiveDimensions } from '../domain/active-dimensions.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { comparedBins, drawsBins, foreignBinsFault } from '../domain/foreign-bins.ts';
import type { Measurement } from '../domain/measurement.ts';
import type { Observation, ObservationOutcome } from '../domain/observation.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { MetricStore } from '../ports/metric-store.ts';
import type { Baselines } from './baselines.ts';
import { noteDimensions } from './note-dimensions.ts';

interface ObservingStores {
  definitions: Definitions;
  metrics: MetricStore;
  baselines: Baselines;
  active: ActiveDimensions;
}

type DefinitionsByName = ReadonlyMap<string, MetricDefinition>;

/** Keeps what the definitions accept; an outcome for each observation, in order, once the accepted are durable. */
export async function observe(
  stores: ObservingStores,
  observations: readonly Observation[],
  now: Instant,
): Promise<ObservationOutcome[]> {
  const known = await stores.definitions.including(observations.map(({ metric }) => metric));
  await noteDimensions(stores, known.keys(), now);
  const accepted = observations.map((observation) => bounded(stores.active, accept(known, observation, now), now));
  const isCompared = (one: Acceptance) => one.ok && comparedBins(definitionOf(known, one.measurement), one.measurement);
  // What the baseline is made of goes first: the others may be held against what came with them.
  await keep(
    stores,
    known,
    accepted.filter((one) => !isCompared(one)),
  );
  if (!accepted.some(isCompared)) return accepted.map(outcomeOf);
  const held = await heldAgainstBaselines(stores, known, accepted.filter(isCompared));
  await keep(stores, known, [...held.values()]);
  return accepted.map((one) => outcomeOf(held.get(one) ?? one));
}

const definitionOf = (known: DefinitionsByName, { name }: Measurement): MetricDefinition =>
  known.get(name) as MetricDefinition;

const outcomeOf = (one: Acceptance): ObservationOutcome =>
  one.ok ? { accepted: true } : { accepted: false, code: one.code, message: one.message };

async function keep(
  { metrics, baselines }: ObservingStores,
  known: DefinitionsByName,
  all: readonly Acceptance[],
): Promise<void> {
  const measurements = all.flatMap((one) => (one.ok ? [one.measurement] : []));
  if (measurements.length === 0) return;
  await metrics.record(measurements);
  const drawn = measurements.filter((one) => drawsBins(definitionOf(known, one), one));
  baselines.forget(drawn.map((one) => ({ ...one, earliest: one.end })));
}

/** Each of these as it is, or refused for bins that its baseline does not have. */
async function heldAgainstBaselines(
  { baselines }: ObservingStores,
  known: DefinitionsByName,
  all: readonly Acceptance[],
): Promise<Map<Acceptance, Acceptance>> {
  const measured = all.flatMap((one) => (one.ok ? [{ one, measurement: one.measurement }] : []));
  const questions = measured.map(({ measurement }) => ({
    metric: measurement,
    definition: definitionOf(known, measurement),
    span: { start: measurement.end - 1, end: measurement.end },
  }));
  const answers = await baselines.of(questions);
  return new Map(
    measured.map(({ one, measurement }, index) => {
      const { definition, span } = questions[index] as (typeof questions)[number];
      const baseline = answers[index]?.(span)?.components ?? null;
      const message = baseline && foreignBinsFault(definition, measurement, baseline);
      return [one, message ? { ok: false, code: 'BAD_USER_INPUT', message } : one];
    }),
  );
}

function bounded(active: ActiveDimensions, acceptance: Acceptance, now: Instant): Acceptance {
  const refusal = acceptance.ok ? active.refusalOf(acceptance.measurement, now) : null;
  return refusal === null ? acceptance : { ok: false, code: 'BAD_USER_INPUT', message: refusal };
}
