import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyStatements } from './arbitrary.contract.ts';
import { inParts, rowsIn } from './parts.ts';

const anyCut = () =>
  fc.tuple(
    anyStatements('n').map((statements) => [...statements]),
    fc.integer({ min: 1, max: 20 }),
  );

describe('statements in parts', () => {
  it('are the same statements in the same order', () => {
    fc.assert(
      fc.property(anyCut(), ([statements, most]) => expect(inParts(statements, most).flat()).toEqual(statements)),
    );
  });

  it('have at most the rows allowed, unless one statement alone has more', () => {
    fc.assert(
      fc.property(anyCut(), ([statements, most]) => {
        for (const part of inParts(statements, most)) expect(part.length === 1 || rowsIn(part) <= most).toBe(true);
      }),
    );
  });

  it('are none when there is nothing to say', () => {
    expect(inParts([], 10)).toEqual([]);
  });

  it('share a part while there is room', () => {
    const known = { kind: 'known' as const, assets: [] };
    expect(inParts([known, known, known], 2)).toEqual([[known, known], [known]]);
  });
});
