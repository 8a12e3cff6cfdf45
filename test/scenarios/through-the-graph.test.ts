import { expect, it } from '@jest/globals';
import { estateCase } from './estates/estate-case.ts';
import { petshopCases } from './petshop.ts';
import { answerOf, rankingIn } from './scenario-case.ts';
import { answerThroughTheGraph, withItsOwnMetric } from './through-the-graph.ts';

const [fault] = petshopCases();
// Each is told to Headwater by another kind of event; the rest is for the bench.
const CASES = [
  ...(fault ? [fault] : []),
  estateCase('schema change', 'small', 1),
  estateCase('null flood', 'small', 3),
  estateCase('model swap', 'small', 1),
];

it.each(CASES.map((one) => [one.id, one] as const))(
  'answers through the public interface as by the function alone: %s',
  async (_, one) => {
    const alone = answerOf(withItsOwnMetric(one));
    expect(await answerThroughTheGraph(one)).toEqual({
      outcome: alone.outcome,
      origin: alone.origin.verdict,
      ranking: rankingIn(alone),
    });
  },
  120_000,
);
