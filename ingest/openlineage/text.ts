import { z } from 'zod';

/** Text that can be a segment of an asset id. Half a surrogate pair has no percent-encoding. */
export const text = z
  .string()
  .min(1, 'expected some text')
  .refine((raw) => raw.isWellFormed(), 'expected text without half a surrogate pair');
