import { GraphUnavailable, StoreUnavailable } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Subgraph } from '../platform/subgraph.ts';
import type { Milliseconds } from '../vocabulary/duration.ts';

/** How long it rests between two rounds when nobody wakes it, in milliseconds. */
const REST = 500;
/**
 * Woken, it rests at least so long, and as long as the round before took, up to a second: whatever comes in without end is
 * taken many at a time, and leaves requests their share.
 */
const SHORT_REST = 250;
const LONGEST_REST = 1_000;
/** The same for what somebody waits for: a verdict that begins an alert, a window that closes. */
const LEAST_REST = 50;
/** Timers may be up to so much ahead of the clock. */
const AHEAD = 1;

/** Does the subgraphs' background work, round after round, never two rounds of one subgraph at once. */
export interface Worker {
  /** Says that there may be something to do: the next round begins at once, but for a short rest after the one before. */
  wake(): void;
  /** Says the same to one subgraph of what somebody waits for: its rest is as short as the round before allows. */
  hasten(subgraph: string): void;
  /** Works until a whole round found nothing to do. */
  settle(): Promise<void>;
  /** Resolves when the round under way has ended. */
  stop(): Promise<void>;
}

/** Each works at its own pace: who is told of something need not wait until whoever told it has done all it has to do. */
export function startWorker(subgraphs: readonly Subgraph[], log: Log): Worker {
  const paces = subgraphs.map((subgraph) => startPace(subgraph, log));
  return {
    wake() {
      for (const pace of paces) pace.wake(SHORT_REST);
    },
    hasten(subgraph) {
      for (const pace of paces) if (pace.name === subgraph) pace.wake(LEAST_REST);
    },
    async settle() {
      for (let did = true; did; ) {
        did = false;
        for (const pace of paces) did = (await pace.next()) || did;
      }
    },
    async stop() {
      await Promise.all(paces.map((pace) => pace.stop()));
    },
  };
}

/** The rounds of one subgraph, one after another. */
interface Pace {
  /** Of its subgraph. */
  name: string;
  wake(rest: Milliseconds): void;
  /** Works a round, after those that were asked for before; answers whether there was anything to do. */
  next(): Promise<boolean>;
  stop(): Promise<void>;
}

function startPace(subgraph: Subgraph, log: Log): Pace {
  let stopped = false;
  /** At least so long it rests before the next round. */
  let least = REST;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve(false);
  let ended = performance.now();
  let took = 0;

  const work = async (): Promise<boolean> => {
    const began = performance.now();
    const did = await workOf(subgraph, log);
    ended = performance.now();
    took = ended - began;
    return did;
  };
  /** Every round waits for the one before it, whoever asks for it. */
  const next = (): Promise<boolean> => {
    round = round.then(work);
    return round;
  };
  const plan = (): void => {
    clearTimeout(timer);
    const due = subgraph.dueIn?.() ?? Number.POSITIVE_INFINITY;
    timer = setTimeout(scheduled, Math.min(restOf(least), Math.max(due + AHEAD, restOf(LEAST_REST))));
  };
  /** What is left of a rest since the last round. */
  const restOf = (atLeast: Milliseconds): Milliseconds =>
    Math.max(0, ended + Math.min(LONGEST_REST, Math.max(atLeast, took)) - performance.now());
  const scheduled = async (): Promise<void> => {
    timer = undefined;
    least = REST;
    // What one round leaves behind may be work for the next.
    if (await next()) least = Math.min(least, SHORT_REST);
    if (!stopped) plan();
  };
  plan();

  return {
    name: subgraph.name,
    wake(rest) {
      if (rest >= least || stopped) return;
      least = rest;
      if (timer) plan();
    },
    next,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

async function workOf(subgraph: Subgraph, log: Log): Promise<boolean> {
  try {
    return await subgraph.work();
  } catch (fault) {
    const outage = fault instanceof StoreUnavailable || fault instanceof GraphUnavailable;
    if (outage) log.warn({ subgraph: subgraph.name, reason: fault.message }, 'background work waits');
    else log.error({ subgraph: subgraph.name, err: fault }, 'background work failed');
    return false;
  }
}
