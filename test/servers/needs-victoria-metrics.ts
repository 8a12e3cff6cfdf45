import { afterAll, beforeAll, describe } from '@jest/globals';
import type { ServerProcess } from './server-process.ts';
import { startVictoriaMetrics } from './victoria-metrics.ts';

/** A suite with a VictoriaMetrics of its own. */
export function describeWithVictoriaMetrics(name: string, suite: (server: () => ServerProcess) => void): void {
  // jest-setup.ts sets it, and says loudly why where it does not.
  if (process.env.HEADWATER_TEST_VICTORIA_METRICS !== 'available') {
    describe.skip(`${name} (left out: no VictoriaMetrics here)`, () => suite(() => ({}) as ServerProcess));
    return;
  }
  describe(name, () => {
    let server: ServerProcess;
    beforeAll(async () => {
      server = await startVictoriaMetrics();
    }, 60_000);
    afterAll(() => server?.stop(), 60_000);
    suite(() => server);
  });
}
