import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import { type Duration, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { AlertDefinition } from '../domain/alert.ts';
import type { ContextLink, Owner, Playbook } from '../domain/context.ts';
import type { Catalog } from '../ports/catalog.ts';

const DEFINITION = `query IncidentsDefinition($name: String!) {
  definition(name: $name) {
    id name version title unit fingerprint category window
    playbook { id title version steps { order title instruction url } }
  }
}`;

const NAMES = `query IncidentsDefinitionNames {
  definitions(first: 100) { edges { node { name } } }
}`;

const DESCRIBED = `query IncidentsDescribedAsset($id: ID!) {
  asset(id: $id) { links { kind title url } owner { id name contact } }
}`;

interface DefinitionAnswer {
  definition: (Omit<AlertDefinition, 'window'> & { window: Duration; playbook: Playbook | null }) | null;
}

interface NamesAnswer {
  definitions: { edges: { node: { name: string } }[] };
}

interface DescribedAnswer {
  asset: { links: ContextLink[] | null; owner: Owner | null } | null;
}

/** The catalog, from the public graph. */
export const graphCatalog = (graph: GraphClient): Catalog => ({
  async definition(name) {
    const { definition } = wholeAnswer(await graph.ask<DefinitionAnswer>(DEFINITION, { name }));
    if (!definition) return null;
    const { playbook, window, ...stated } = definition;
    return { definition: { ...stated, window: millisecondsOf(window) }, playbook };
  },
  async names() {
    const { definitions } = wholeAnswer(await graph.ask<NamesAnswer>(NAMES, {}));
    return definitions.edges.map(({ node }) => node.name);
  },
  async described(asset) {
    const described = wholeAnswer(await graph.ask<DescribedAnswer>(DESCRIBED, { id: asset })).asset;
    return { links: described?.links ?? [], owner: described?.owner ?? null };
  },
});
