import { expect, it } from '@jest/globals';
import { estateCase } from './estates/estate-case.ts';
import { petshopCases } from './petshop.ts';
import { answerOf, rankingIn } from './scenario-case.ts';
import { answerThroughTheGraph, asHeadwaterHasIt } from './through-the-graph.ts';

// Windows of the first lie across those of Headwater, and its second cause hangs on the last of them; the others are told to
// Headwater by another kind of event each. The rest is for the bench.
const CASES = [
  ...petshopCases().filter(({ id }) => id === 'low_traffic/train/issue_1'),
  estateCase('schema change', 'small', 1),
  estateCase('null flood', 'small', 3),
  estateCase('model swap', 'small', 1),
];

it.each(CASES.map((one) => [one.id, one] as const))(
  'answers through the public interface as by the function alone: %s',
  async (_, one) => {
    const alone = answerOf(asHeadwaterHasIt(one));
    expect(await answerThroughTheGraph(one)).toEqual({
      outcome: alone.outcome,
      origin: alone.origin.verdict,
      ranking: rankingIn(alone),
    });
  },
  120_000,
);
