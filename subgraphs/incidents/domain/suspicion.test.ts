import { describe, expect, it } from '@jest/globals';
import { jobId } from '../../../vocabulary/asset-id.ts';
import { alert, day, ORDERS } from './fixtures.contract.ts';
import { suspicionOfCause } from './suspicion.ts';

const LOAD = jobId('airflow', 'load_orders');

describe('what makes an alert doubtful', () => {
  it('is the check that failed where it failed, also on the way from its first cause', () => {
    const failed = { asset: ORDERS, kind: 'ASSERTION_FAILED', time: day(1), summary: 'The check not_null failed.' };
    expect(suspicionOfCause(alert(), { causes: [{ asset: LOAD, evidence: [failed] }] } as never)).toEqual({
      ...{ asset: ORDERS, check: 'ASSERTION_FAILED', since: day(1), reason: 'The check not_null failed.' },
    });
  });
});
