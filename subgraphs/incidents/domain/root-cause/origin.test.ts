import { describe, expect, it } from '@jest/globals';
import { AMOUNT, bad, CHURN, change, question, rootCause, series, well } from './estate.contract.ts';

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
});
