/**
 * Tests run as ES modules on Node itself; swc only removes the types.
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testMatch: ['<rootDir>/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/bench/peers', '<rootDir>/.headwater', '<rootDir>/.servers'],
  testSequencer: '<rootDir>/test/sequencer.mjs',
  globalSetup: '<rootDir>/test/servers/jest-setup.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
  // V8 aborts a process in which many threads began and ended. What opens a store, and so begins threads, takes more memory
  // than this: no other suite follows in its process. Those of pure functions share one, which begins no faster than they run.
  workerIdleMemoryLimit: '40MB',
  // At the end of a run the process that follows on the last suite's may only just have begun. Where that takes longer
  // than half a second, jest's default, jest says of it that tests keep it from ending.
  workerGracefulExitTimeout: 10_000,
};
