import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { AssetGroups } from '../ports/asset-groups.ts';

const PAGE = 100;

const VERSIONS = `query MetricsModelVersions($namespace: String!, $model: String!, $after: String) {
  modelVersions(namespace: $namespace, model: $model, first: ${PAGE}, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { id downstream(depth: 1, kinds: [DEPLOYMENT], first: ${PAGE}) { edges { node { id } } } } }
  }
}`;

const ASSETS = `query MetricsDomainAssets($domain: String!, $after: String) {
  assets(domain: $domain, first: ${PAGE}, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { id } }
  }
}`;

interface Page<Node> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: Node }[];
}

interface Identified {
  id: AssetId;
}

interface Version extends Identified {
  downstream: { edges: { node: Identified }[] };
}

/** Models from lineage and domains from the catalog, both through the public graph. */
export const graphAssetGroups = (graph: GraphClient): AssetGroups => ({
  async ofModel(namespace, model) {
    const versions = await allOf<Version>(Number.POSITIVE_INFINITY, async (after) => {
      const answer = await graph.ask<{ modelVersions: Page<Version> }>(VERSIONS, { namespace, model, after });
      return wholeAnswer(answer).modelVersions;
    });
    const served = versions.found.filter(({ downstream }) => downstream.edges.length > 0);
    if (served.length === 0) return versions.found.map(({ id }) => id);
    const serving = served.flatMap(({ downstream }) => downstream.edges.map(({ node }) => node.id));
    return [...new Set([...served.map(({ id }) => id), ...serving])];
  },

  async ofDomain(domain, most) {
    const { found, complete } = await allOf<Identified>(most, async (after) => {
      const answer = await graph.ask<{ assets: Page<Identified> }>(ASSETS, { domain, after });
      return wholeAnswer(answer).assets;
    });
    return { assets: found.map(({ id }) => id), complete };
  },
});

async function allOf<Node>(most: number, page: (after: string | null) => Promise<Page<Node>>) {
  const found: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page<Node> = await page(after);
    found.push(...edges.map(({ node }) => node));
    if (found.length > most) return { found: found.slice(0, most), complete: false };
    if (!pageInfo.hasNextPage) return { found, complete: true };
    after = pageInfo.endCursor;
  }
}
