import { describe, expect, it } from '@jest/globals';
import { monolith, oracle, ours } from './small-graph/answers.ts';
import { BEYOND_THE_OTHER, CASES, FAILURES } from './small-graph/cases.ts';

describe('an operation over several subgraphs', () => {
  it.each([...CASES, ...BEYOND_THE_OTHER])('is answered as one server would: $title', async (asked) => {
    expect(await ours(asked)).toEqual(await monolith(asked));
  });

  it.each(CASES)('is answered as the same plan run by another executor: $title', async (asked) => {
    expect(await ours(asked)).toEqual(await oracle(asked));
  });

  it.each(FAILURES)('loses what one server would lose: $title', async (asked) => {
    expect(await ours(asked)).toEqual(await monolith(asked));
  });
});
