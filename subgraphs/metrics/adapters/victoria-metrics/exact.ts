/** Halves of a double's 64 bits. */
type Half = 'high' | 'low';

/**
 * VictoriaMetrics keeps integers of up to 15 digits as they are and rounds other numbers to 12 or 15 digits, so what is
 * no such integer is written as its bits too, in two halves that are.
 */
export const isKeptExactly = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

/** Beyond it a number would cost the integers beside it their last digits. */
export const isReadable = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

const view = new DataView(new ArrayBuffer(8));

export function bitsOf(value: number): Record<Half, number> {
  view.setFloat64(0, value);
  return { high: view.getUint32(0), low: view.getUint32(4) };
}

export function numberOfBits({ high, low }: Record<Half, number>): number {
  view.setUint32(0, high);
  view.setUint32(4, low);
  return view.getFloat64(0);
}

/** Bytes in an integer that is kept exactly. */
const BYTES = 6;

/** A text as integers, six bytes of UTF-8 in each. */
export function integersOf(text: string): number[] {
  const bytes = Buffer.from(text);
  const integers: number[] = [];
  for (let start = 0; start < bytes.length; start += BYTES)
    integers.push(bytes.readUIntBE(start, Math.min(BYTES, bytes.length - start)));
  return integers;
}

/** The text of its integers; the bytes before the first that is not zero are none of it. */
export function textOf(integers: readonly number[]): string {
  const buffer = Buffer.alloc(integers.length * BYTES);
  integers.forEach((integer, index) => {
    buffer.writeUIntBE(integer, index * BYTES, BYTES);
  });
  return buffer.toString().replaceAll('\0', '');
}
