import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildSchema, execute, type GraphQLSchema, isAbstractType, isObjectType, parse } from 'graphql';
import { silentLog } from '../../../platform/log.ts';
import { compose } from '../../compose.ts';
import { createExecutor, type Executor } from '../executor.ts';
import { inProcessClient } from '../in-process.ts';
import type { SubgraphClient } from '../subgraph-client.ts';
import type { Case } from './cases.ts';
import { monolithResolvers, smallGraph } from './subgraphs.ts';

/** An answer with its errors reduced to where they are and what they say, in the order of their places. */
export interface Comparable {
  data: unknown;
  errors: { path: string; message: string }[];
}

interface Answer {
  data?: unknown;
  errors?: readonly { message: string; path?: readonly (string | number)[] }[] | undefined;
}

const comparable = ({ data, errors = [] }: Answer): Comparable => ({
  data: JSON.parse(JSON.stringify(data ?? null)),
  errors: errors
    .map(({ message, path = [] }) => ({ path: path.join('.'), message }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
});

export const scope = () => ({ signal: new AbortController().signal, traceId: '0'.repeat(32) });

/** Our executor over the small graph; `around` may stand before each subgraph. */
export function ourExecutor(around: (client: SubgraphClient) => SubgraphClient = (client) => client): Executor {
  const subgraphs = smallGraph();
  const clients = subgraphs.map((subgraph) => around(inProcessClient(subgraph, silentLog())));
  return createExecutor(compose(subgraphs), clients);
}

export async function ours({ query, variables = {} }: Case, executor = ourExecutor()): Promise<Comparable> {
  return comparable(await executor.execute(parse(query), null, variables, scope()));
}

/** The same question of one server that has no subgraphs. */
export async function monolith({ query, variables }: Case): Promise<Comparable> {
  const schema = withResolvers(ourExecutor().schema);
  return comparable(await execute({ schema, document: parse(query), variableValues: variables }));
}

/** The same plan, run by @graphql-hive/router-runtime. */
export async function oracle({ query, variables = {} }: Case): Promise<Comparable> {
  const subgraphs = smallGraph();
  const sdl = compose(subgraphs);
  const schemas = new Map(subgraphs.map(({ name, schema }) => [name, schema]));
  const handler = await unifiedGraphHandler({
    unifiedGraph: buildSchema(sdl, { assumeValidSDL: true, assumeValid: true }),
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (name: string, request: { document: never; variables?: never }) =>
      execute({
        schema: schemas.get(name) as GraphQLSchema,
        document: request.document,
        variableValues: request.variables,
        contextValue: {},
      }),
  } as never);
  const answer = await handler.executor?.({ document: parse(query), variables, context: {} });
  return comparable(answer as Answer);
}

function withResolvers(schema: GraphQLSchema): GraphQLSchema {
  const resolvers = monolithResolvers();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = ({ __typename, title }) => __typename ?? title;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const names = [type.name, ...type.getInterfaces().map(({ name }) => name)];
      const resolve = names.map((name) => resolvers[name]?.[field.name]).find((each) => each !== undefined);
      if (resolve) field.resolve = resolve as never;
    }
  }
  return schema;
}
