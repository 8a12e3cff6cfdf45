import { expect, it } from '@jest/globals';
import { isUnit } from './unit.ts';

it.each([
  '1',
  '%',
  'ms',
  's',
  'By',
  'KiBy',
  'By/s',
  '1/s',
  '/min',
  '{request}',
  '{request}/s',
  'm/s2',
  'Cel',
  '[degF]',
  '10*3',
  'kW.h',
])('takes the UCUM unit %s', (unit) => expect(isUnit(unit)).toBe(true));

it.each(['', 'millis', 'seconds', 'ms/', 'req/s', 'm s', '{open'])('refuses %j', (unit) =>
  expect(isUnit(unit)).toBe(false),
);
