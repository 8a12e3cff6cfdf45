/** `npm test`: every suite, or those named; closes with `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * V8 aborts a process now and then in which threads began and ended (nodejs/node#64500), which says nothing of the suite in
 * it: such a suite is run once more, and that is said.
 */
const CRASHED = /terminated by another process: signal=SIG(SEGV|ABRT|ILL|TRAP)\b/;

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Run extends Counts {
  status: number;
  /** Paths of the suites whose process crashed; they count as one failure each. */
  crashed: string[];
}

const directory = mkdtempSync(join(tmpdir(), 'headwater-test-'));
const jest = join(import.meta.dirname, '../node_modules/jest/bin/jest.js');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
let interrupted = false;

const all = await run('report.json', process.argv.slice(2));
const { crashed } = all;
if (crashed.length > 0 && !interrupted) {
  process.stderr.write(`\n*** HEADWATER RUNS AGAIN, since their processes crashed: ${crashed.join(', ')}\n\n`);
  const again = await run('again.json', ['--runTestsByPath', ...crashed]);
  all.passed += again.passed;
  all.failed += again.failed - crashed.length;
  all.skipped += again.skipped;
  all.status = all.failed === 0 ? again.status : all.status;
}
const { passed, failed, skipped, status } = all;
process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
rmSync(directory, { recursive: true });
process.exitCode = status;

function run(name: string, options: readonly string[]): Promise<Run> {
  const report = join(directory, name);
  const command = [...flags, jest, '--watchman=false', '--json', `--outputFile=${report}`, ...options];
  // Tests start Headwater's own programs a few hundred times, each of which compiles the same modules.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(directory, 'compiled') };
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const interrupt = (signal: NodeJS.Signals) => {
    interrupted = true;
    child.kill(signal);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      resolve({ ...countsOf(report), status: code ?? 1 });
    });
  });
}

function countsOf(file: string): Counts & Pick<Run, 'crashed'> {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return {
      passed: numPassedTests,
      // A suite that could not even be loaded has no tests to count; it failed all the same.
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests,
      crashed: testResults
        .filter(({ message }: { message: string }) => CRASHED.test(message))
        .map((suite: { name: string }) => suite.name),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, crashed: [] };
  }
}
