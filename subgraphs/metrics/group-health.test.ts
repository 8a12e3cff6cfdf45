import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AssetId, deploymentId, modelVersionId } from '../../vocabulary/asset-id.ts';
import { accuracyOn, definition } from './fixtures.ts';
import { type OpenedSubgraph, openedSubgraph } from './opened-subgraph.contract.ts';

const [OLD, NEW] = [modelVersionId('prod', 'churn', '1'), modelVersionId('prod', 'churn', '2')];
const [WEB, BATCH] = [deploymentId('prod', 'web'), deploymentId('prod', 'batch')];

let subgraph: OpenedSubgraph;

const pageOf = (nodes: unknown[]) => ({
  pageInfo: { hasNextPage: false, endCursor: null },
  edges: nodes.map((node) => ({ node })),
});
const version = (id: AssetId, ...deployments: AssetId[]) => ({
  id,
  downstream: pageOf(deployments.map((deployment) => ({ id: deployment }))),
});

beforeEach(async () => {
  subgraph = await openedSubgraph(4, definition({ appliesTo: ['DEPLOYMENT', 'MODEL_VERSION'] }));
  const days = (asset: AssetId, good: number) => [0, 1, 2].map((day) => accuracyOn(day, good, { asset }));
  await subgraph.ingest.observe([...days(OLD, 500), ...days(NEW, 950), ...days(WEB, 950)]);
  await subgraph.judgeAll();
});

afterEach(() => subgraph.close());

describe('the health of a model', () => {
  const MODEL =
    '{ modelHealth(namespace: "prod", model: "churn") { status score contributions { metric { asset { id } } } } }';

  it('is that of the version that is served and of what serves it, whatever became of older ones', async () => {
    subgraph.graph.answers.MetricsModelVersions = () => ({ modelVersions: pageOf([version(OLD), version(NEW, WEB)]) });
    expect(await subgraph.ask(MODEL)).toEqual({
      modelHealth: {
        status: 'HEALTHY',
        score: 1,
        contributions: [{ metric: { asset: { id: NEW } } }, { metric: { asset: { id: WEB } } }],
      },
    });
  });

  it('is that of all versions where nothing serves one, and null for a model that nobody knows', async () => {
    subgraph.graph.answers.MetricsModelVersions = () => ({ modelVersions: pageOf([version(OLD), version(NEW)]) });
    expect(await subgraph.ask(MODEL)).toMatchObject({ modelHealth: { status: 'DEGRADED', score: 0 } });
    subgraph.graph.answers.MetricsModelVersions = () => ({ modelVersions: pageOf([]) });
    expect(await subgraph.ask(MODEL)).toEqual({ modelHealth: null });
  });
});

describe('the health of a domain', () => {
  const DOMAIN = `{ domainHealth(domain: "lending") {
    status score confidence complete counts { status count } assets(first: 2) { asset { id } health { status } } } }`;

  it('tells the worst assets first, and counts those that nobody measures as unknown', async () => {
    subgraph.graph.answers.MetricsDomainAssets = () => ({ assets: pageOf([WEB, BATCH, OLD].map((id) => ({ id }))) });
    expect(await subgraph.ask(DOMAIN)).toEqual({
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
    subgraph.graph.answers.MetricsDomainAssets = () => ({ assets: pageOf([]) });
    expect(await subgraph.ask(DOMAIN)).toEqual({ domainHealth: null });
  });
});
