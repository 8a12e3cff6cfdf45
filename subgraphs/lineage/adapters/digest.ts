import { createHash } from 'node:crypto';

/** 128 bits that stand for a text. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);

export const DIGEST_LENGTH = 22;
