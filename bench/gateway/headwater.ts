/** The gateway of this project over the bench's subgraphs, in one process. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { compose } from '../../gateway/compose.ts';
import { createExecutor } from '../../gateway/execute/executor.ts';
import { inProcessClient } from '../../gateway/execute/in-process.ts';
import { graphqlRoutes, openHttp } from '../../gateway/http.ts';
import { listen } from '../../gateway/listen.ts';
import { silentLog } from '../../platform/log.ts';
import type { Subgraph } from '../../platform/subgraph.ts';
import { partsOver } from './parts.ts';
import { World } from './world.ts';

const subgraphs: Subgraph[] = partsOver(new World()).map(({ name, typeDefs, resolvers, context }) => ({
  name,
  typeDefs,
  schema: buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]),
  context,
  ingest: null,
  work: async () => false,
  readiness: async () => [],
  close: async () => {},
}));
const supergraph = compose(subgraphs);
const server = openHttp();
const clients = subgraphs.map((subgraph) => inProcessClient(subgraph, silentLog()));
await graphqlRoutes(server, createExecutor(supergraph, clients), supergraph, silentLog());
process.send?.({ url: await listen(server, 0, '127.0.0.1'), supergraph });
