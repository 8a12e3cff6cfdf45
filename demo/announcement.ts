import type { Client } from './client.ts';

interface OpenAlerts {
  alerts: {
    totalCount: number | null;
    edges: {
      node: { id: string; severity: string; metric: { definition: { title: string } | null; asset: { name: string } } };
    }[];
  };
}

const QUERY = `{
  alerts(state: [FIRING], first: 100) {
    totalCount
    edges { node { id severity metric { definition { title } asset { name } } } }
  }
}`;

/** What to look at first, each line working as it stands. `url` is where the server listens. */
export async function announcement(client: Client, url: string): Promise<string> {
  const { alerts } = await client.ask<OpenAlerts>(QUERY);
  const firing = alerts.edges.map(({ node }) => node);
  const [alert] = firing.filter(({ severity }) => severity === 'CRITICAL').concat(firing);
  const server = url === 'http://127.0.0.1:4000' ? '' : `HEADWATER_URL=${url} `;
  const query = JSON.stringify({ query: '{ incidents { edges { node { title severity openedAt asset { id } } } } }' });
  return [
    '',
    `Explore the graph:   ${url}/graphql`,
    `Ask what is broken:  curl -s ${url}/graphql -H 'content-type: application/json' -d '${query}'`,
    ...(alert ? [`Ask why:             ${server}./headwater alert context ${alert.id}`] : []),
    '',
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
}
