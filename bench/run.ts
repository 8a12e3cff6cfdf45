/** `npm run bench -- <name>`: runs one bench and prints its report as one line of JSON on standard output. */
import { readdirSync } from 'node:fs';
import type { Report } from './report.ts';

const names = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z0-9-]+\.ts$/.test(file) && !['run.ts', 'report.ts'].includes(file))
  .map((file) => file.replace('.ts', ''));
const [name] = process.argv.slice(2);

if (!name || !names.includes(name)) {
  console.error(`which bench? npm run bench -- <name> with one of ${names.join(', ')}`);
  process.exitCode = 2;
} else {
  const { bench } = (await import(`./${name}.ts`)) as { bench(): Promise<Report> };
  const report = await bench();
  if (report.answersEqual === false) {
    console.error(`${name}: answers differ, so its figures mean nothing`);
    process.exitCode = 1;
  } else console.log(JSON.stringify(report));
}
