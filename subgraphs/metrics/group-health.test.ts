import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { type AssetId, deploymentId, modelVersionId } from '../../vocabulary/asset-id.ts';
import type { MetricsIngest } from './domain/observation.ts';
import { accuracyOn, DAY, definition, FIRST_DAY, GraphOfDefinitions } from './fixtures.ts';
import { metrics } from './index.ts';

const [OLD, NEW] = [modelVersionId('prod', 'churn', '1'), modelVersionId('prod', 'churn', '2')];
const [WEB, BATCH] = [deploymentId('prod', 'web'), deploymentId('prod', 'batch')];

let directory: string;
let graph: GraphOfDefinitions;
let subgraph: Subgraph<MetricsIngest>;

const pageOf = (nodes: unknown[]) => ({
  pageInfo: { hasNextPage: false, endCursor: null },
  edges: nodes.map((node) => ({ node })),
});
const version = (id: AssetId, ...deployments: AssetId[]) => ({
  id,
  downstream: pageOf(deployments.map((deployment) => ({ id: deployment }))),
});

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'headwater-health-'));
  graph = new GraphOfDefinitions(definition({ appliesTo: ['DEPLOYMENT', 'MODEL_VERSION'] }));
  const clock = () => FIRST_DAY + 4 * DAY;
  subgraph = await metrics({
    dataDirectory: directory,
    metricsUrl: null,
    clock,
    log: silentLog(),
    graph,
  });
  const days = (asset: AssetId, good: number) => [0, 1, 2].map((day) => accuracyOn(day, good, { asset }));
  await subgraph.ingest.observe([...days(OLD, 500), ...days(NEW, 950), ...days(WEB, 950)]);
  while (await subgraph.work());
});

afterEach(async () => {
  await subgraph.close();
  rmSync(directory, { recursive: true });
});

async function ask(source: string) {
  const scope = { signal: new AbortController().signal, traceId: '' };
  const { data, errors } = await graphql({ schema: subgraph.schema, source, contextValue: subgraph.context(scope) });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

describe('the health of a model', () => {
  const MODEL =
    '{ modelHealth(namespace: "prod", model: "churn") { status score contributions { metric { asset { id } } } } }';

  it('is that of the version that is served and of what serves it, whatever became of older ones', async () => {
    graph.answers.MetricsModelVersions = () => ({ modelVersions: pageOf([version(OLD), version(NEW, WEB)]) });
    expect(await ask(MODEL)).toEqual({
      modelHealth: {
        status: 'HEALTHY',
        score: 1,
        contributions: [{ metric: { asset: { id: NEW } } }, { metric: { asset: { id: WEB } } }],
      },
    });
  });

  it('is that of all versions where nothing serves one, and null for a model that nobody knows', async () => {
    graph.answers.MetricsModelVersions = () => ({ modelVersions: pageOf([version(OLD), version(NEW)]) });
    expect(await ask(MODEL)).toMatchObject({ modelHealth: { status: 'DEGRADED', score: 0 } });
    graph.answers.MetricsModelVersions = () => ({ modelVersions: pageOf([]) });
    expect(await ask(MODEL)).toEqual({ modelHealth: null });
  });
});

describe('the health of a domain', () => {
  const DOMAIN = `{ domainHealth(domain: "lending") {
    status score confidence complete counts { status count } assets(first: 2) { asset { id } health { status } } } }`;

  it('tells the worst assets first, and counts those that nobody measures as unknown', async () => {
    graph.answers.MetricsDomainAssets = () => ({ assets: pageOf([WEB, BATCH, OLD].map((id) => ({ id }))) });
    expect(await ask(DOMAIN)).toEqual({
      domainHealth: {
        status: 'DEGRADED',
        score: 0.5,
        confidence: expect.closeTo(2 / 3, 12),
        complete: true,
        counts: [
          { status: 'DEGRADED', count: 1 },
          { status: 'NO_DATA', count: 1 },
          { status: 'HEALTHY', count: 1 },
        ],
        assets: [
          { asset: { id: OLD }, health: { status: 'DEGRADED' } },
          { asset: { id: BATCH }, health: null },
        ],
      },
    });
  });

  it('is null for one that no asset is in', async () => {
    graph.answers.MetricsDomainAssets = () => ({ assets: pageOf([]) });
    expect(await ask(DOMAIN)).toEqual({ domainHealth: null });
  });
});
