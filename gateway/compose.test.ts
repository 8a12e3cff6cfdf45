import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compose, subgraphSchemas } from './compose.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';
const query = `${LINK} type Query { asset: Asset }`;

describe('the composed graph', () => {
  it('is the committed one', () => {
    const committed = readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8');
    // Two schemas of thousands of lines are no message for anyone.
    const state = committed.includes(compose(subgraphSchemas())) ? 'up to date' : 'stale: run npm run generate';
    expect(state).toBe('up to date');
  });
});

describe('subgraphs that do not compose', () => {
  it('are told apart by subgraph, type and field, with the remedy', () => {
    const subgraphs = [
      { name: 'catalog', typeDefs: `${query} type Asset @key(fields: "id") { id: ID!  name: String! }` },
      { name: 'lineage', typeDefs: `${LINK} type Asset @key(fields: "id") { id: ID!  name: Int! }` },
    ];
    const composing = () => compose(subgraphs);
    expect(composing).toThrow('the subgraphs do not compose');
    expect(composing).toThrow(/FIELD_TYPE_MISMATCH: .*"Asset\.name".*"catalog".*"lineage"/);
    expect(composing).toThrow('remedy: give the field the same type in each subgraph that has it');
  });

  it('are told of every fault at once', () => {
    const subgraphs = [
      { name: 'catalog', typeDefs: `${query} type Asset @key(fields: "id") { id: ID!  a: Int  b: Int }` },
      { name: 'lineage', typeDefs: `${LINK} type Asset @key(fields: "id") { id: ID!  a: Int  b: Int }` },
    ];
    expect(() => compose(subgraphs)).toThrow(/Asset\.a[\s\S]*Asset\.b/);
  });

  it('are named when a schema does not parse', () => {
    expect(() => compose([{ name: 'metrics', typeDefs: 'type Query {' }])).toThrow(
      'subgraph "metrics": schema.graphql does not parse: Syntax Error',
    );
  });
});
