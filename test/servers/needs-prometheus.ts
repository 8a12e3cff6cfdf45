import { describe } from '@jest/globals';

/** A suite that starts a Prometheus; see `prometheus.ts`. */
export function describeWithPrometheus(name: string, suite: () => void): void {
  // jest-setup.ts sets it, and says loudly why where it does not.
  if (process.env.HEADWATER_TEST_PROMETHEUS !== 'available')
    describe.skip(`${name} (left out: no Prometheus here)`, suite);
  else describe(name, suite);
}
