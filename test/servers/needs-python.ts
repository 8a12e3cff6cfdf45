import { beforeAll, describe } from '@jest/globals';
import { pythonEnvironment } from './python.ts';

/** Installing takes minutes where the network is slow. */
const INSTALL_PATIENCE = 900_000;

/** A suite with the programs of a Python environment; `programs` answers the folder they are in. */
export function describeWithPython(name: string, environment: string, suite: (programs: () => string) => void): void {
  // jest-setup.ts sets it, and says loudly why where it does not.
  if (process.env.HEADWATER_TEST_PYTHON !== 'available') {
    describe.skip(`${name} (left out: no Python here)`, () => suite(() => ''));
    return;
  }
  describe(name, () => {
    let programs: string;
    beforeAll(async () => {
      programs = await pythonEnvironment(environment);
    }, INSTALL_PATIENCE);
    suite(() => programs);
  });
}
