import { readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { type GraphQLError, parse } from 'graphql';
import { StartRefused } from '../platform/errors.ts';

/** A subgraph as composition sees it. */
export interface ComposedSubgraph {
  name: string;
  /** The text of schema.graphql. */
  typeDefs: string;
}

/** The four subgraphs, in the order in which they are composed and opened. */
export const SUBGRAPHS = ['catalog', 'metrics', 'lineage', 'incidents'] as const;

export type SubgraphName = (typeof SUBGRAPHS)[number];

/** The four schemas as they are in the tree. */
export function subgraphSchemas(): ComposedSubgraph[] {
  return SUBGRAPHS.map((name) => ({
    name,
    typeDefs: readFileSync(new URL(`../subgraphs/${name}/schema.graphql`, import.meta.url), 'utf8'),
  }));
}

/** What to do about the faults that a change of one subgraph most often brings. */
const REMEDIES: Record<string, string> = {
  FIELD_TYPE_MISMATCH: 'give the field the same type in each subgraph that has it',
  INVALID_FIELD_SHARING: 'mark the field @shareable in each subgraph that has it, or leave it to one of them',
  SATISFIABILITY_ERROR: 'add a @key by which the subgraph that serves the field can be entered',
  ENUM_VALUE_MISMATCH: 'list the same values in each subgraph that has the enum',
  REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: 'give the field the same arguments in each subgraph that has it',
  INPUT_FIELD_MERGE_FAILED: 'give the input the same fields in each subgraph that has it',
  UNKNOWN_TYPE: 'declare the type in the same schema.graphql',
};

/**
 * Composes subgraphs into one supergraph.
 * @throws StartRefused listing each fault with subgraph, type, field and remedy.
 */
export function compose(subgraphs: readonly ComposedSubgraph[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs: schemaOf(name, typeDefs) })),
  );
  if (composed.errors?.length)
    throw new StartRefused(`the subgraphs do not compose:\n${composed.errors.map(fault).join('\n')}`);
  if (!composed.supergraphSdl) throw new StartRefused('the subgraphs compose to nothing');
  return composed.supergraphSdl;
}

function schemaOf(name: string, typeDefs: string) {
  try {
    return parse(typeDefs, { noLocation: true });
  } catch (cause) {
    throw new StartRefused(`subgraph "${name}": schema.graphql does not parse: ${(cause as Error).message}`);
  }
}

function fault({ message, extensions: { code } }: GraphQLError): string {
  const remedy = REMEDIES[String(code)] ?? 'make the schema.graphql of the subgraphs named agree';
  return `  ${code}: ${message}\n    remedy: ${remedy}`;
}
