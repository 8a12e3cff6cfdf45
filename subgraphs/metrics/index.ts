import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { Conflict, StartRefused, StoreUnavailable } from '../../platform/errors.ts';
import { readinessOf } from '../../platform/readiness.ts';
import type { RequestScope, Subgraph, SubgraphConfig } from '../../platform/subgraph.ts';
import type { AssetId } from '../../vocabulary/asset-id.ts';
import { graphAssetGroups } from './adapters/graph-asset-groups.ts';
import { graphDefinitions } from './adapters/graph-definitions.ts';
import { graphLineage } from './adapters/graph-lineage.ts';
import { openMetricStore } from './adapters/open.ts';
import { placeOfMeasurements } from './adapters/place-of-measurements.ts';
import { openEvaluationStore } from './adapters/sql.ts';
import type { MetricsContext } from './context.ts';
import { ActiveDimensions } from './domain/active-dimensions.ts';
import type { MetricsIngest } from './domain/observation.ts';
import { UnboundCounter } from './domain/unbound.ts';
import { metricsLoaders } from './loaders.ts';
import type { EvaluationStore } from './ports/evaluation-store.ts';
import { resolvers } from './resolvers/index.ts';
import { announceAssets } from './use-cases/announce-assets.ts';
import { baselinesIn } from './use-cases/baselines.ts';
import { bindTelemetry, claimedNames } from './use-cases/bind-telemetry.ts';
import { condensation } from './use-cases/condense.ts';
import { evaluation, LEASE } from './use-cases/evaluation.ts';
import { withExpressions } from './use-cases/expression-metrics.ts';
import { observe } from './use-cases/observe.ts';
import { takeQuality } from './use-cases/take-quality.ts';

export type { CumulativePoint, LeftOut, MetricsIngest, Observation, TelemetryPoint } from './domain/observation.ts';
export type { QualityFacet, QualityPoint } from './domain/quality.ts';

/** A catalog applied a moment ago is in force a quarter of a second later at the latest. */
const DEFINITIONS_AGE = 250;

const typeDefs = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');

export interface MetricsConfig extends SubgraphConfig {
  /** Null for the embedded store. */
  metricsUrl: string | null;
  /** Is called when changes of verdict can be read that could not before. */
  onVerdictChanges?: () => void;
}

/** Ends the start of a process that cannot judge together with others; while their database is away each round says so. */
async function refuseApart(evaluations: EvaluationStore): Promise<void> {
  try {
    await evaluations.claim(LEASE);
  } catch (fault) {
    if (fault instanceof StoreUnavailable) return;
    await evaluations.close();
    throw fault instanceof Conflict ? new StartRefused(fault.message) : fault;
  }
}

/** How assets behave over time: measurements, their values, and the verdicts on them. */
export async function metrics(config: MetricsConfig): Promise<Subgraph<MetricsIngest>> {
  const { clock, log, graph } = config;
  const evaluations = await openEvaluationStore(config, { measurements: placeOfMeasurements(config) });
  await refuseApart(evaluations);
  const definitions = graphDefinitions(graph, clock, log, DEFINITIONS_AGE);
  const store = withExpressions(await openMetricStore(config), { definitions, evaluations }, clock);
  const lineage = graphLineage(graph);
  const groups = graphAssetGroups(graph);
  const baselines = baselinesIn(store);
  const unbound = new UnboundCounter();
  const active = new ActiveDimensions();
  let announced: Set<AssetId> | null = null;
  const condense = condensation({ metrics: store, definitions });
  const { judgeDue, nextClose } = evaluation(
    { metrics: store, evaluations, baselines, definitions, log },
    config.onVerdictChanges,
  );

  return {
    name: 'metrics',
    typeDefs,
    schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]),
    context: (_: RequestScope): MetricsContext => ({
      definitions,
      metrics: store,
      evaluations,
      baselines,
      groups,
      unbound,
      takeQuality: (points) => takeQuality({ definitions, metrics: store, unbound, active }, points, clock()),
      clock,
      loaders: metricsLoaders(store, evaluations),
    }),
    ingest: {
      observe: (observations) => observe({ definitions, metrics: store, baselines, active }, observations, clock()),
      claimed: (protocol) => claimedNames(definitions, protocol),
      leaveOut: (parts) => {
        for (const part of parts) unbound.count(part, clock());
      },
      telemetry: (points, reckonedFrom) =>
        bindTelemetry({ definitions, metrics: store, unbound, active }, points, clock(), reckonedFrom),
      lastPoints: store.lastPoints,
    },
    async work() {
      const judged = await judgeDue(clock());
      const condensed = await condense(clock());
      if (condensed) baselines.forgetAll();
      announced ??= new Set(await evaluations.announcedAssets());
      const told = await announceAssets({ metrics: store, evaluations, lineage }, announced).catch((cause) => {
        log.warn(
          { cause: (cause as Error).message },
          'lineage could not be told of new assets; the next round tries again',
        );
        return false;
      });
      return judged || condensed || told;
    },
    dueIn() {
      const close = nextClose();
      return close === null ? null : close - clock();
    },
    readiness: () => Promise.all([readinessOf('metric-store', store), readinessOf('evaluation-store', evaluations)]),
    async close() {
      await store.close();
      await evaluations.close();
    },
  };
}
