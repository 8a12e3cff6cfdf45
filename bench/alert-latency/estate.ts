/** Models that each read a table of their own, measured every five seconds. */
import type { Client } from '../../demo/client.ts';
import { accuracy, modelOf } from '../../test/faults/storm.ts';
import { applyDefinitions, declareEdges } from '../../test/scenarios/telling.ts';
import { type Instant, isoOf } from '../../vocabulary/duration.ts';

export const WINDOW = 5_000;
/** How long after its end a window closes. */
export const LATENESS = 2_000;
export const LIMIT = 0.85;

const tableOf = (index: number): string => `dataset/warehouse/table-${index}`;

const ACCURACY = accuracy({
  window: 'PT5S',
  lateness: `PT${LATENESS / 1_000}S`,
  baseline: { kind: 'rolling', length: 'PT5M' },
  thresholds: [{ audience: 'ON_CALL', severity: 'CRITICAL', below: LIMIT, clearAbove: 0.87, for: 'PT5S' }],
});

/** Puts the estate in place but for its measurements. */
export async function tellOfEstate(client: Client, metrics: number, from: Instant): Promise<void> {
  await applyDefinitions(client, [ACCURACY]);
  const validFrom = isoOf(from);
  const edges = Array.from({ length: metrics }, (_, index) => ({
    ...{ from: tableOf(index), to: modelOf(index), role: 'READS', validFrom },
  }));
  await declareEdges(client, edges);
}

/** End of the last window that ended by a time. */
export const lastEndAt = (time: Instant): Instant => Math.floor(time / WINDOW) * WINDOW;

/** The observations of the window that ends then, in which one model answers badly, or none does. */
export const windowOf = (metrics: number, end: Instant, fallen: number | null): object[] =>
  Array.from({ length: metrics }, (_, index) => ({
    metric: 'prediction.accuracy',
    asset: modelOf(index),
    time: isoOf(end),
    numerator: (index === fallen ? 700 : 900) + ((index + end / WINDOW) % 5),
    denominator: 1_000,
  }));
