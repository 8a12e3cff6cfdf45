import { needing } from './needs.ts';
import { pythonEnvironment } from './python.ts';

/** Installing takes minutes where the network is slow. */
const INSTALL_PATIENCE = 900_000;

/** A suite with the programs of a Python environment; `programs` answers the folder they are in. */
export function describeWithPython(name: string, environment: string, suite: (programs: () => string) => void): void {
  const python = { name: 'PYTHON', start: () => pythonEnvironment(environment), patience: INSTALL_PATIENCE };
  needing(python)(name, suite);
}
