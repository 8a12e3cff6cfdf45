import { identityOf } from '../../../vocabulary/asset-id.ts';
import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import { nearestName } from '../../../vocabulary/nearest-name.ts';
import type { StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import { dimensionsText, type Measurement } from './measurement.ts';
import type { Components, Observation } from './observation.ts';
import { timeFault } from './plausible-time.ts';
import { latenessFault } from './retention.ts';
import { rulesOf } from './rules-of.ts';
import { longestWithin } from './windows.ts';

/** Longest unknown name that a suggestion is looked for. */
const LONGEST_NAME = 200;

/** An observation held against its definition. */
export type Acceptance = { ok: true; measurement: Measurement } | { ok: false; code: string; message: string };

type Refusal = Extract<Acceptance, { ok: false }>;

const refusal = (message: string, code = 'BAD_USER_INPUT'): Refusal => ({ ok: false, code, message });

/** Makes a measurement of an observation, or says why not and what would do. */
export function accept(
  definitions: ReadonlyMap<string, MetricDefinition>,
  observation: Observation,
  now: Instant,
): Acceptance {
  const definition = definitions.get(observation.metric);
  if (!definition) return unknownMetric(observation.metric, definitions.keys());
  const fault = faultOf(definition, observation, now);
  if (fault) return refusal(fault);
  const rules = rulesOf(definition);
  const reading = rules.read(observation.components);
  if (!reading.ok)
    return refusal(`${definition.name} is a ${definition.method.kind}: ${reading.message}; it takes ${rules.takes}`);
  const misfit = misfitOf(definition, observation, reading.components);
  if (misfit) return refusal(misfit);
  return {
    ok: true,
    measurement: {
      name: definition.name,
      fingerprint: definition.fingerprint,
      asset: observation.asset,
      dimensions: dimensionsText(observation.dimensions),
      end: observation.time,
      duration: millisecondsOf(observation.duration ?? definition.window),
      components: reading.components,
      traceIds: observation.traceId === null ? [] : [observation.traceId],
      recordedAt: now,
    },
  };
}

function unknownMetric(name: string, known: Iterable<string>): Refusal {
  const nearest = name.length > LONGEST_NAME ? null : nearestName(name, known);
  const remedy = nearest ? `did you mean "${nearest}"?` : 'apply its definition to the catalog first';
  return refusal(`no metric definition is named "${name.slice(0, LONGEST_NAME)}"; ${remedy}`, 'NOT_FOUND');
}

function faultOf(definition: MetricDefinition, observation: Observation, now: Instant): string | null {
  const { name, method, appliesTo } = definition;
  if (method.kind === 'expression')
    return `${name} is computed from ${Object.values(method.over).join(', ')} and cannot be observed itself; observe those`;
  const { kind } = identityOf(observation.asset);
  if (!appliesTo.includes(kind)) return `${name} applies to ${appliesTo.join(', ')}; ${observation.asset} is a ${kind}`;
  return (
    timeFault(observation.time, now) ??
    latenessFault(definition, observation.time, now) ??
    notANumberIn(observation.components)
  );
}

/** What is wrong with components that the method can read. */
function misfitOf(definition: MetricDefinition, observation: Observation, components: StoredComponents): string | null {
  const { name, window, baseline, category, direction } = definition;
  const { duration, time } = observation;
  const isOfBaseline = baseline?.kind === 'pinned' && time > baseline.from && time <= baseline.to;
  if (duration !== null && millisecondsOf(duration) > longestWithin(window) && !isOfBaseline)
    return `duration ${duration} is longer than the window ${window} of ${name}; only an observation of the baseline may be`;
  const isShare = category === 'ACCURACY' && direction === 'HIGHER_IS_BETTER' && 'numerator' in components;
  if (isShare && (components.numerator > components.denominator || components.numerator < 0))
    return `${components.numerator} of ${components.denominator} is no share, which ${name} is`;
  return null;
}

/** Names the first component that is no finite number. */
function notANumberIn(components: Components, within = ''): string | null {
  for (const [name, part] of Object.entries(components)) {
    if (part instanceof Uint8Array || part === undefined) continue;
    const fault =
      typeof part === 'object' ? notANumberIn(part, `${within}${name}.`) : Number.isFinite(part) ? null : `${part}`;
    if (fault !== null)
      return typeof part === 'object' ? fault : `${labelled(within, name)} is ${fault}; a finite number is needed`;
  }
  return null;
}

const labelled = (within: string, name: string): string => (within === 'bins.' ? `bin "${name}"` : within + name);
