import { describe, expect, it } from '@jest/globals';
import { mayReach } from './network.ts';

describe('an address to send to', () => {
  it('is public', () =>
    expect(['93.184.215.14', '2606:2800:21f:cb07::1'].map((address) => mayReach(address, []))).toEqual([true, true]));
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::1',
    'not an address',
  ])('is not %s', (address) => expect(mayReach(address, [])).toBe(false));
  it('is private only in a range that is allowed', () => {
    const allowed = ['10.0.0.0/8', '::1/128'];
    expect(['10.1.2.3', '::1', '::ffff:10.0.0.1'].map((address) => mayReach(address, allowed))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['192.168.1.1', 'fd00::1'].map((address) => mayReach(address, allowed))).toEqual([false, false]);
  });
});
