import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Outbound } from '../ports/outbound.ts';
import { httpOutbound } from './http-outbound.ts';

const LOOPBACK = ['127.0.0.0/8'];
const MESSAGE = { headers: { 'content-type': 'application/json' }, body: '{}' };

let server: Server | null = null;
let outbound: Outbound | null = null;

afterEach(async () => {
  await outbound?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Port of a server that answers so. */
async function answering(answer: RequestListener): Promise<number> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((listening) => server?.once('listening', listening));
  return (server.address() as AddressInfo).port;
}

function post(url: string, allowed: string[], resolve?: LookupFunction, timeout = 5_000) {
  outbound = httpOutbound(allowed, resolve);
  return outbound.post(url, MESSAGE, timeout);
}

/** A name server that says these addresses, one after another. */
const saying = (...addresses: string[]): LookupFunction => {
  let asked = 0;
  return (_, __, tell) => {
    const address = addresses[Math.min(asked++, addresses.length - 1)] ?? '';
    tell(null, [{ address, family: 4 }]);
  };
};

describe('sending by HTTP', () => {
  it('answers what the receiver says, in one line', async () => {
    const port = await answering((_, response) =>
      response.writeHead(429, { 'retry-after': '7' }).end('slow\ndown\u0007, please'),
    );
    expect(await post(`http://127.0.0.1:${port}/hook`, LOOPBACK)).toEqual({
      kind: 'ANSWERED',
      answer: { status: 429, retryAfter: '7', text: 'slow down , please' },
    });
  });

  it('does not go where a redirect points to', async () => {
    let visits = 0;
    const port = await answering((request, response) => {
      visits++;
      response.writeHead(302, { location: `http://${request.headers.host}/elsewhere` }).end();
    });
    expect(await post(`http://127.0.0.1:${port}/hook`, LOOPBACK)).toMatchObject({ answer: { status: 302 } });
    expect(visits).toBe(1);
  });

  it('sends nothing to a private address that is not allowed, whether it is written or looked up', async () => {
    let visits = 0;
    const port = await answering((_, response) => {
      visits++;
      response.end();
    });
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])
      expect(await post(`http://${host}:${port}/`, ['10.0.0.0/8'])).toMatchObject({ kind: 'NOT_ALLOWED' });
    expect(visits).toBe(0);
  });

  it('judges the address of the very connection, so that a name which resolves otherwise later leads nowhere', async () => {
    let visits = 0;
    const port = await answering((_, response) => {
      visits++;
      response.end();
    });
    const rebinding = saying('127.0.0.1', '127.0.0.2');
    expect(await post(`http://rebinding.example.com:${port}/`, ['127.0.0.2/32'], rebinding)).toMatchObject({
      kind: 'NOT_ALLOWED',
    });
    expect(await outbound?.post(`http://rebinding.example.com:${port}/`, MESSAGE, 2_000)).not.toMatchObject({
      kind: 'ANSWERED',
    });
    expect(visits).toBe(0);
  });

  it('waits no longer than it may for one that hangs', async () => {
    const port = await answering(() => {});
    expect(await post(`http://127.0.0.1:${port}/`, LOOPBACK, undefined, 200)).toEqual({
      kind: 'UNREACHED',
      reason: 'no answer within 0.2 s',
    });
  });

  it('takes the status of one that begins to answer and then hangs', async () => {
    const port = await answering((_, response) => response.writeHead(204).flushHeaders());
    expect(await post(`http://127.0.0.1:${port}/`, LOOPBACK, undefined, 500)).toMatchObject({
      answer: { status: 204 },
    });
  });

  it('reads no more of an endless answer than it needs', async () => {
    const port = await answering((_, response) => {
      const write = () => response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(write));
      write();
    });
    const sent = await post(`http://127.0.0.1:${port}/`, LOOPBACK);
    expect(sent.kind === 'ANSWERED' && sent.answer.text.length).toBe(200);
  });

  it('says why nobody answers', async () => {
    const port = await answering(() => {});
    server?.close();
    expect(await post(`http://127.0.0.1:${port}/`, LOOPBACK)).toEqual({
      kind: 'UNREACHED',
      reason: 'no answer: ECONNREFUSED',
    });
  });

  it('gives up what is under way when it is closed', async () => {
    const port = await answering(() => {});
    const sending = post(`http://127.0.0.1:${port}/`, LOOPBACK, undefined, 60_000);
    await outbound?.close();
    expect(await sending).toMatchObject({ kind: 'UNREACHED' });
  });
});
