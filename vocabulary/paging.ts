/**
 * Opaque keyset cursors: base64url of the JSON array of the sort key's parts, so that a page begins after a key and
 * not after a count.
 */
export type CursorKey = readonly (string | number)[];

export const cursorOf = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor of `length` parts; null when it is not one. */
export function parseCursor(raw: string, length: number): CursorKey | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(raw, 'base64url').toString());
    const isKey =
      Array.isArray(key) && key.length === length && key.every((part) => ['string', 'number'].includes(typeof part));
    return isKey ? (key as CursorKey) : null;
  } catch {
    return null;
  }
}
