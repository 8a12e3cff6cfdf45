import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLine } from './line.ts';
import { plainObservation } from './plain.ts';

const anything = fc.oneof(fc.constantFrom(1.5, -0, 'text', '', null, true), fc.jsonValue({ maxDepth: 1 }));
const field = <Value>(value: Value) => fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, anything);

describe('a plain observation', () => {
  it('is read as any line is, or left to be read so', () => {
    const named = {
      metric: field('latency'),
      asset: fc.oneof(field('deployment/prod/a'), fc.constant('deployment/prod/a%20b')),
      time: field('2026-11-01T00:00:00Z'),
    };
    const number = fc.oneof(fc.double(), anything);
    const drawn = fc.oneof(
      fc.record({ ...named, value: number }),
      fc.record({ ...named, numerator: number, denominator: number }),
      fc.record({ ...named, value: number, numerator: number, dimensions: fc.constant({}) }, { requiredKeys: [] }),
    );
    let plain = 0;
    fc.assert(
      fc.property(drawn, (fields) => {
        const text = JSON.stringify(fields);
        const read = plainObservation(JSON.parse(text));
        if (!read) return;
        plain++;
        // Dimensions make it a line that is read the long way.
        expect(readLine(JSON.stringify({ ...fields, dimensions: {} }))).toEqual(read);
        expect(readLine(text)).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
    expect(plain).toBeGreaterThan(20);
  });
});
