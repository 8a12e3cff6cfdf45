import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { jsonDepthExceeds } from './json-depth.ts';
import { Refusal } from './refusal.ts';
import { uncompressBlock } from './snappy.ts';

/** Bounds of one request body, in bytes; a refusal names the bound. */
const COMPRESSED_LIMIT = 10 * 1024 * 1024;
const DECOMPRESSED_LIMIT = 64 * 1024 * 1024;
const JSON_DEPTH = 32;

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer> | Buffer;

/** The content encodings that a protocol allows. */
interface Encodings {
  decompress: ReadonlyMap<string, Decompress>;
  /** Whether a body may come as it is. */
  plain: boolean;
  /** What to send, in words. */
  expected: string;
}

const OF_HTTP: Encodings = {
  decompress: new Map<string, Decompress>([
    ['gzip', promisify(gunzip)],
    ['x-gzip', promisify(gunzip)],
    ['deflate', promisify(inflate)],
  ]),
  plain: true,
  expected: 'gzip, deflate or none',
};

/** Snappy's block format, as Prometheus writes it. */
export const SNAPPY_BLOCK: Encodings = {
  decompress: new Map([['snappy', uncompressBlock]]),
  plain: false,
  expected: 'snappy',
};

/** Gives handlers of this plugin the body as bytes, decompressed, whatever its content type, chunked or not. */
export function acceptBytes(server: FastifyInstance, encodings: Encodings = OF_HTTP): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) =>
    decompressed(await bytesOf(payload), request.headers['content-encoding'], encodings),
  );
}

/** A client that is refused while it sends may never read why; up to here its surplus is read and dropped. */
const DROPPED_LIMIT = 8 * COMPRESSED_LIMIT;

async function bytesOf(payload: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= COMPRESSED_LIMIT) chunks.push(chunk);
    else chunks.length = 0;
    if (length > DROPPED_LIMIT) break;
  }
  if (length > COMPRESSED_LIMIT) throw tooLarge('as sent', COMPRESSED_LIMIT);
  return Buffer.concat(chunks, length);
}

async function decompressed(body: Buffer, contentEncoding = '', encodings: Encodings): Promise<Buffer> {
  const encoding = contentEncoding.trim().toLowerCase();
  if (encodings.plain && (encoding === 'identity' || encoding === '')) return body;
  const decompress = encodings.decompress.get(encoding);
  if (!decompress)
    throw new Refusal(
      415,
      'UNSUPPORTED_ENCODING',
      `content-encoding ${encoding || '(none)'} is not read; send ${encodings.expected}`,
    );
  try {
    return await decompress(body, { maxOutputLength: DECOMPRESSED_LIMIT });
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge('decompressed', DECOMPRESSED_LIMIT);
    throw new Refusal(400, 'MALFORMED_BODY', `the body is not valid ${encoding}: ${(cause as Error).message}`);
  }
}

const tooLarge = (state: string, limit: number): Refusal =>
  new Refusal(413, 'BODY_TOO_LARGE', `the body ${state} is larger than ${limit / 1024 / 1024} MB; send less at once`);

/** The text of a request. @throws Refusal when it is empty or not UTF-8; `expected` says what should have come. */
export function textOf(body: unknown, expected: string): string {
  if (!Buffer.isBuffer(body) || body.length === 0)
    throw new Refusal(400, 'EMPTY_BODY', `the body is empty; expected ${expected}`);
  if (!isUtf8(body)) throw new Refusal(400, 'MALFORMED_BODY', `the body is not UTF-8 text; expected ${expected}`);
  return body.toString();
}

/** Parses JSON of a bounded depth. @throws Refusal saying where it breaks. */
export function parseJson(text: string): unknown {
  // Before it is parsed: nested brackets cost a thousand times their length in memory.
  if (jsonDepthExceeds(text, JSON_DEPTH))
    throw new Refusal(400, 'TOO_DEEP', `the JSON is nested deeper than ${JSON_DEPTH} levels`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal(400, 'MALFORMED_JSON', `not JSON: ${(cause as Error).message}`);
  }
}
