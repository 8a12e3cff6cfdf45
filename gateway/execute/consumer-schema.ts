import { buildASTSchema, type DocumentNode, GraphQLScalarType, type GraphQLSchema, parse, visit } from 'graphql';
import { scalars } from '../../platform/scalars.ts';

/**
 * The graph as clients see it. Its scalars check what comes in and pass it on as it came: a subgraph reads it again
 * with the same rule, and what goes out is already written.
 */
export function consumerSchema(sdl: string): GraphQLSchema {
  const schema = buildASTSchema(withoutIntrospection(parse(sdl, { noLocation: true })), { assumeValid: true });
  for (const scalar of Object.values(scalars)) {
    const type = schema.getType(scalar.name);
    if (!(type instanceof GraphQLScalarType)) continue;
    type.parseValue = (value) => {
      scalar.parseValue(value);
      return value;
    };
    type.parseLiteral = (node, variables) => scalar.parseLiteral(node, variables);
  }
  return schema;
}

/** Every schema has `__schema`, `__type` and their types by itself: written out they make it one that clients refuse. */
const withoutIntrospection = (document: DocumentNode): DocumentNode =>
  visit(document, {
    enter: (node) =>
      (node.kind === 'FieldDefinition' || node.kind === 'ObjectTypeDefinition' || node.kind === 'EnumTypeDefinition') &&
      node.name.value.startsWith('__')
        ? null
        : undefined,
  });
