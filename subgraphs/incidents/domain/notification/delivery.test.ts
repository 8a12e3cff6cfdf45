import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day } from '../fixtures.contract.ts';
import { outcomeOf } from './answer.ts';
import { type Outcome, settled } from './delivery.ts';
import { delivery } from './fixtures.contract.ts';

const NOW = day(4);
const RETRY = { first: 5_000, longest: 900_000, attempts: 12 };
const failed = (retryAfter: number | null = null): Outcome => ({
  kind: 'FAILED',
  status: 503,
  reason: 'answered 503',
  retryAfter,
});
const became = (attempts: number, outcome: Outcome, random = 0) =>
  settled({ ...delivery({ attempts }) }, outcome, RETRY, NOW, random);

describe('a delivery that failed', () => {
  it('is tried again after twice the time of the attempt before, up to the longest', () =>
    expect([1, 2, 3, 8, 9, 11].map((attempts) => became(attempts, failed()).dueAt - NOW)).toEqual([
      5_000, 10_000, 20_000, 640_000, 900_000, 900_000,
    ]));
  it('comes up to half of that earlier by chance, and never before the receiver asked for', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 86_400_000 })),
        (attempts, random, retryAfter) => {
          const wait = became(attempts, failed(retryAfter), random).dueAt - NOW;
          const whole = became(attempts, failed()).dueAt - NOW;
          expect(Number.isInteger(wait)).toBe(true);
          expect(wait).toBeGreaterThanOrEqual(Math.max(Math.floor(whole / 2), retryAfter ?? 0));
          expect(wait).toBeLessThanOrEqual(Math.max(whole, retryAfter ?? 0));
        },
      ),
    ));
  it('waits no longer than a day, whatever the receiver asks for', () =>
    expect(became(1, failed(10 * 365 * 86_400_000)).dueAt - NOW).toBe(86_400_000));
  it('is given up after its last attempt, with the reason', () =>
    expect(became(12, failed())).toMatchObject({
      ...{ state: 'DEAD', settledAt: NOW, reason: 'answered 503; given up after 12 attempts' },
    }));
  it('is given up at once where it can never go better', () =>
    expect(became(1, { kind: 'REFUSED', status: 400, reason: 'answered 400' }).state).toBe('DEAD'));
});

describe('what a receiver answers', () => {
  const kindOf = (status: number) => outcomeOf({ status, retryAfter: null, text: '' }, NOW).kind;
  it('is taken for delivered, for later, for never or for gone', () => {
    expect([200, 202, 204].map(kindOf)).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']);
    expect([408, 429, 500, 502, 503, 504].map(kindOf)).toEqual(Array(6).fill('FAILED'));
    expect([301, 307, 400, 401, 403, 404, 413, 422].map(kindOf)).toEqual(Array(8).fill('REFUSED'));
    expect(kindOf(410)).toBe('GONE');
  });
  it('says when to try again, in seconds or as a date', () => {
    const retryAfter = (text: string) => outcomeOf({ status: 429, retryAfter: text, text: '' }, NOW);
    expect(retryAfter('120')).toMatchObject({ retryAfter: 120_000 });
    expect(retryAfter(new Date(NOW + 60_000).toUTCString())).toMatchObject({ retryAfter: 60_000 });
    expect(retryAfter('soon')).toMatchObject({ retryAfter: null });
  });
  it('is kept as the reason', () =>
    expect(outcomeOf({ status: 422, retryAfter: null, text: 'no such channel' }, NOW)).toMatchObject({
      reason: 'answered 422: no such channel',
    }));
});
