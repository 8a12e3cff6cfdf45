import { createHash } from 'node:crypto';
import { type AssetId, type AssetKind, assetIdFault, parseAssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { StoredComponents } from './components.ts';
import type { MetricDefinition, OtlpSource, PrometheusSource } from './definition.ts';
import { sketchOfExponential, sketchOfHistogram } from './histogram.ts';
import { dimensionsText, type Measurement } from './measurement.ts';
import type { Components, TelemetryPoint } from './observation.ts';
import { timeFault } from './plausible-time.ts';
import { latenessFault } from './retention.ts';
import { rulesOf } from './rules-of.ts';
import { unitFactor } from './unit-factor.ts';

/** What became of one point for one definition. UNBOUND: it is not this definition's; REJECTED: it is, but is wrong. */
export type Binding =
  | { kind: 'BOUND'; measurement: Measurement }
  | { kind: 'UNBOUND'; reason: string }
  | { kind: 'REJECTED'; reason: string };

type Source = OtlpSource | PrometheusSource;
type Attributes = TelemetryPoint['attributes'];

/** Binds a point to a metric of a definition whose source is the point's instrument. */
export function bind(definition: MetricDefinition, source: Source, point: TelemetryPoint, now: Instant): Binding {
  const place = placeOf(source, point);
  if ('reason' in place) return { kind: 'UNBOUND', reason: place.reason };
  if (!definition.appliesTo.includes(place.kind))
    return {
      kind: 'UNBOUND',
      reason: `${definition.name} applies to ${definition.appliesTo.join(', ')}, not to ${place.kind}`,
    };
  if (point.measured.kind === 'summary')
    return { kind: 'UNBOUND', reason: 'it is a summary, whose quantiles cannot be added up; send a histogram' };
  const fault =
    timeFault(point.time, now, point.protocol === 'OTLP' ? 'nanoseconds' : 'milliseconds') ??
    latenessFault(definition, point.time, now);
  if (fault) return { kind: 'REJECTED', reason: `${point.instrument}: ${fault}` };
  const refused = (reason: string): Binding => ({
    kind: 'REJECTED',
    reason: `${point.instrument} for ${definition.name}: ${reason}`,
  });
  const components = source.numerator
    ? partsOf(definition, source.numerator, point.attributes, point.measured)
    : inUnitOf(definition, source.scale, point, point.measured);
  if (typeof components === 'string') return refused(components);
  return { kind: 'BOUND', measurement: measurementOf(definition, place, point, components, now) };
}

/** The dimension that tells the series of one asset apart. */
const SERIES = { OTLP: 'otlp.series', PROMETHEUS: 'prometheus.series' };

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Where the points of some attributes belong by a source, or why nowhere. */
type Place = { id: AssetId; kind: AssetKind; dimensions: string } | { reason: string };

interface KnownPlace {
  protocol: TelemetryPoint['protocol'];
  source: Source;
  place: Place;
}

/** Of attributes that are frozen, hence the same for as long as there are any. */
const knownPlaces = new WeakMap<Attributes, KnownPlace[]>();

function placeOf(source: Source, { protocol, attributes }: TelemetryPoint): Place {
  const known = Object.isFrozen(attributes) ? knownPlaces.get(attributes) : undefined;
  const before = known?.find((one) => one.protocol === protocol && isSameSource(one.source, source));
  if (before) return before.place;
  const place = newPlace(source, protocol, attributes);
  if (known) known.push({ protocol, source, place });
  else if (Object.isFrozen(attributes)) knownPlaces.set(attributes, [{ protocol, source, place }]);
  return place;
}

/** By what they say, for definitions are read again and again. */
const isSameSource = (a: Source, b: Source): boolean =>
  a === b ||
  (a.asset === b.asset &&
    a.dimensions.length === b.dimensions.length &&
    a.dimensions.every((name, index) => name === b.dimensions[index]));

function newPlace(
  { asset: template, dimensions: named }: Source,
  protocol: TelemetryPoint['protocol'],
  attributes: Attributes,
): Place {
  const asset = assetOf(template, attributes);
  if ('reason' in asset) return asset;
  const dimensions = dimensionsText({
    ...attributesNamed(named, attributes),
    [SERIES[protocol]]: otherAttributes(template, named, attributes),
  });
  return { id: asset.id, kind: asset.kind, dimensions };
}

function assetOf(template: string, attributes: Attributes) {
  const absent = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name).find((name) => !attributes[name]);
  if (absent) return { reason: `it has no attribute ${absent}, which the asset template ${template} needs` };
  const id = template.replaceAll(PLACEHOLDER, (_, name: string) => encodeURIComponent(attributes[name] ?? ''));
  return parseAssetId(id) ?? { reason: assetIdFault(id) };
}

