import { describe, expect, it } from '@jest/globals';
import { GraphQLScalarType, Kind } from 'graphql';
import { consumerSchema } from './consumer-schema.ts';

const schema = consumerSchema(
  'scalar DateTime  scalar Duration  scalar JSON  type Query { a: DateTime  b: Duration  c: JSON }',
);

const scalar = (name: string): GraphQLScalarType => {
  const type = schema.getType(name);
  if (!(type instanceof GraphQLScalarType)) throw new TypeError(`${name} is no scalar`);
  return type;
};

describe('the scalars at the edge', () => {
  it('pass a time on as it came, for the subgraph reads it again', () => {
    expect(scalar('DateTime').parseValue('2026-11-01T00:00:00+01:00')).toBe('2026-11-01T00:00:00+01:00');
  });

  it.each(['2026-11-01', '2026-11-01T00:00:00', 'yesterday', 1_700_000_000])(
    'refuse the time %p and say what is expected',
    (raw) => {
      expect(() => scalar('DateTime').parseValue(raw)).toThrow('expected RFC 3339 with a zone');
    },
  );

  it('refuse a duration that is none, in variables and in the document', () => {
    expect(() => scalar('Duration').parseValue('5 minutes')).toThrow('expected ISO 8601');
    expect(() => scalar('Duration').parseLiteral({ kind: Kind.STRING, value: '5 minutes' })).toThrow(
      'expected ISO 8601',
    );
  });

  it('let any JSON pass', () => {
    expect(scalar('JSON').parseValue({ a: [1, null] })).toEqual({ a: [1, null] });
  });
});
