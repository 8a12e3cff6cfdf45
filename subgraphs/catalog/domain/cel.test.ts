import { expect, it } from '@jest/globals';
import { expressionFaults } from './cel.ts';

const faults = (expression: string, variables = ['tp', 'fp']) =>
  expressionFaults(expression, variables).map(({ message }) => message);

it.each([
  'tp / (tp + fp)',
  '2.0 * tp + fp',
  'double(2) * tp - fp',
  'tp + fp == 0.0 ? 0.0 : tp / (tp + fp)',
  'tp > 1 ? tp : -fp',
])('takes %s', (expression) => expect(faults(expression)).toEqual([]));

it.each([
  ['2 * tp + fp', 'write 2.0 * tp'],
  ['fp + tp * 0x10', 'write tp * 16.0'],
  ['tp > fp ? 1 : tp', 'write tp > fp ? 1.0 : tp'],
  ['tp + fx', 'no variable is named "fx"; the variables are those of method.over: tp, fp'],
  ['tp + (fp', 'CEL cannot read "tp + (fp": '],
  ['tp > fp', 'is a bool, expected a number; choose one with a ? b : c'],
  ['tp + fp > 1.0 && true', 'is a bool, expected a number'],
  ['3', 'is an int; a number is a double, written with a point, such as 2.0'],
  ['!tp ? fp : tp', '"!tp" does not type-check'],
  ['tp', '"fp" is not used in the expression'],
  ['[tp, fp].map(x, x)[0]', '"[tp, fp].map(x, x)[0]" has no place in a number over numbers'],
  ['double(size("tp")) * tp * fp', '"size("tp")" has no place in a number over numbers'],
  ['"a".matches("(a+)+$") ? tp : fp', 'has no place in a number over numbers'],
  [`tp${' + fp'.repeat(200)}`, 'Exceeded maxAstNodes'],
  [`${'('.repeat(60)}tp + fp${')'.repeat(60)}`, 'Exceeded maxDepth'],
  [' '.repeat(3000), 'the expression has 3000 characters; the longest accepted has 2000'],
])('refuses %s', (expression, message) => expect(faults(expression)).toEqual([expect.stringContaining(message)]));

it('refuses a variable that CEL cannot have', () => {
  expect(faults('tp', ['tp', 'true-positives', 'in'])).toEqual([
    expect.stringContaining('"true-positives" cannot be a variable of CEL'),
    expect.stringContaining('"in" cannot be a variable of CEL'),
  ]);
});
