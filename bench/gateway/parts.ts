import DataLoader from 'dataloader';
import type { Alert, AssetRow, Incident, Metric, World } from './world.ts';

/** One subgraph of the bench without any GraphQL library, so that every server builds it with its own. */
export interface Part {
  name: string;
  typeDefs: string;
  resolvers: Record<string, Record<string, unknown>>;
  /** What its resolvers reach, built afresh for each request. */
  context(): object;
}

interface Reference {
  id: string;
}

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])';

/** Answers in the order of the keys, in one call for all that were asked for in a turn of the event loop. */
const loader = <Row>(rows: ReadonlyMap<string, Row>) =>
  new DataLoader<string, Row | null>(async (ids) => ids.map((id) => rows.get(id) ?? null));

const identity = {
  kind: ({ id }: Reference) => id.slice(0, id.indexOf('/')).toUpperCase(),
  name: ({ id }: Reference) => id.slice(id.lastIndexOf('/') + 1),
};

const IDENTITY = 'kind: String! @shareable  name: String! @shareable';

/** The four subgraphs over one world: who owns what, how it behaves, what feeds what, what broke. */
export function partsOver(world: World): Part[] {
  return [
    {
      name: 'catalog',
      typeDefs: `${LINK}
        type Query { team(id: ID!): Team }
        type Team @key(fields: "id") { id: ID!  name: String!  contact: String }
        type Definition @key(fields: "id") { id: ID!  title: String!  unit: String!  version: Int! }
        type Asset @key(fields: "id") { id: ID!  ${IDENTITY}  owner: Team }`,
      resolvers: {
        Query: { team: (_: unknown, { id }: Reference, { teams }: CatalogContext) => teams.load(id) },
        Team: { __resolveReference: ({ id }: Reference, { teams }: CatalogContext) => teams.load(id) },
        Definition: {
          __resolveReference: ({ id }: Reference, { definitions }: CatalogContext) => definitions.load(id),
        },
        Asset: {
          ...identity,
          owner: async ({ id }: Reference, _: unknown, { assets, teams }: CatalogContext) => {
            const asset = await assets.load(id);
            return asset && teams.load(asset.team);
          },
        },
      },
      context: (): CatalogContext => ({
        teams: loader(world.teams),
        definitions: loader(world.definitions),
        assets: loader(world.assets),
      }),
    },
    {
      name: 'metrics',
      typeDefs: `${LINK}
        type Query { metric(id: ID!): Metric }
        type Metric @key(fields: "id") { id: ID!  definition: Definition!  series(last: Int! = 30): [Point!]! }
        type Point { time: String!  value: Float  sampleSize: Float! }
        type Definition @key(fields: "id", resolvable: false) { id: ID! }
        type Health { status: String! }
        type Asset @key(fields: "id") { id: ID!  ${IDENTITY}  health: Health }`,
      resolvers: {
        Query: { metric: (_: unknown, { id }: Reference, { metrics }: MetricsContext) => metrics.load(id) },
        Metric: {
          __resolveReference: ({ id }: Reference, { metrics }: MetricsContext) => metrics.load(id),
          definition: ({ definition }: Metric) => ({ id: definition }),
          series: ({ points }: Metric, { last }: { last: number }) => points.slice(-last),
        },
        Asset: {
          ...identity,
          health: async ({ id }: Reference, _: unknown, { states }: MetricsContext) => {
            const asset = await states.load(id);
            return asset && { status: asset.status };
          },
        },
      },
      context: (): MetricsContext => ({ metrics: loader(world.metrics), states: loader(world.assets) }),
    },
    {
      name: 'lineage',
      typeDefs: `${LINK}
        type Query { asset(id: ID!): Asset }
        type Asset @key(fields: "id") { id: ID!  ${IDENTITY}  upstream(first: Int! = 10): [Upstream!] }
        type Upstream { depth: Int!  node: Asset! }`,
      resolvers: {
        Query: { asset: (_: unknown, { id }: Reference, { nodes }: LineageContext) => nodes.load(id) },
        Asset: {
          ...identity,
          upstream: async ({ id }: Reference, { first }: { first: number }, { nodes }: LineageContext) =>
            (await nodes.load(id))?.upstream.slice(0, first),
        },
        Upstream: { node: ({ asset }: { asset: string }) => ({ id: asset }) },
      },
      context: (): LineageContext => ({ nodes: loader(world.assets) }),
    },
    {
      name: 'incidents',
      typeDefs: `${LINK}
        type Query { incidents(first: Int! = 20): [Incident!]! }
        type Incident @key(fields: "id") {
          id: ID!
          title: String!
          severity: String!
          openedAt: String!
          asset: Asset!
          alerts: [Alert!]!
        }
        type Alert { id: ID!  audience: String!  metric: Metric! }
        type Metric @key(fields: "id", resolvable: false) { id: ID! }
        type Asset @key(fields: "id", resolvable: false) { id: ID!  ${IDENTITY} }`,
      resolvers: {
        Query: { incidents: (_: unknown, { first }: { first: number }) => world.incidents.slice(0, first) },
        Incident: { asset: ({ asset }: Incident) => ({ id: asset }) },
        Alert: { metric: ({ metric }: Alert) => ({ id: metric }) },
        Asset: identity,
      },
      context: () => ({}),
    },
  ];
}

