import { serviceId } from '../vocabulary/asset-id.ts';
import { deploymentAsset } from './estate/deployments.ts';
import type { Shift } from './shift.ts';

/** What a steward states by hand: who asks the production deployment, and who shows the answer. */
export function declarationOf(shift: Shift) {
  const api = serviceId('prod', 'delay-api');
  const board = serviceId('prod', 'departure-board');
  const validFrom = new Date(shift.instant(Date.UTC(2013, 2, 1))).toISOString();
  return {
    assets: [
      { id: api, title: 'Delay API' },
      { id: board, title: 'Departure board' },
    ],
    edges: [
      { from: deploymentAsset('prod'), to: api, role: 'CALLS', validFrom },
      { from: api, to: board, role: 'CALLS', validFrom },
    ],
    idempotencyKey: `demo declaration ${shift.lastDay}`,
  };
}
