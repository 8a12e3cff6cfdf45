import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { BadUserInput, StoreUnavailable } from '../../../platform/errors.ts';
import type { Subgraph } from '../../../platform/subgraph.ts';
import { ASSETS, PEOPLE, RUNS, SIGNALS, TEAMS } from './data.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@external", "@requires", "@interfaceObject"])';

interface Reference {
  id: string;
}

type Resolvers = Record<string, Record<string, unknown>>;

const references = (ids: readonly (string | null)[] | null) => ids?.map((id) => (id === null ? null : { id })) ?? null;
const known =
  <Row>(rows: Record<string, Row>) =>
  ({ id }: Reference) =>
    rows[id] ? { id } : null;

const estate = {
  typeDefs: `${LINK}
    scalar JSON
    type Query {
      assets: [Asset!]!
      asset(id: ID!): Asset
      found: [Found]!
      things(only: [Kind!]): [Thing!]!
      rows: [[Asset]!]!
      version: String! @shareable
      regions: [Region!]!
    }
    type Mutation { rename(id: ID!, title: String!): Asset  count: Int! }
    interface Thing @key(fields: "id") { id: ID!  title: String }
    type Asset implements Thing @key(fields: "id") {
      id: ID!
      title: String
      kind: Kind!
      size: Int
      weight(unit: String = "kg"): Float
      parts: [Asset!]!
      near: Asset
      attributes: JSON
      refused(field: String): String
    }
    type Team implements Thing @key(fields: "id") { id: ID!  title: String  label: String!  main: Asset }
    type Region @shareable { label: String }
    type Run @key(fields: "id") { id: ID!  label: String  parent: Run }
    union Found = Asset | Team | Run
    enum Kind { TABLE MODEL }`,
  resolvers: (): Resolvers => {
    let changes = 0;
    return {
      Query: {
        assets: () => references(Object.keys(ASSETS)),
        asset: (_: unknown, { id }: Reference) => known(ASSETS)({ id }),
        found: () => [
          { __typename: 'Asset', id: 'orders' },
          { __typename: 'Team', id: 'core' },
          null,
          { __typename: 'Run', id: 'nightly' },
        ],
        things: (_: unknown, { only }: { only?: string[] }) =>
          only
            ? [{ __typename: 'Asset', id: 'orders' }]
            : [
                { __typename: 'Team', id: 'core' },
                { __typename: 'Asset', id: 'refunds' },
              ],
        rows: () => [references(['orders', null, 'lines']), references(['orders'])],
        version: () => '1',
        regions: () => [{ label: null }],
      },
      Mutation: {
        rename: (_: unknown, { id, title }: { id: string; title: string }) => {
          changes += 1;
          return { ...known(ASSETS)({ id }), newTitle: title };
        },
        count: () => changes,
      },
      Asset: {
        __resolveReference: known(ASSETS),
        title: ({ id, newTitle }: Reference & { newTitle?: string }) => newTitle ?? ASSETS[id]?.title,
        kind: () => 'TABLE',
        size: ({ id }: Reference) => ASSETS[id]?.size,
        weight: ({ id }: Reference, { unit }: { unit: string }) =>
          (ASSETS[id]?.weight ?? 0) * (unit === 'g' ? 1000 : 1),
        parts: ({ id }: Reference) => references(ASSETS[id]?.parts ?? []),
        near: ({ id }: Reference) => ASSETS[id]?.near && { id: ASSETS[id]?.near },
        attributes: ({ id }: Reference) => ({ size: ASSETS[id]?.size, nested: [{ __typename: 'NotOurs' }] }),
        refused: (_: Reference, { field }: { field?: string }) => {
          throw new BadUserInput('this cannot be', field);
        },
      },
      Team: {
        __resolveReference: known(TEAMS),
        title: () => null,
        label: ({ id }: Reference) => TEAMS[id]?.label,
        main: () => ({ id: 'orders' }),
      },
      Run: {
        __resolveReference: known(RUNS),
        label: ({ id }: Reference) => RUNS[id]?.label,
        parent: ({ id }: Reference) => RUNS[id]?.parent && { id: RUNS[id]?.parent },
      },
    };
  },
};

