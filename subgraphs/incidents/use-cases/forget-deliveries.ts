import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { AlertingSettings } from '../domain/notification/settings.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';

/** What falls due is looked for so often. */
const PAUSE: Milliseconds = 60_000;
const AT_ONCE = 1_000;

/** Forgets deliveries that were settled longer ago than they are kept. */
export function forgettingDeliveries(deliveries: DeliveryStore, { keep }: AlertingSettings) {
  let restsUntil = Number.NEGATIVE_INFINITY;

  /** Forgets a portion of what is due at `now`; answers whether anything was. @throws StoreUnavailable */
  return async (now: Instant): Promise<boolean> => {
    if (now < restsUntil) return false;
    const forgotten = await deliveries.forget({ delivered: now - keep.delivered, dead: now - keep.dead }, AT_ONCE);
    if (forgotten === 0) restsUntil = now + PAUSE;
    return forgotten > 0;
  };
}
