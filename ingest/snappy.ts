import snappy from 'snappyjs';

/** Bytes of the longest varint of 32 bits. */
const LENGTH_BYTES = 5;

/**
 * A block of Snappy's raw format, which begins with its length as a varint: a block that says more than the limit is
 * refused before anything is allocated. @throws Error with the code of zlib when it is longer; else when it is no block.
 */
export function uncompressBlock(block: Buffer, { maxOutputLength }: { maxOutputLength: number }): Buffer {
  if (block.length === 0) throw new Error('it is empty');
  const length = statedLength(block);
  if (length === null) throw new Error('it does not begin with the length of what was compressed');
  if (length > maxOutputLength)
    throw Object.assign(new Error(`it says that it holds ${length} bytes`), { code: 'ERR_BUFFER_TOO_LARGE' });
  return Buffer.from(snappy.uncompress(block));
}

function statedLength(block: Buffer): number | null {
  let length = 0;
  for (let index = 0; index < Math.min(LENGTH_BYTES, block.length); index++) {
    const byte = block[index] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return length;
  }
  return null;
}
