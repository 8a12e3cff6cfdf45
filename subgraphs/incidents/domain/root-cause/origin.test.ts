import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  assetsOf,
  bad,
  CHURN,
  change,
  EDGES,
  edge,
  question,
  REPORT,
  rootCause,
  series,
  well,
} from './estate.contract.ts';

describe('the origin', () => {
  const accuracy = { direction: 'HIGHER_IS_BETTER', category: 'ACCURACY', metric: 'accuracy' } as const;
  const latency = { category: 'LATENCY', metric: 'latency' } as const;

  it('is the model when accuracy falls as a new version is deployed and its inputs are normal', () => {
    const answer = rootCause(
      [...well, series(AMOUNT), bad(CHURN, 70, 9, accuracy)],
      [change(CHURN, 'MODEL_DEPLOYED', 9)],
      {
        asked: question({ metric: 'accuracy' }),
      },
    );
    expect(answer.origin.verdict).toBe('MODEL');
  });

  it('is the deployment when it only became slow', () => {
    const answer = rootCause(
      [...well, series(AMOUNT), bad(CHURN, 190, 9, latency)],
      [change(CHURN, 'MODEL_DEPLOYED', 9)],
      {
        asked: question({ metric: 'latency' }),
      },
    );
    expect(answer.origin.verdict).toBe('DEPLOYMENT');
  });

  it('of a new version is told by what got worse downstream where nobody measures its deployment', () => {
    const askedOf = (what: typeof accuracy | typeof latency, level: number) =>
      rootCause([...well, series(AMOUNT), bad(REPORT, level, 9, what)], [change(CHURN, 'MODEL_DEPLOYED', 9)], {
        edges: [...EDGES, edge(CHURN, REPORT)],
        asked: question({ metric: what.metric, asset: REPORT }),
      });
    const answers = [askedOf(accuracy, 70), askedOf(latency, 190)];
    expect(answers.map((answer) => assetsOf(answer)[0])).toEqual([CHURN, CHURN]);
    expect(answers.map(({ origin }) => origin.verdict)).toEqual(['MODEL', 'DEPLOYMENT']);
  });
});
