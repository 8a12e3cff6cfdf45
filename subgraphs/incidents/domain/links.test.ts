import { describe, expect, it } from '@jest/globals';
import { isSigned, permalinkPath } from './permalink.ts';
import { traceLinksOf } from './trace-links.ts';

const KEY = Buffer.alloc(32, 1);
const signatureIn = (path: string): string => new URL(path, 'http://host').searchParams.get('signature') ?? '';

describe('a permalink', () => {
  const path = permalinkPath(KEY, 'alert/1f');
  it('names its alert and is signed for it', () => {
    expect(path).toMatch(/^\/api\/v1\/alerts\/1f\/context\?signature=[\w-]{43}$/);
    expect(isSigned(KEY, 'alert/1f', signatureIn(path))).toBe(true);
  });
  it.each([
    ['another alert', KEY, 'alert/2f', signatureIn(path)],
    ['another key', Buffer.alloc(32, 2), 'alert/1f', signatureIn(path)],
    ['a signature that was cut', KEY, 'alert/1f', signatureIn(path).slice(1)],
    ['no signature', KEY, 'alert/1f', ''],
    ['one of more bytes than letters', KEY, 'alert/1f', 'é'.repeat(43)],
  ])('opens nothing with %s', (_, key, alert, signature) => {
    expect(isSigned(key, alert, signature)).toBe(false);
  });
});

describe('a link to a trace', () => {
  it('has the id wherever its template asks for it', () => {
    const links = [{ title: 'Jaeger', template: 'https://jaeger.example.com/trace/{traceId}?of={traceId}' }];
    expect(traceLinksOf(links, 'ab')).toEqual([
      { kind: 'TRACE', title: 'Jaeger', url: 'https://jaeger.example.com/trace/ab?of=ab' },
    ]);
  });
});