const signals = {
  typeDefs: `${LINK}
    type Query { signals: [Signal!]!  version: String! @shareable }
    type Mutation { measure(asset: ID!, value: Float!): Signal! }
    type Asset @key(fields: "id") {
      id: ID!
      size: Int @external
      weight(unit: String = "kg"): Float @external
      cost: Float @requires(fields: "size weight(unit: \\"g\\")")
      signals(least: Float): [Signal!]
      worst: Signal!
    }
    type Team @key(fields: "id") { id: ID!  signals: [Signal!] }
    type Signal @key(fields: "id") { id: ID!  value: Float  asset: Asset!  owner: Person  about: [Subject!] }
    type Person @key(fields: "id") { id: ID!  label: String }
    type Region @shareable { label: String! }
    union Subject = Asset | Person | Region`,
  resolvers: (): Resolvers => ({
    Query: { signals: () => references(Object.keys(SIGNALS)), version: () => '1' },
    Mutation: { measure: () => ({ id: 'late' }) },
    Asset: {
      __resolveReference: (reference: Reference) => (ASSETS[reference.id] ? reference : null),
      cost: ({ id, size, weight }: { id: string; size?: number; weight?: number }) =>
        (size ?? ASSETS[id]?.size ?? 0) * (weight ?? (ASSETS[id]?.weight ?? 0) * 1000),
      signals: ({ id }: Reference, { least }: { least?: number }) =>
        references(ASSETS[id]?.signals.filter((each) => least == null || (SIGNALS[each]?.value ?? 0) >= least) ?? null),
      worst: ({ id }: Reference) => references(ASSETS[id]?.signals ?? [])?.[0] ?? null,
    },
    Team: { __resolveReference: known(TEAMS), signals: () => references(['thin']) },
    Signal: {
      __resolveReference: known(SIGNALS),
      value: ({ id }: Reference) => SIGNALS[id]?.value,
      asset: ({ id }: Reference) => ({ id: SIGNALS[id]?.asset }),
      owner: ({ id }: Reference) => ({ id: SIGNALS[id]?.owner }),
      about: ({ id }: Reference) => [
        { __typename: 'Asset', id: SIGNALS[id]?.asset },
        { __typename: 'Person', id: SIGNALS[id]?.owner },
        { __typename: 'Region', label: 'north' },
      ],
    },
    Person: { label: ({ id }: Reference) => (id === 'ada' ? 'on call' : null) },
  }),
};

const people = {
  typeDefs: `${LINK}
    type Query { me: Person  people(filter: PersonFilter): [Person!]! }
    input PersonFilter { ids: [ID!]  first: Int = 2 }
    type Person @key(fields: "id") { id: ID!  name: String!  friends: [Person!]  boss: Person!  greeting(word: String!): String! }
    type Asset @key(fields: "id") { id: ID!  owner: Person  steward: Person! }`,
  resolvers: (): Resolvers => ({
    Query: {
      me: () => ({ id: 'ada' }),
      people: (_: unknown, { filter }: { filter?: { ids?: string[]; first?: number } }) =>
        references((filter?.ids ?? Object.keys(PEOPLE)).slice(0, filter?.first)),
    },
    Person: {
      __resolveReference: known(PEOPLE),
      name: ({ id }: Reference) => PEOPLE[id]?.name,
      friends: ({ id }: Reference) => references(PEOPLE[id]?.friends ?? null),
      greeting: ({ id }: Reference, { word }: { word: string }) => `${word}, ${id}`,
      boss: ({ id }: Reference) => {
        if (PEOPLE[id]?.boss === 'broken') throw new StoreUnavailable('people', new Error('connection refused'));
        return { id: PEOPLE[id]?.boss };
      },
    },
    Asset: {
      __resolveReference: known(ASSETS),
      owner: ({ id }: Reference) => ASSETS[id]?.owner && { id: ASSETS[id]?.owner },
      steward: ({ id }: Reference) => ASSETS[id]?.steward && { id: ASSETS[id]?.steward },
    },
  }),
};

/** It knows things without knowing which there are. */
const remarks = {
  typeDefs: `${LINK}
    type Thing @key(fields: "id") @interfaceObject { id: ID!  remark: String }`,
  resolvers: (): Resolvers => ({
    Thing: {
      __resolveReference: (reference: Reference) => reference,
      remark: ({ id }: Reference) => `about ${id}`,
    },
  }),
};

const PARTS = { estate, signals, people, remarks };

/** Four subgraphs that have between them every way in which a plan can be made: entities in lists and in one another, unions whose members disagree on a field's type, requirements with arguments, nulls that may not be. */
export function smallGraph(): Subgraph[] {
  return Object.entries(PARTS).map(([name, { typeDefs, resolvers }]) => ({
    name,
    typeDefs,
    schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers() as never }]),
    context: () => ({}),
    ingest: null,
    work: async () => false,
    readiness: async () => [],
    close: async () => {},
  }));
}

/** The resolvers of all parts, for one server that has no subgraphs. */
export function monolithResolvers(): Resolvers {
  const merged: Resolvers = {};
  for (const { resolvers } of Object.values(PARTS))
    for (const [type, fields] of Object.entries(resolvers())) {
      const { __resolveReference: _, ...rest } = fields;
      merged[type] = { ...merged[type], ...rest };
    }
  return merged;
}
