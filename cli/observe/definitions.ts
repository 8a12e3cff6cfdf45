import { ask } from '../server.ts';

/** What a file can tell of a metric, as the definition's source names it. */
type Profile = 'rows' | 'missing' | 'bins' | 'predictions';

/** How a definition's values are computed, as far as it matters to a file. */
interface Method {
  kind: string;
  measure?: string;
  estimated?: boolean;
  /** Of a distance; of a classification how many there are of the score. */
  bins?: Bins | number;
}

export interface Bins {
  kind: string;
  /** Inner edges, ascending: bin i is (edge[i-1], edge[i]]. */
  edges?: number[];
  categories?: string[];
}

export interface ApplicableDefinition {
  name: string;
  appliesTo: string[];
  window: string;
  timezone: string;
  profile: Profile;
  method: Method;
  /** Frozen bins by field name, or one set for every field; null for methods without. */
  bins: Bins | null;
}

interface Page {
  definitions: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: {
      node: {
        name: string;
        appliesTo: string[];
        window: string;
        timezone: string;
        method: Method;
        source: { profile?: Profile };
      };
    }[];
  };
}

const DEFINITIONS = `query Definitions($after: String) {
  definitions(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { name appliesTo window timezone method source } }
  }
}`;

/** The catalog's definitions that say what of a file they take. */
export async function applicableDefinitions(): Promise<ApplicableDefinition[]> {
  const found: ApplicableDefinition[] = [];
  for (let after: string | null = null; ; ) {
    const { definitions }: Page = await ask<Page>(DEFINITIONS, { after }, 'definitions');
    for (const { node } of definitions.edges)
      if (node.source.profile) {
        const { bins } = node.method;
        found.push({ ...node, profile: node.source.profile, bins: typeof bins === 'object' ? bins : null });
      }
    if (!definitions.pageInfo.hasNextPage) return found;
    after = definitions.pageInfo.endCursor;
  }
}
