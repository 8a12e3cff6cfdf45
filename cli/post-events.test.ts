import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandFailure, EXIT } from './failure.ts';
import { postEvents } from './post-events.ts';

/** Takes batches as a Headwater does, and answers as the test says. */
let server: Server;
let batches: { number: number }[][];
let answer: (batch: { number: number }[]) => { status: number; body: object };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const batch = JSON.parse(Buffer.concat(await request.toArray()).toString());
    batches.push(batch);
    const { status, body } = answer(batch);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env.HEADWATER_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  delete process.env.HEADWATER_URL;
  server.close();
});

beforeEach(() => {
  batches = [];
  answer = (batch) => ({ status: 200, body: { successful: batch.length, failures: [] } });
});

const events = (count: number, text = '') => Array.from({ length: count }, (_, number) => ({ number, text }));

describe('events posted', () => {
  it('go in parts and in order, each once', async () => {
    expect(await postEvents(events(1_201))).toEqual({ accepted: 1_201, refused: [], warnings: [] });
    expect(batches.map(({ length }) => length)).toEqual([500, 500, 201]);
    expect(batches.flat().map(({ number }) => number)).toEqual(events(1_201).map(({ number }) => number));
  });

  it('go in smaller parts where they are large, and one that is larger than a part goes alone', async () => {
    await postEvents([...events(3, 'x'.repeat(3_000_000)), ...events(1, 'x'.repeat(6_000_000))]);
    expect(batches.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });

  it('are named by their place among all when one of a later part is refused', async () => {
    answer = (batch) => {
      const index = batch.findIndex(({ number }) => number === 703);
      const failures = index < 0 ? [] : [{ index, reason: 'job.name: found nothing' }];
      return { status: 200, body: { successful: batch.length - failures.length, failures } };
    };
    expect(await postEvents(events(1_201))).toEqual({
      accepted: 1_200,
      refused: [{ index: 703, reason: 'job.name: found nothing' }],
      warnings: [],
    });
  });

  it.each([
    [503, EXIT.unavailable],
    [401, EXIT.notAllowed],
    [413, EXIT.rejected],
  ])('end the command when the server answers %i half way, and say how far they came', async (status, exit) => {
    answer = (batch) =>
      batch[0]?.number === 0
        ? { status: 200, body: { successful: batch.length } }
        : { status, body: { error: { message: 'not now' } } };
    const failure = await postEvents(events(600)).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(CommandFailure);
    expect(failure).toMatchObject({ exit, message: 'not now, after 500 had been posted' });
  });
});