type Countable = Exclude<TelemetryPoint['measured'], { kind: 'summary' }>;

/** Of a ratio: how much there was, and whether it counts as the part. In one unit, whichever that is. */
function partsOf(
  definition: MetricDefinition,
  numerator: Record<string, string[]>,
  attributes: Record<string, string>,
  measured: Countable,
): StoredComponents | string {
  const denominator = 'count' in measured ? measured.count : measured.value;
  const isPart = Object.entries(numerator).every(([name, patterns]) => isAmong(attributes[name], patterns));
  return readAs(definition, { numerator: isPart ? denominator : 0, denominator }, measured.kind);
}

/** A `*` at the end of a pattern stands for any text, also none. */
const isAmong = (value: string | undefined, patterns: readonly string[]): boolean =>
  value !== undefined &&
  patterns.some((pattern) => (pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern));

function inUnitOf(
  definition: MetricDefinition,
  scale: number | null,
  point: TelemetryPoint,
  measured: Countable,
): StoredComponents | string {
  const factor = unitFactor(definition, scale, point);
  return typeof factor === 'string' ? factor : componentsOf(definition, factor, measured);
}

/** The point's parts in the definition's unit and method; a sentence when they do not fit. */
function componentsOf(definition: MetricDefinition, scale: number, measured: Countable): StoredComponents | string {
  const { method } = definition;
  if (method.kind === 'count' && measured.kind === 'gauge')
    return 'a gauge is a level, and levels of different times do not add up to a count; use the method value or mean';
  if (method.kind === 'quantile' && measured.kind === 'histogram')
    return measured.bounds.length === 0 && measured.count > 0
      ? 'a histogram without buckets has no quantiles; send one with bounds, or an exponential one'
      : sketchOfHistogram(measured, scale);
  if (method.kind === 'quantile' && measured.kind === 'exponentialHistogram')
    return sketchOfExponential(measured, scale);
  if ('count' in measured && method.kind !== 'count' && measured.sum === null)
    return `a ${measured.kind} without a sum has no mean`;
  const components: Components = !('count' in measured)
    ? { value: measured.value * scale }
    : method.kind === 'count'
      ? { value: measured.count }
      : { count: measured.count, sum: (measured.sum ?? 0) * scale, ...extremesOf(measured, scale) };
  return readAs(definition, components, measured.kind);
}

function readAs(definition: MetricDefinition, components: Components, kind: string): StoredComponents | string {
  const wrong = Object.entries(components).find(([, value]) => !Number.isFinite(value));
  if (wrong) return `${wrong[0]} is ${wrong[1]}; a finite number is needed`;
  const rules = rulesOf(definition);
  const reading = rules.read(components);
  return reading.ok
    ? reading.components
    : `a ${kind} does not fit a ${definition.method.kind}: ${reading.message}; it takes ${rules.takes}`;
}

const extremesOf = ({ min, max }: { min: number | null; max: number | null }, scale: number) => ({
  ...(min === null ? {} : { min: min * scale }),
  ...(max === null ? {} : { max: max * scale }),
});

function measurementOf(
  { name, fingerprint }: MetricDefinition,
  { id: asset, dimensions }: Exclude<Place, { reason: string }>,
  point: TelemetryPoint,
  components: StoredComponents,
  now: Instant,
): Measurement {
  return {
    name,
    fingerprint,
    asset,
    dimensions,
    end: point.time,
    duration: point.startTime === null ? 0 : Math.max(0, point.time - point.startTime),
    components,
    traceIds: point.exemplars,
    recordedAt: now,
  };
}

/** Those that a metric can be broken down by; one that a point does not carry is no dimension of it. */
const attributesNamed = (named: readonly string[], attributes: Attributes): Record<string, string> =>
  Object.fromEntries(named.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]])));

/**
 * What tells the series of one asset apart, such as its processes: they are measured side by side, so that one must
 * not replace the other. A hash, for the attributes may be many and long.
 */
function otherAttributes(template: string, named: readonly string[], attributes: Attributes): string {
  const used = new Set([...[...template.matchAll(PLACEHOLDER)].map(([, name]) => name), ...named]);
  const others = Object.entries(attributes).filter(([name]) => !used.has(name));
  const text = JSON.stringify(others.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
