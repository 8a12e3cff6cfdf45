import { describe, expect, it } from '@jest/globals';
import { KnownAttributes, seriesOf } from './known-attributes.ts';
import { KeyValue } from './messages.ts';
import type { SentKeyValue } from './payload.ts';

const text = (key: string, stringValue: string): SentKeyValue => ({ key, value: { stringValue } });
const bytes = (...sent: SentKeyValue[]): Uint8Array[] =>
  sent.map((one) => KeyValue.encode(KeyValue.fromObject(one)).finish());

describe('attributes that come as bytes', () => {
  it('are the same frozen object when they come again, of the same resource', () => {
    const known = new KnownAttributes();
    const attributesOf = (service: string, route: string) =>
      known.of(known.source(bytes(text('service', service))), bytes(text('route', route))).all;
    const first = attributesOf('a', '/');
    expect([first, Object.isFrozen(first)]).toEqual([{ service: 'a', route: '/' }, true]);
    expect(attributesOf('a', '/')).toBe(first);
    expect([attributesOf('b', '/'), attributesOf('a', '/x')]).toEqual([
      { service: 'b', route: '/' },
      { service: 'a', route: '/x' },
    ]);
  });

  it('are told from one attribute that holds the bytes of two', () => {
    const known = new KnownAttributes();
    const [a, b] = bytes(text('a', '1'), text('b', '2')) as [Uint8Array, Uint8Array];
    const source = known.source([]);
    // Of a field that comes twice in one message the last counts.
    const both = known.of(source, [Buffer.concat([a, b])]).all;
    expect([both, known.of(source, [a, b]).all]).toEqual([{ b: '2' }, { a: '1', b: '2' }]);
  });

  it('read as those in JSON do, whatever their values are', () => {
    const sent: SentKeyValue[] = [
      text('text', 'Grüße'),
      { key: 'whole', value: { intValue: '-7' } },
      { key: 'large', value: { intValue: '9007199254740993' } },
      { key: 'fraction', value: { doubleValue: 0.1 } },
      { key: 'is', value: { boolValue: false } },
      { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } } },
      { key: 'map', value: { kvlistValue: { values: [text('inner', 'b')] } } },
      { key: 'none' },
    ];
    const known = new KnownAttributes();
    const [asBytes, asJson] = [bytes(...sent), sent].map((each) => known.of(known.source([]), each).all);
    expect(asBytes).toEqual(asJson);
    expect(Object.isFrozen(asJson)).toBe(false);
  });
});

describe('a cumulative series', () => {
  it('is apart from the same instrument of another process or another scope', () => {
    const of = (instance: string, scope: string) => {
      const known = new KnownAttributes();
      const source = known.source([text('service.instance.id', instance)]);
      return seriesOf(known.of(source, []), [scope, ''], 'requests', 'sum', null);
    };
    expect(new Set([of('1', 'http'), of('2', 'http'), of('1', 'grpc'), of('1', 'grpc')]).size).toBe(3);
  });

  it('is apart from that of other bounds, and of attributes that only came from elsewhere', () => {
    const known = new KnownAttributes();
    const of = (shared: SentKeyValue[], own: SentKeyValue[], bounds: number[]) =>
      seriesOf(known.of(known.source(bytes(...shared)), bytes(...own)), ['', ''], 'size', 'histogram', bounds);
    const a = text('a', '1');
    expect(new Set([of([a], [], [1]), of([], [a], [1]), of([a], [], [1, 2]), of([a], [], [1])]).size).toBe(3);
  });
});
