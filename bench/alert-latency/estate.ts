/** Models that each read a table of their own, measured every five seconds. */
import { whole } from '../../test/faults/storm.ts';
import { ask } from '../../test/graph/scenario/seed.ts';
import { type Instant, isoOf } from '../../vocabulary/duration.ts';

export const WINDOW = 5_000;
/** How long after its end a window closes. */
export const LATENESS = 2_000;
export const LIMIT = 0.85;
/** Edges stated in one request. */
const EDGES_AT_ONCE = 1_000;

export const modelOf = (index: number): string => `deployment/prod/model-${index}`;
const tableOf = (index: number): string => `dataset/warehouse/table-${index}`;

const catalog = `apiVersion: headwater/v1
kind: Team
metadata: { name: models, title: Models }
spec: { contact: models@example.com, audiences: { ON_CALL: pager } }
---
apiVersion: headwater/v1
kind: MetricDefinition
metadata: { name: prediction.accuracy, title: Accuracy, owner: models, reviewBy: 2027-02-01 }
spec:
  category: ACCURACY
  appliesTo: [DEPLOYMENT]
  unit: "1"
  direction: HIGHER_IS_BETTER
  formula: correct predictions / labelled predictions
  method: { kind: ratio }
  source: { observations: true }
  window: PT5S
  timezone: UTC
  lateness: PT${LATENESS / 1_000}S
  minimumSamples: 200
  baseline: { kind: rolling, length: PT5M }
  expected: { normal: About 0.9., degraded: Falls. }
  thresholds:
    - { audience: ON_CALL, severity: CRITICAL, below: ${LIMIT}, clearAbove: 0.87, for: PT5S }
  sensitivity: INTERNAL
`;

/** Puts the estate in place but for its measurements. */
export async function estateOf(url: string, metrics: number, from: Instant): Promise<void> {
  const apply =
    'mutation ($document: String!) { applyCatalog(input: { document: $document }) { userErrors { message } } }';
  const declare =
    'mutation ($input: DeclareLineageInput!) { declareLineage(input: $input) { userErrors { message } } }';
  await whole(ask(url, apply, { document: catalog }));
  const validFrom = isoOf(from);
  const edges = Array.from({ length: metrics }, (_, index) => ({
    ...{ from: tableOf(index), to: modelOf(index), role: 'READS', validFrom },
  }));
  for (let start = 0; start < metrics; start += EDGES_AT_ONCE) {
    const some = edges.slice(start, start + EDGES_AT_ONCE);
    const assets = some.flatMap(({ from: table, to: model }) => [{ id: table }, { id: model }]);
    await whole(ask(url, declare, { input: { assets, edges: some } }));
  }
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
