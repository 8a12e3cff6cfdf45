import type { Place } from '../../platform/database.ts';
import { BadUserInput, GraphUnavailable } from '../../platform/errors.ts';
import type { GraphClient } from '../../platform/graph-client.ts';
import type { Log } from '../../platform/log.ts';
import { type Outbox, openOutbox, type Waiting } from '../../platform/outbox.ts';
import type { Readiness } from '../../platform/subgraph.ts';
import type { QualityPoint } from '../../subgraphs/metrics/index.ts';
import { type TellQuality, tellThroughGraph } from './tell-quality.ts';

/** Events whose figures are delivered together. */
const EVENTS_AT_ONCE = 100;

/** Events that wait at most; each has a few kilobytes of figures. */
const EVENTS_LIMIT = 100_000;

/** Figures of the quality of data, on their way to the metrics. */
export interface KeptQuality {
  /**
   * Resolves once the figures of these events are durable: told to the metrics (`told`), or kept to be told (`waiting`).
   * @throws GraphUnavailable, StoreUnavailable when neither can be.
   */
  take(events: readonly (readonly QualityPoint[])[]): Promise<'told' | 'waiting'>;
  /** Tells the oldest of what waits; answers whether there was any. @throws GraphUnavailable while the metrics are away. */
  deliver(): Promise<boolean>;
  readiness(): Promise<Readiness>;
}

/**
 * Keeps what the metrics cannot take now until they can, so that a producer that sends an event once has it counted.
 * While anything waits, what comes waits behind it, since asking a store that is away takes its time.
 */
function keptQuality(tell: TellQuality, outbox: Outbox<readonly QualityPoint[]>, log: Log): KeptQuality {
  let waits = false;

  async function tellOneByOne(events: readonly Waiting<readonly QualityPoint[]>[]): Promise<void> {
    for (const { cursor, message } of events) {
      await tell(message).catch((fault) => {
        if (!(fault instanceof BadUserInput)) throw fault;
        log.error(
          { figures: message, reason: fault.message },
          'the metrics refuse figures of an event, which are dropped',
        );
      });
      await outbox.delivered([cursor]);
    }
  }

  return {
    readiness: async () => {
      const part = 'data-quality-outbox';
      try {
        const waiting = await outbox.length();
        return { part, ready: true, reason: waiting > 0 ? `${waiting} events wait for the metrics` : 'nothing waits' };
      } catch (fault) {
        return { part, ready: false, reason: (fault as Error).message };
      }
    },
    async take(events) {
      const told = events.filter((points) => points.length > 0);
      if (told.length === 0) return 'told';
      if (!waits) {
        try {
          await tell(told.flat());
          return 'told';
        } catch (fault) {
          log.warn({ reason: (fault as Error).message }, 'figures of the quality of data wait for the metrics');
        }
      }
      if (!(await outbox.put(told)))
        throw new GraphUnavailable(
          'the metrics do not answer, and no more figures of the quality of data can wait for them',
        );
      waits = true;
      return 'waiting';
    },
    async deliver() {
      const events = await outbox.oldest(EVENTS_AT_ONCE);
      waits = events.length > 0;
      if (!waits) return false;
      try {
        await tell(events.flatMap(({ message }) => message));
      } catch (fault) {
        if (!(fault instanceof BadUserInput)) throw fault;
        // One of them spoils what is told together; the others must not suffer for it.
        await tellOneByOne(events);
        return true;
      }
      await outbox.delivered(events.map(({ cursor }) => cursor));
      log.info({ events: events.length }, 'figures of the quality of data reached the metrics');
      return true;
    },
  };
}

/** With what waits kept beside the stores of the place. @throws StartRefused as those do. */
export async function openKeptQuality(
  place: Place & { graph: GraphClient },
): Promise<KeptQuality & { close(): Promise<void> }> {
  const outbox = await openOutbox<readonly QualityPoint[]>(place, 'data_quality', EVENTS_LIMIT);
  return { ...keptQuality(tellThroughGraph(place.graph), outbox, place.log), close: outbox.close };
}
