/** @apollo/gateway with the same subgraphs in its own process. It runs on the libraries of this folder. */
import { once } from 'node:events';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { parse } from 'graphql';
import { contextOfAll, partsOver } from '../gateway/parts.ts';
import { World } from '../gateway/world.ts';

const [{ supergraph }] = await once(process, 'message');
const parts = partsOver(new World());
const schemas = new Map(
  parts.map(({ name, typeDefs, resolvers }) => [name, buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers }])]),
);
const gateway = new ApolloGateway({
  supergraphSdl: supergraph,
  buildService: ({ name }) => new LocalGraphQLDataSource(schemas.get(name)),
});
const server = fastify();
const apollo = new ApolloServer({
  gateway,
  plugins: [fastifyApolloDrainPlugin(server)],
  includeStacktraceInErrorResponses: false,
});
await apollo.start();
server.post('/graphql', fastifyApolloHandler(apollo, { context: async () => contextOfAll(parts) }));
process.send?.({ url: await server.listen({ port: 0, host: '127.0.0.1' }) });
