import { createHash } from 'node:crypto';
import { KeyValue } from './messages.ts';
import { attributesOf, decoded, type SentKeyValue } from './payload.ts';

/** Attributes as JSON has them, or each as the bytes of its KeyValue. */
export type SentAttributes = readonly SentKeyValue[] | readonly Uint8Array[];

type Texts = Readonly<Record<string, string>>;

/** What a point says of itself, together with its resource. */
export interface PointAttributes {
  /** Of both, the point's where both have one. */
  all: Texts;
  own: Texts;
  shared: Texts;
  /** Keys of the cumulative series that have been told by these, by what else tells them apart. */
  series: Map<string, string>;
}

/** A resource, with the attributes of its points. */
export interface Source {
  shared: Texts;
  known: Map<string, PointAttributes>;
}

/** Sets of attributes remembered; then they are read again. */
const MOST_REMEMBERED = 100_000;

/**
 * Attributes by their bytes: point after point has the same, and is then given the same frozen object, by which others
 * remember what they made of it. What comes as JSON is read each time.
 */
export class KnownAttributes {
  readonly #sources = new Map<string, Source>();
  #remembered = 0;

  source(sent: SentAttributes): Source {
    const text = bytesText(sent);
    const known = text === null ? undefined : this.#sources.get(text);
    if (known) return known;
    const source = { shared: Object.freeze(textsOf(sent)), known: new Map<string, PointAttributes>() };
    if (text !== null) this.#remember(this.#sources, text, source);
    return source;
  }

  of({ shared, known }: Source, sent: SentAttributes): PointAttributes {
    const text = bytesText(sent);
    const before = text === null ? undefined : known.get(text);
    if (before) return before;
    const own = textsOf(sent);
    const all = { ...shared, ...own };
    const attributes = { all: text === null ? all : Object.freeze(all), own, shared, series: new Map() };
    if (text !== null) this.#remember(known, text, attributes);
    return attributes;
  }

  #remember<Value>(known: Map<string, Value>, text: string, value: Value): void {
    if (this.#remembered >= MOST_REMEMBERED) {
      this.#sources.clear();
      this.#remembered = 0;
    }
    this.#remembered += 1;
    known.set(text, value);
  }
}

/** What makes points one series: resource, scope, name, attributes, and the bounds of a histogram. */
export function seriesOf(
  { own, shared, series }: PointAttributes,
  scope: readonly string[],
  instrument: string,
  kind: string,
  bounds: readonly number[] | null,
): string {
  const told = JSON.stringify([scope, instrument, kind, bounds]);
  const known = series.get(told);
  if (known !== undefined) return known;
  const identity = [sorted(shared), scope, instrument, kind, sorted(own), bounds];
  const key = createHash('sha1').update(JSON.stringify(identity)).digest('base64');
  series.set(told, key);
  return key;
}

const sorted = (values: Texts): [string, string][] => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

/** Between the bytes of two attributes: it is none of theirs. */
const BETWEEN = '\u0100';

/** The same for the same bytes and for no others; null where there are none to tell by. */
function bytesText(sent: SentAttributes): string | null {
  let text = '';
  for (const [index, one] of sent.entries()) {
    if (!(one instanceof Uint8Array)) return null;
    const bytes = latin1(one);
    text = index === 0 ? bytes : text + BETWEEN + bytes;
  }
  return text;
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

function textsOf(sent: SentAttributes): Record<string, string> {
  const pairs = sent.map((one) => (one instanceof Uint8Array ? keyValueOf(one) : one));
  return Object.fromEntries(
    Object.entries(attributesOf(pairs)).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

const keyValueOf = (bytes: Uint8Array): SentKeyValue =>
  KeyValue.toObject(decoded(bytes, KeyValue), { longs: String, defaults: false, arrays: true }) as SentKeyValue;
