/** `npm test`: every suite, or those named; closes with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directory = mkdtempSync(join(tmpdir(), 'headwater-test-'));
const report = join(directory, 'report.json');
const jest = join(import.meta.dirname, '../node_modules/jest/bin/jest.js');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const options = ['--watchman=false', '--json', `--outputFile=${report}`, ...process.argv.slice(2)];

const child = spawn(process.execPath, [...flags, jest, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
const interrupt = (signal: NodeJS.Signals) => child.kill(signal);
process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);
child.on('close', (status) => {
  process.stdout.write(`${countsOf(report)}\n`);
  rmSync(directory, { recursive: true });
  process.exitCode = status ?? 1;
});

function countsOf(file: string): string {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    // A suite that could not even be loaded has no tests to count; it failed all the same.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return `${numPassedTests} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`;
  } catch {
    return '0 passed, 1 failed';
  }
}
