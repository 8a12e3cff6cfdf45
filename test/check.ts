/** `npm run check`: everything that can be said of the code without running it. All checks run; each says what to do. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';

interface Check {
  name: string;
  command: [string, ...string[]];
  remedy: string;
}

const CHECKS: Check[] = [
  { name: 'types', command: ['tsc', '-p', '.'], remedy: 'mend the types' },
  { name: 'format and lint', command: ['biome', 'ci', '.'], remedy: 'npx biome check --write .' },
  {
    name: 'import rules',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      ...['platform', 'vocabulary', 'subgraphs', 'gateway', 'ingest', 'cli', 'demo', 'test', 'bench'],
    ],
    remedy: 'each rule’s comment says where the code belongs',
  },
  { name: 'unused code', command: ['knip'], remedy: 'delete it, or use it' },
  {
    name: 'generated types',
    command: ['graphql-codegen', '--config', 'codegen.yml', '--check'],
    remedy: 'npm run generate',
  },
  { name: 'supergraph', command: ['node', 'gateway/compose-file.ts', '--check'], remedy: 'npm run generate' },
];

const colour = (format: 'green' | 'red', text: string) => styleText(format, text, { stream: process.stdout });

function run({ command: [program, ...args] }: Check): Promise<{ passed: boolean; output: string }> {
  return new Promise((resolve) => {
    // Colour only where a person sees it.
    const environment = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ passed: false, output: error.message }));
    child.on('close', (status) => resolve({ passed: status === 0, output }));
  });
}

const failed: string[] = [];
const waiting = CHECKS.values();
async function work(): Promise<void> {
  for (const check of waiting) {
    const { passed, output } = await run(check);
    console.log(`${passed ? colour('green', 'ok    ') : colour('red', 'failed')} ${check.name}`);
    if (passed) continue;
    failed.push(check.name);
    console.log(`${output.trim()}\n  remedy: ${check.remedy}`);
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
process.exitCode = failed.length ? 1 : 0;
