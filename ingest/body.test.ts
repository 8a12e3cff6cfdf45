import { type RequestOptions, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { silentLog } from '../platform/log.ts';
import { acceptBytes, parseJson, textOf } from './body.ts';
import { refuseInOneForm } from './refusal.ts';

const MEGABYTE = 1024 * 1024;

describe('a body on its way in', () => {
  let server: FastifyInstance;
  let port: number;

  beforeAll(async () => {
    server = fastify();
    acceptBytes(server);
    refuseInOneForm(server, silentLog());
    server.post('/', async ({ body }) => ({ read: parseJson(textOf(body, 'JSON')) }));
    port = Number(new URL(await server.listen({ port: 0 })).port);
  });
  afterAll(() => server.close());

  /** Over a real connection, piece by piece, with a length only where one is given; sent to its end, whatever comes back. */
  const post = (pieces: Buffer[], headers: RequestOptions['headers'] = {}): Promise<string> =>
    new Promise((answered, failed) => {
      const sending = request({ port, method: 'POST', headers });
      const sent = pipeline(Readable.from(pieces), sending);
      sent.catch(failed);
      sending.on('response', async (response) => {
        let body = '';
        for await (const chunk of response) body += chunk;
        await sent;
        answered(`${response.statusCode} ${body}`);
      });
    });

  it.each([
    ['as it is', '', (bytes: Buffer) => bytes],
    ['in gzip', 'gzip', gzipSync],
    ['in deflate', 'Deflate', deflateSync],
  ])('is read chunked and %s', async (_, encoding, encode) => {
    expect(await post([encode(Buffer.from('{"a":'.concat('1}')))], { 'content-encoding': encoding })).toBe(
      '200 {"read":{"a":1}}',
    );
  });

  it.each([
    ['says how long it is', { 'content-length': 40 * MEGABYTE }],
    ['does not say how long it is', {}],
  ])('is refused with its bound when it is too long and %s', async (_, headers) => {
    const piece = Buffer.alloc(MEGABYTE, ' ');
    expect(await post(new Array(40).fill(piece), headers)).toMatch(/^413 .*the body as sent is larger than 10 MB/);
  });

  it('is refused when a small one unpacks to a large one', async () => {
    expect(await post([gzipSync(Buffer.alloc(65 * MEGABYTE))], { 'content-encoding': 'gzip' })).toMatch(
      /^413 .*the body decompressed is larger than 64 MB/,
    );
  });

  it('is refused when it nests deeper than the bound, before anything is made of it', async () => {
    const bombs = gzipSync(Buffer.alloc(60 * MEGABYTE, '['));
    expect(await post([bombs], { 'content-encoding': 'gzip' })).toMatch(/^400 .*nested deeper than 32 levels/);
    expect(await post([Buffer.from('['.repeat(32) + ']'.repeat(32))])).toMatch(/^200/);
    expect(await post([Buffer.from(JSON.stringify({ text: '[{"'.repeat(40) }))])).toMatch(/^200/);
  });

  it.each([
    ['nothing', Buffer.alloc(0), {}, 'the body is empty; expected JSON'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 'the body is not UTF-8 text'],
    ['gzip that is not gzip', Buffer.from('{}'), { 'content-encoding': 'gzip' }, 'the body is not valid gzip'],
    ['gzip that breaks off', gzipSync('{}').subarray(0, 15), { 'content-encoding': 'gzip' }, 'not valid gzip'],
    ['JSON that breaks off', Buffer.from('{"a":'), {}, 'not JSON: '],
  ])('is refused with what is wrong when it is %s', async (_, body, headers, message) => {
    expect(await post([body], headers)).toMatch(new RegExp(`^400 .*${message}`));
  });
});
