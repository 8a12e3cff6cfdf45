import { describe, expect, it } from '@jest/globals';
import { dataset, fact, job } from '../ports/contract-world.contract.ts';
import { failedAssertions, failedRun } from './failed-checks.ts';
import { namedRun, type RunRecord } from './run.ts';

const check = (time: number, success: boolean, more: { field?: string; name?: string } = {}) =>
  fact(dataset('orders'), time, { kind: 'assertion', assertion: 'not_null', field: 'amount', success, ...more });
const run = (endedAt: number | null, state: RunRecord['state'], error: string | null = null): RunRecord => ({
  ...namedRun({ runId: `run ${endedAt}`, job: job('load') }),
  ...{ state, endedAt, error },
});

describe('an assertion', () => {
  it('fails since the first failure after it last passed', () => {
    const told = [check(1, false), check(2, true), check(3, false), check(4, false)];
    expect(failedAssertions(told, 0)).toEqual([
      { asset: dataset('orders'), kind: 'ASSERTION_FAILED', summary: 'The check not_null on amount fails.', since: 3 },
    ]);
  });

  it('that passed when it was last told of fails no more', () =>
    expect(failedAssertions([check(1, false), check(2, true)], 0)).toEqual([]));

  it('that was last told of too long ago is not said to fail, but one that is told of still fails since then', () => {
    expect(failedAssertions([check(1, false)], 2)).toEqual([]);
    expect(failedAssertions([check(1, false), check(3, false)], 2)).toMatchObject([{ since: 1 }]);
  });

  it('does not pass because another of its kind does', () =>
    expect(failedAssertions([check(1, false, { name: 'a' }), check(2, true, { name: 'b' })], 0)).toHaveLength(1));
});

describe('a job', () => {
  it('fails when its last run that ended failed, since the first of those in a row', () => {
    const runs = [run(null, 'RUNNING'), run(4, 'FAIL', 'no space\nat line 5'), run(3, 'FAIL'), run(2, 'COMPLETE')];
    expect(failedRun(job('load'), runs)).toEqual({
      ...{ asset: job('load'), kind: 'RUN_FAILED', summary: 'The last run failed: no space', since: 3 },
    });
  });

  it('does not fail when a run completed after the one that failed, though it began before', () =>
    expect(failedRun(job('load'), [run(2, 'FAIL'), run(3, 'COMPLETE')])).toBeNull());

  it('is told nothing of by a run that somebody aborted', () => {
    expect(failedRun(job('load'), [run(3, 'ABORT'), run(2, 'COMPLETE')])).toBeNull();
    expect(failedRun(job('load'), [run(3, 'ABORT'), run(2, 'FAIL')])).toMatchObject({ since: 2 });
  });
});
