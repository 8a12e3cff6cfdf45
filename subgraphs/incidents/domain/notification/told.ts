import type { Audience } from '../verdict-change.ts';
import type { Delivery, Occasion } from './delivery.ts';

/** What one receiver has been told of one incident for one audience; they are told in order. */
export interface Thread {
  incident: string;
  audience: Audience;
  receiver: string;
}

export const threadKey = ({ incident, audience, receiver }: Omit<Thread, 'audience'> & { audience: Audience | null }) =>
  JSON.stringify([incident, audience, receiver]);

const CALLS: readonly Occasion[] = ['OPENED', 'REOPENED', 'ESCALATED', 'SEVERITY_RAISED'];

/** Whether an occasion asks somebody to look. */
export const calls = (occasion: Occasion): boolean => CALLS.includes(occasion);

/** The last delivery of each thread, and what is added to them while a plan is made. */
export class Told {
  readonly #last = new Map<string, Delivery>();

  constructor(deliveries: readonly Delivery[]) {
    for (const delivery of deliveries) this.add(delivery);
  }

  add(delivery: Delivery): void {
    if (delivery.incident !== null) this.#last.set(threadKey({ ...delivery, incident: delivery.incident }), delivery);
  }

  last(thread: Thread): Delivery | null {
    return this.#last.get(threadKey(thread)) ?? null;
  }

  /** Every thread of an incident, of one audience or of all. */
  threads(incident: string, audience: Audience | null): Thread[] {
    return [...this.#last.values()].flatMap((delivery) =>
      delivery.incident === incident && delivery.audience && (audience === null || delivery.audience === audience)
        ? { incident, audience: delivery.audience, receiver: delivery.receiver }
        : [],
    );
  }
}
