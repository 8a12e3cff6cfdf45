import { request } from 'undici';
import { StoreUnavailable } from '../../../platform/errors.ts';
import type { Milliseconds } from '../../../vocabulary/duration.ts';

const TIMEOUT: Milliseconds = 3_000;
/** Of an answer, in bytes: a trace of about 100,000 spans. */
const LARGEST = 64 * 1024 * 1024;

/**
 * A JSON document from a configured address; null when there is none there. Redirects are not followed.
 * @throws StoreUnavailable when there is no answer in time, another status, or more than 64 MiB.
 */
export async function documentFrom(source: string, url: string): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    const { statusCode, body } = await request(url, { headers: { accept: 'application/json' }, signal });
    if (statusCode === 404) {
      await body.dump();
      return null;
    }
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`it answers ${statusCode}`);
    }
    return JSON.parse(await textOf(body));
  } catch (cause) {
    throw new StoreUnavailable(source, cause);
  }
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > LARGEST) throw new Error(`its answer is larger than ${LARGEST} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
