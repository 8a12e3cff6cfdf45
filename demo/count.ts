/** `node demo/count.ts` counts the flights in `demo/data` by day and writes what the demonstration is made of. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { countDays } from './estate/count-days.ts';
import { COUNTED_DAYS } from './estate/counted-days.ts';
import { flightDays } from './estate/flights.ts';

const lines: string[] = [];
for await (const day of countDays(flightDays())) lines.push(JSON.stringify(day));
writeFileSync(COUNTED_DAYS, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
process.stdout.write(`${lines.length} days\n`);
