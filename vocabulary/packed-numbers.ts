/**
 * Many numbers as one value of the graph: as they are within a process, over the wire the base64 of 64-bit floats, lowest
 * byte first. NaN stands for what is not known.
 */
export class PackedNumbers {
  readonly values: Float64Array;

  constructor(values: Float64Array) {
    this.values = values;
  }

  toJSON(): string {
    const { buffer, byteOffset, byteLength } = this.values;
    return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  }
}

const BYTES = Float64Array.BYTES_PER_ELEMENT;

/** The numbers of an answer, however it came. @throws TypeError for text that is not of whole numbers. */
export function unpackNumbers(packed: PackedNumbers | string): Float64Array<ArrayBuffer> {
  if (packed instanceof PackedNumbers) return packed.values as Float64Array<ArrayBuffer>;
  const bytes = Buffer.from(packed, 'base64');
  if (bytes.byteLength % BYTES !== 0) throw new TypeError(`${bytes.byteLength} bytes are no numbers of ${BYTES} each`);
  const values = new Float64Array(bytes.byteLength / BYTES);
  new Uint8Array(values.buffer).set(bytes);
  return values;
}
