import { resolve } from 'node:path';
import { type Headwater, type HeadwaterOptions, startHeadwater } from '../gateway/headwater.ts';
import { systemClock } from '../platform/clock.ts';
import { announcement } from './announcement.ts';
import { httpClient } from './client.ts';
import { completeSeed, prepareDirectory, seedOf } from './directory.ts';
import type { Fault } from './estate/estate.ts';
import type { Progress } from './progress.ts';
import { seed } from './seed.ts';
import { shiftToYesterday } from './shift.ts';

export interface DemoOptions extends HeadwaterOptions {
  fault: Fault | null;
  progress: Progress;
}

/** A running demonstration. */
export interface Demo extends Headwater {
  /** What to look at first, for people. */
  announcement: string;
}

/**
 * Starts a server with the estate in it: what its directory holds already when that was seeded for the same day, else
 * sent anew over HTTP and judged to the end.
 * @throws StartRefused when the directory or the port is taken, or the directory holds what no demonstration made.
 */
export async function startDemo({ fault, progress, ...options }: DemoOptions): Promise<Demo> {
  const { clock = systemClock } = options;
  const shift = shiftToYesterday(clock());
  const wanted = seedOf(shift.lastDay, fault);
  const dataDirectory = resolve(options.dataDirectory);
  const found = prepareDirectory(dataDirectory, wanted);
  const headwater = await startHeadwater({ ...options, dataDirectory });
  try {
    const client = httpClient(headwater.url);
    progress(found === 'seeded' ? `kept the estate in ${dataDirectory}` : 'server started');
    if (found === 'empty') {
      await seed(client, shift, fault, progress);
      await headwater.settle();
      completeSeed(dataDirectory, wanted);
      progress('judged, and incidents settled');
    }
    return { ...headwater, announcement: await announcement(client, headwater.url) };
  } catch (failure) {
    await headwater.close();
    throw failure;
  }
}
