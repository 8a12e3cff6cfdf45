import type { Log } from '../platform/log.ts';

/** How much one protocol brought since the process began. */
interface Tally {
  received: number;
  accepted: number;
  rejected: number;
}

/** Counts what each request of a protocol brought, and says so at level debug with the sums so far. */
export function openTally(protocol: string, log: Log): (received: number, rejected: number) => void {
  const total: Tally = { received: 0, accepted: 0, rejected: 0 };
  return (received, rejected) => {
    total.received += received;
    total.rejected += rejected;
    total.accepted += received - rejected;
    log.debug({ protocol, received, rejected, total: { ...total } }, 'taken in');
  };
}
