import { type GraphClient, wholeAnswer } from '../../../platform/graph-client.ts';
import type { Owners } from '../ports/owners.ts';

const OWNER = `query IncidentsOwner($id: ID!) {
  asset(id: $id) { owner { name } }
}`;

interface Answer {
  asset: { owner: { name: string } | null } | null;
}

/** Owners by the catalog, from the public graph. */
export const graphOwners = (graph: GraphClient): Owners => ({
  async teamsOf(assets) {
    const answers = await Promise.all(assets.map((id) => graph.ask<Answer>(OWNER, { id })));
    return [...new Set(answers.flatMap((answer) => wholeAnswer(answer).asset?.owner?.name ?? []))];
  },
});
