import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { MetricDefinition } from '../domain/definition.ts';
import { type FingerprintedKey, textOfKey } from '../domain/measurement.ts';
import { forgottenUntil, mergedStep, mergedUntil } from '../domain/retention.ts';
import { gridOf, longestWithin, type Span, windowsWithin } from '../domain/windows.ts';
import type { Definitions } from '../ports/definitions.ts';
import type { Condensing, MetricStore } from '../ports/metric-store.ts';

/** What falls due is looked for so often. */
const PAUSE: Milliseconds = 60_000;
/** Steps of one metric merged before others get their turn. */
const STEPS_AT_ONCE = 32;
/** Metrics merged in one round. */
const METRICS_AT_ONCE = 100;

/** Merges what is older than its definition keeps it as it is, and removes what is older than it keeps it at all. */
export function condensation({ metrics, definitions }: { metrics: MetricStore; definitions: Definitions }) {
  /** Up to when each metric has been looked at: what of it stays as it is need not be looked at again. */
  const lookedAt = new Map<string, Instant>();
  let restsUntil = Number.NEGATIVE_INFINITY;

  /** Merges a portion of what is due at `now`; answers whether anything was. @throws StoreUnavailable */
  return async (now: Instant): Promise<boolean> => {
    const { condensing } = metrics;
    if (!condensing || now < restsUntil) return false;
    const kept = [...(await definitions.all()).values()].filter(({ retention }) => retention);
    let changed = false;
    for (const definition of kept) {
      changed = (await condenseOne(metrics, condensing, definition, now, lookedAt)) || changed;
      changed = (await forgetOne(condensing, definition, now)) || changed;
    }
    if (changed) await condensing.compact();
    else restsUntil = now + PAUSE;
    return changed;
  };
}

async function condenseOne(
  metrics: MetricStore,
  condensing: Condensing,
  definition: MetricDefinition,
  now: Instant,
  lookedAt: Map<string, Instant>,
): Promise<boolean> {
  const { name, fingerprint, window } = definition;
  const until = mergedUntil(definition, now);
  if (until === null) return false;
  const unmerged = await condensing.unmerged({ name, fingerprint, until, longest: longestWithin(window) });
  let changed = false;
  const due = unmerged.flatMap(({ asset, earliest }) => {
    const key = { name, fingerprint, asset };
    const from = Math.max(earliest - 1, lookedAt.get(textOf(key)) ?? 0);
    return from < until ? [{ key, from }] : [];
  });
  for (const { key, from } of due.slice(0, METRICS_AT_ONCE)) {
    const steps = stepsOf(definition, from, until);
    for (const step of steps) changed = (await condenseStep(metrics, condensing, definition, key, step)) || changed;
    lookedAt.set(textOf(key), steps.at(-1)?.end ?? until);
  }
  return changed || due.length > METRICS_AT_ONCE || due.some(({ key }) => (lookedAt.get(textOf(key)) ?? 0) < until);
}

const textOf = (key: FingerprintedKey): string => `${key.fingerprint} ${textOfKey(key)}`;

function stepsOf({ retention, timezone }: MetricDefinition, from: Instant, until: Instant): Span[] {
  if (!retention) return [];
  const grid = gridOf(retention.step, timezone);
  return windowsWithin(grid, grid.holding(from).start, until, STEPS_AT_ONCE).slice(0, STEPS_AT_ONCE);
}

async function condenseStep(
  metrics: MetricStore,
  condensing: Condensing,
  definition: MetricDefinition,
  key: FingerprintedKey,
  step: Span,
): Promise<boolean> {
  const [measurements = []] = await metrics.measurements([{ ...key, after: step.start, until: step.end }]);
  const merged = measurements.length > 0 ? mergedStep(definition, measurements, step) : null;
  if (!merged) return false;
  await condensing.replace({ ...key, after: step.start, until: step.end }, merged);
  return true;
}

async function forgetOne(condensing: Condensing, definition: MetricDefinition, now: Instant): Promise<boolean> {
  const until = forgottenUntil(definition, now);
  return until !== null && (await condensing.forget({ ...definition, until }));
}
