import type { Observation } from '../../subgraphs/metrics/index.ts';
import { parseAssetId } from '../../vocabulary/asset-id.ts';
import { parseInstant } from '../../vocabulary/duration.ts';

/**
 * An observation of nothing but a value, or a numerator and a denominator, of one metric on one asset at one time: most
 * lines are, and a third of the time is enough to read them. Null for every other line, right or wrong.
 */
export function plainObservation(json: unknown): Observation | null {
  if (typeof json !== 'object' || json === null) return null;
  const { metric, asset, time, ...components } = json as Record<string, unknown>;
  if (typeof metric !== 'string' || metric === '' || typeof asset !== 'string' || typeof time !== 'string') return null;
  const measured = plainComponents(components);
  const identity = measured && parseAssetId(asset);
  const instant = identity ? parseInstant(time) : null;
  if (!measured || !identity || instant === null) return null;
  return {
    metric,
    asset: identity.id,
    time: instant,
    duration: null,
    components: measured,
    dimensions: {},
    traceId: null,
  };
}

function plainComponents({ value, numerator, denominator, ...others }: Record<string, unknown>) {
  for (const _ in others) return null;
  if (Number.isFinite(value) && numerator === undefined && denominator === undefined) return { value: value as number };
  if (value !== undefined || !Number.isFinite(numerator) || !Number.isFinite(denominator)) return null;
  return { numerator: numerator as number, denominator: denominator as number };
}