type Loader<Row> = DataLoader<string, Row | null>;

interface CatalogContext {
  teams: Loader<{ id: string; name: string; contact: string }>;
  definitions: Loader<{ id: string; title: string; unit: string; version: number }>;
  assets: Loader<AssetRow>;
}

interface MetricsContext {
  metrics: Loader<Metric>;
  states: Loader<AssetRow>;
}

interface LineageContext {
  nodes: Loader<AssetRow>;
}

/** All contexts in one, for a server without subgraphs. */
export const contextOfAll = (parts: Part[]): object => Object.assign({}, ...parts.map((part) => part.context()));

/** Resolvers and types of all parts in one, for a server without subgraphs. */
export function monolithOf(parts: Part[]): { typeDefs: string; resolvers: Part['resolvers'] } {
  const resolvers: Part['resolvers'] = {};
  for (const part of parts)
    for (const [type, { __resolveReference: _, ...fields }] of Object.entries(part.resolvers))
      resolvers[type] = { ...resolvers[type], ...fields };
  // Without subgraphs a reference is not looked up by anyone, so the field that answers it does.
  resolvers.Alert = { metric: ({ metric }: Alert, _: unknown, { metrics }: MetricsContext) => metrics.load(metric) };
  resolvers.Metric = {
    ...resolvers.Metric,
    definition: ({ definition }: Metric, _: unknown, { definitions }: CatalogContext) => definitions.load(definition),
  };
  return { typeDefs: MONOLITH, resolvers };
}

const MONOLITH = `
  type Query { team(id: ID!): Team  metric(id: ID!): Metric  asset(id: ID!): Asset  incidents(first: Int! = 20): [Incident!]! }
  type Team { id: ID!  name: String!  contact: String }
  type Definition { id: ID!  title: String!  unit: String!  version: Int! }
  type Asset { id: ID!  kind: String!  name: String!  owner: Team  health: Health  upstream(first: Int! = 10): [Upstream!] }
  type Metric { id: ID!  definition: Definition!  series(last: Int! = 30): [Point!]! }
  type Point { time: String!  value: Float  sampleSize: Float! }
  type Health { status: String! }
  type Upstream { depth: Int!  node: Asset! }
  type Incident { id: ID!  title: String!  severity: String!  openedAt: String!  asset: Asset!  alerts: [Alert!]! }
  type Alert { id: ID!  audience: String!  metric: Metric! }`;

/** Twenty incidents with asset and owner, metric and thirty points, ten upstream assets with status; names of types throughout. */
export const QUESTION = `query Triage($first: Int!) {
  incidents(first: $first) {
    __typename id title severity openedAt
    asset {
      __typename id kind name
      owner { __typename id name contact }
      upstream(first: 10) { __typename depth node { __typename id kind name health { __typename status } } }
    }
    alerts {
      __typename id audience
      metric {
        __typename id
        definition { __typename id title unit version }
        series(last: 30) { __typename time value sampleSize }
      }
    }
  }
}`;
