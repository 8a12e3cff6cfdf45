import { describe, expect, it } from '@jest/globals';
import { remembered } from './remembered.ts';

describe('remembered', () => {
  it('asks once for each text, and again for one that it has forgotten', () => {
    const asked: string[] = [];
    const lengthOf = remembered(2, (text) => {
      asked.push(text);
      return text.length;
    });
    expect(['a', 'bb', 'a', 'ccc', 'bb', 'a'].map(lengthOf)).toEqual([1, 2, 1, 3, 2, 1]);
    expect(asked).toEqual(['a', 'bb', 'ccc', 'a']);
  });
});
