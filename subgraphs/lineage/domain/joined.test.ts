import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { feature } from '../ports/contract-world.contract.ts';
import type { Edge } from './edge.ts';
import { joinedEdges } from './joined.ts';

const derives = (more: Partial<Edge>): Edge => ({
  ...{ from: feature('raw', 'a'), to: feature('mart', 'a'), role: 'DERIVES', validFrom: 1, validTo: null },
  ...{ recordedAt: 0, supersededAt: null, origin: 'OBSERVED', source: null, reason: null, retracted: false },
  transformation: null,
  ...more,
});

const DIRECT = { type: 'DIRECT', subtype: 'IDENTITY', masking: false };
const INDIRECT = { type: 'INDIRECT', subtype: 'FILTER', masking: false };

const anySpan = fc
  .record({
    validFrom: fc.nat(4),
    lasts: fc.option(fc.integer({ min: 1, max: 4 })),
    source: fc.constantFrom(null, 'r', 's'),
    transformation: fc.constantFrom(null, DIRECT, INDIRECT, { ...INDIRECT, masking: true }),
    recordedAt: fc.nat(2),
    retracted: fc.constantFrom(false, false, false, true),
  })
  .map(({ lasts, ...span }) => derives({ ...span, validTo: lasts === null ? null : span.validFrom + lasts }));

describe('edges that several state', () => {
  it('are the same in whatever order their spans are read', () => {
    fc.assert(
      fc.property(
        fc
          .array(anySpan, { maxLength: 6 })
          .chain((spans) =>
            fc.tuple(
              fc.constant(spans),
              fc.shuffledSubarray(spans, { minLength: spans.length, maxLength: spans.length }),
            ),
          ),
        ([spans, shuffled]) => expect(joinedEdges(shuffled)).toEqual(joinedEdges(spans)),
      ),
      { numRuns: 2_000 },
    );
  });

  it('lend a value where one says so and another, from the same time on, only that the field steers', () => {
    const spans = [derives({}), derives({ transformation: INDIRECT }), derives({ transformation: DIRECT })];
    expect(joinedEdges(spans)).toEqual([derives({ transformation: DIRECT })]);
  });
});
