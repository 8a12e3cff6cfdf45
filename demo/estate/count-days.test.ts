import { expect, it } from '@jest/globals';
import { countDays } from './count-days.ts';
import { countedDays } from './counted-days.ts';
import { flightDays } from './flights.ts';

it('finds in the flights what the demonstration is made of; `node demo/count.ts` counts anew', async () => {
  const kept = countedDays();
  for await (const day of countDays(flightDays())) expect(JSON.parse(JSON.stringify(day))).toEqual(kept.next().value);
  expect(kept.next().done).toBe(true);
});
