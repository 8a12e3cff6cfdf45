/** snappyjs brings no types of its own. */
declare module 'snappyjs' {
  const snappy: {
    /** @throws Error when it is no block of Snappy's raw format. */
    uncompress(block: Uint8Array): Uint8Array;
    compress(bytes: Uint8Array): Uint8Array;
  };
  export default snappy;
}
