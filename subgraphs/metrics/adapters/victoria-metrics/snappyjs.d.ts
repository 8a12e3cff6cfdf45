declare module 'snappyjs' {
  /** Compresses to a raw Snappy block. */
  export function compress(input: Uint8Array): Uint8Array;
  /** @throws when the block is malformed or, decompressed, longer than `most` bytes. */
  export function uncompress(input: Uint8Array, most?: number): Uint8Array;
}
