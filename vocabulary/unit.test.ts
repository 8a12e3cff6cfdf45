import { expect, it } from '@jest/globals';
import { factorBetween, isUnit } from './unit.ts';

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

it.each<[string, string, number]>([
  ['s', 'ms', 1000],
  ['us', 's', 1e-6],
  ['min', 's', 60],
  ['By', 'MiBy', 1 / 2 ** 20],
  ['bit', 'By', 0.125],
  ['1', '%', 100],
  ['{request}', '1', 1],
  ['By/s', 'kBy/min', 0.06],
  ['1/s', 'Hz', 1],
  ['/min', '{request}/h', 60],
  ['kW.h', 'J', 3_600_000],
  ['10*3', '1', 1000],
  ['Cel', 'Cel', 1],
])('makes %s to %s by %d', (from, to, factor) => expect(factorBetween(from, to)).toBeCloseTo(factor, 10));

it.each([
  ['By', 's'],
  ['By', '1'],
  ['{request}', '{request}/s'],
  // Their zeros differ: no factor makes one of the other.
  ['Cel', 'K'],
  ['Cel', '[degF]'],
  ['seconds', 'ms'],
])('makes no %s to %s', (from, to) => expect(factorBetween(from, to)).toBeNull());
