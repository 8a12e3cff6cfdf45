import { randomBytes } from 'node:crypto';
import type { Database } from './sql-database.ts';

/** In bytes, as long as what HMAC-SHA256 makes of it. */
const KEY_LENGTH = 32;

/**
 * The key that permalinks are signed with: drawn once for each database, so that all processes have the same and links
 * outlive them. Without its row the links that were given away open nothing any more, and another key is drawn.
 * @throws StoreUnavailable
 */
export function permalinkKeyIn({ tables, answering }: Database): () => Promise<Buffer> {
  const read = () =>
    answering(async () => {
      const drawn = randomBytes(KEY_LENGTH).toString('base64');
      await tables
        .insertInto('permalink_key')
        .values({ only: 1, key: drawn })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { key } = await tables.selectFrom('permalink_key').select('key').executeTakeFirstOrThrow();
      return Buffer.from(key, 'base64');
    });
  let known: Buffer | null = null;
  return async () => (known ??= await read());
}
