import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Bounds of one request body, in bytes; a refusal names the bound. */
const COMPRESSED_LIMIT = 10 * 1024 * 1024;
const DECOMPRESSED_LIMIT = 64 * 1024 * 1024;
const JSON_DEPTH = 32;

const DECOMPRESSORS: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
};

/** Gives handlers of this plugin the body as bytes, decompressed, whatever its content type, chunked or not. */
export function acceptBytes(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    '*',
    { bodyLimit: COMPRESSED_LIMIT },
    async (request: FastifyRequest, payload: AsyncIterable<Buffer>) =>
      decompressed(await bytesOf(payload), request.headers['content-encoding']),
  );
}

async function bytesOf(payload: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload) {
    length += chunk.length;
    if (length > COMPRESSED_LIMIT) throw tooLarge('as sent', COMPRESSED_LIMIT);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

async function decompressed(body: Buffer, encoding = 'identity'): Promise<Buffer> {
  if (encoding === 'identity' || encoding === '') return body;
  const decompress = Object.hasOwn(DECOMPRESSORS, encoding) ? DECOMPRESSORS[encoding] : undefined;
  if (!decompress)
    throw new Refusal(
      415,
      'UNSUPPORTED_ENCODING',
      `content-encoding ${encoding} is not read; send gzip, deflate or none`,
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

/** Parses JSON of a bounded depth. @throws Refusal saying where it breaks. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Refusal(400, 'MALFORMED_JSON', `not JSON: ${(cause as Error).message}`);
  }
  if (isDeeper(value, JSON_DEPTH))
    throw new Refusal(400, 'TOO_DEEP', `the JSON is nested deeper than ${JSON_DEPTH} levels`);
  return value;
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((child) => isDeeper(child, depth - 1));
}
