import { GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { type Duration, type Instant, isoOf, parseDuration, parseInstant } from '../vocabulary/duration.ts';
import type { PackedNumbers } from '../vocabulary/packed-numbers.ts';

const textOf = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : null);

/** RFC 3339 with a zone outside, milliseconds since 1970 inside. */
const DateTime = new GraphQLScalarType<Instant, string>({
  name: 'DateTime',
  serialize: (value) => isoOf(value as Instant),
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(textOf(node)),
});

/** ISO 8601 outside and inside. */
const Duration_ = new GraphQLScalarType<Duration, string>({
  name: 'Duration',
  serialize: (value) => value as string,
  parseValue: readDuration,
  parseLiteral: (node) => readDuration(textOf(node)),
});

const Json = new GraphQLScalarType({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/** As {@link PackedNumbers}; answered, never asked. */
const Numbers = new GraphQLScalarType<PackedNumbers, PackedNumbers>({
  name: 'PackedNumbers',
  serialize: (value) => value as PackedNumbers,
});

/** The scalars of every subgraph, to spread into its resolvers. */
export const scalars = { DateTime, Duration: Duration_, JSON: Json };

/** Of the subgraph that answers long series. */
export const packedNumbers = { PackedNumbers: Numbers };

function readInstant(value: unknown): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant === null)
    throw new TypeError(
      `${JSON.stringify(value)} is not a time; expected RFC 3339 with a zone, such as 2026-11-01T00:00:00Z`,
    );
  return instant;
}

function readDuration(value: unknown): Duration {
  const duration = typeof value === 'string' ? parseDuration(value) : null;
  if (duration === null)
    throw new TypeError(`${JSON.stringify(value)} is not a duration; expected ISO 8601, such as P1D or PT5M`);
  return duration;
}
