import { describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { LIMITS, limitsRule } from './limits.ts';

const schema = buildSchema('type Query { next: Query  name: String }');

const refusals = (query: string) => validate(schema, parse(query), [limitsRule]).map(({ message }) => message);

const nested = (depth: number) => `${'{ next '.repeat(depth - 1)}{ name }${' }'.repeat(depth - 1)}`;

describe('the bounds of an operation', () => {
  it('take an operation as deep as the bound and refuse one deeper, by name', () => {
    expect(refusals(nested(LIMITS.depth))).toEqual([]);
    expect(refusals(nested(LIMITS.depth + 1))).toEqual([
      'the operation is 16 fields deep; the bound is a depth of 15; ask for less at once',
    ]);
  });

  it('count depth through fragments', () => {
    const deep = `{ ...a } fragment a on Query { next { next { next { next { next { ...b } } } } } }
      fragment b on Query { next { next { next { next { next { ... on Query { ...c } } } } } } }
      fragment c on Query { next { next { next { next { next { name } } } } } }`;
    expect(refusals(deep)).toEqual([expect.stringContaining('a depth of 15')]);
  });

  it('refuse many aliases, by name', () => {
    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: name`).join(' ')} }`;
    expect(refusals(aliases(LIMITS.aliases))).toEqual([]);
    expect(refusals(aliases(LIMITS.aliases + 1))).toEqual([expect.stringContaining('101 aliases; the bound is 100')]);
  });

  it('refuse fragments that double at each step, without writing them out', () => {
    const doubling = Array.from({ length: 60 }, (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`);
    const [refusal] = refusals(`{ ...f0 } ${doubling.join(' ')} fragment f60 on Query { name }`);
    expect(refusal).toContain('the bound is 5000 selections');
  });

  it('survive a fragment that spreads itself', () => {
    expect(refusals('{ ...a } fragment a on Query { next { ...a } }')).toEqual([]);
  });

  it('take the whole introspection query', () => {
    const full = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true });
    expect(validate(schema, parse(full), [...specifiedRules, limitsRule])).toEqual([]);
  });

  it('carry the code of wrong input', () => {
    const [error] = validate(schema, parse(nested(40)), [limitsRule]);
    expect(error?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
