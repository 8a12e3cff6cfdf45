import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { silentLog } from '../platform/log.ts';
import type { Subgraph } from '../platform/subgraph.ts';
import { startWorker } from './worker.ts';

const HOUR = 3_600_000;

/** Work that takes a while each time, and when it began. */
function working(takes: number, hasMore: () => boolean = () => false) {
  const began: number[] = [];
  const work = async () => {
    began.push(Date.now());
    if (takes > 0) await new Promise((done) => setTimeout(done, takes));
    return hasMore();
  };
  return { began, subgraph: { name: 'metrics', work } as unknown as Subgraph };
}

describe('the worker', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('looks twice a second whether there is something to do', async () => {
    const { began, subgraph } = working(0);
    startWorker([subgraph], silentLog());
    await jest.advanceTimersByTimeAsync(1_800);
    expect(began).toEqual([500, 1_000, 1_500]);
  });

  it('begins at once when it is woken after a rest', async () => {
    const { began, subgraph } = working(0);
    const worker = startWorker([subgraph], silentLog());
    await jest.advanceTimersByTimeAsync(1_400);
    worker.wake();
    await jest.advanceTimersByTimeAsync(1);
    expect(began).toEqual([500, 1_000, 1_400]);
  });

  it('takes together what comes in shortly after a round', async () => {
    const { began, subgraph } = working(0);
    const worker = startWorker([subgraph], silentLog());
    await jest.advanceTimersByTimeAsync(1_010);
    worker.wake();
    await jest.advanceTimersByTimeAsync(100);
    worker.wake();
    await jest.advanceTimersByTimeAsync(200);
    expect(began).toEqual([500, 1_000, 1_250]);
  });

  it('comes back for what came in while it worked', async () => {
    const { began, subgraph } = working(400);
    const worker = startWorker([subgraph], silentLog());
    await jest.advanceTimersByTimeAsync(600);
    worker.wake();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(began).toEqual([500, 1_300]);
  });

  it('comes back for what one round left to the next', async () => {
    let rounds = 0;
    const { began, subgraph } = working(0, () => ++rounds < 3);
    startWorker([subgraph], silentLog());
    await jest.advanceTimersByTimeAsync(1_400);
    expect(began).toEqual([500, 750, 1_000]);
  });

  it('leaves half of the time to others, however often it is woken', async () => {
    const { began, subgraph } = working(600);
    const worker = startWorker([subgraph], silentLog());
    for (let time = 0; time < 6_000; time += 10) {
      worker.wake();
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(began).toEqual([250, 1_450, 2_650, 3_850, 5_050]);
  });

  it('lets those who are told of something begin before whoever told it has ended', async () => {
    const [telling, following] = [working(5_000), working(0)];
    const worker = startWorker([telling.subgraph, following.subgraph], silentLog());
    await jest.advanceTimersByTimeAsync(800);
    worker.wake();
    await jest.advanceTimersByTimeAsync(1);
    expect({ telling: telling.began, following: following.began }).toEqual({ telling: [500], following: [500, 800] });
  });

  it('begins when work falls due, and looks between twice a second', async () => {
    const { began, subgraph } = working(0);
    startWorker([{ ...subgraph, dueIn: () => 700 - (Date.now() % 700) }], silentLog());
    await jest.advanceTimersByTimeAsync(1_450);
    expect(began).toEqual([500, 701, 1_201, 1_401]);
  });

  it('rests between two rounds also where a clock stands still before what is due', async () => {
    const { began, subgraph } = working(0);
    startWorker([{ ...subgraph, dueIn: () => 1 }], silentLog());
    await jest.advanceTimersByTimeAsync(160);
    expect(began).toEqual([50, 100, 150]);
  });

  it('leaves half of the time to others, however often something falls due', async () => {
    const { began, subgraph } = working(300);
    startWorker([{ ...subgraph, dueIn: () => 1 }], silentLog());
    await jest.advanceTimersByTimeAsync(1_400);
    expect(began).toEqual([50, 650, 1_250]);
  });

  it('hastens one subgraph for what somebody waits for, after a rest as long as its round, and no other', async () => {
    const [following, other] = [working(0), working(0)];
    const named = { ...following.subgraph, name: 'incidents' };
    const worker = startWorker([named, other.subgraph], silentLog());
    await jest.advanceTimersByTimeAsync(505);
    worker.hasten('incidents');
    await jest.advanceTimersByTimeAsync(100);
    worker.hasten('incidents');
    await jest.advanceTimersByTimeAsync(10);
    expect({ following: following.began, other: other.began }).toEqual({ following: [500, 550, 605], other: [500] });
  });

  it('is woken no more when it was stopped', async () => {
    const { began, subgraph } = working(0);
    const worker = startWorker([subgraph], silentLog());
    await worker.stop();
    worker.wake();
    await jest.advanceTimersByTimeAsync(HOUR);
    expect(began).toEqual([]);
  });
});
