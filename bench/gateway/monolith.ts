/** One @apollo/server over the same resolvers: what a team would have without subgraphs. */
import { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { contextOfAll, monolithOf, partsOver } from './parts.ts';
import { World } from './world.ts';

const parts = partsOver(new World());
const server = fastify();
const { typeDefs, resolvers } = monolithOf(parts);
const apollo = new ApolloServer<object>({
  typeDefs,
  resolvers: resolvers as never,
  plugins: [fastifyApolloDrainPlugin(server)],
  includeStacktraceInErrorResponses: false,
});
await apollo.start();
server.post('/graphql', fastifyApolloHandler(apollo, { context: async () => contextOfAll(parts) }));
process.send?.({ url: await server.listen({ port: 0, host: '127.0.0.1' }) });
