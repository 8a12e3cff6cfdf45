import { createHash } from 'node:crypto';

/** One short text for what tells a node or relationship apart: an index takes no more than 8 kB, ids and assertions may be longer. */
export const shortKey = (...parts: readonly (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
