import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Labels } from '../domain/notification/alertmanager-labels.ts';
import type { Delivery, DeliveryState, Settled } from '../domain/notification/delivery.ts';
import type { Plan } from '../domain/notification/plan.ts';
import type { Message } from '../domain/notification/render.ts';
import type { Page } from './incident-store.ts';

/** Newest first; the page begins after the delivery of this sequence. */
interface DeliveryQuery {
  states: readonly DeliveryState[];
  /** Null: of all. */
  receiver: string | null;
  first: number;
  after: number | null;
}

/** A delivery as it stands in the store. */
export interface StoredDelivery extends Delivery {
  /** Grows with each delivery, in the order in which they were planned. */
  sequence: number;
}

/** A delivery that this process alone may send, until its lease ends. */
export interface ClaimedDelivery {
  delivery: StoredDelivery;
  /** As it was first sent; null before. */
  message: Message | null;
}

/** What an Alertmanager was sent, and when it is to be sent again; null: no more. */
export interface Forwarded {
  labels: Labels;
  repeatAt: Instant | null;
}

/** A receiver that wants nothing more. */
interface DisabledReceiver {
  receiver: string;
  /** Digest of the address that said so: at another address it is not disabled. */
  address: string;
  at: Instant;
  reason: string;
}

/**
 * What is told to whom, and what became of it. Many processes may plan and send: each change is planned once, and each
 * delivery is sent by one process at a time. What was kept survives kill -9. Results belong to the caller. When the store
 * is away every method raises `StoreUnavailable('incidents', cause)`.
 */
export interface DeliveryStore {
  /** Sequence in the record up to which changes have been planned; 0 at first. */
  planned(): Promise<number>;
  /** Keeps a plan and moves on, all or nothing; `false` when another process moved on from there before. */
  keep(plan: Plan, from: number, to: number): Promise<boolean>;
  /** Keeps a delivery that no change makes. */
  add(delivery: Delivery): Promise<void>;

  /**
   * At most `first` deliveries that are due, longest due first, each with one more attempt; none of these receivers. Of
   * one thread only the earliest that is pending. By the store's own clock nobody else has them for `lease`.
   */
  claim(now: Instant, first: number, without: readonly string[], lease: Milliseconds): Promise<ClaimedDelivery[]>;
  /** Keeps what a claimed delivery says; `false` when its lease has ended and another process has it. */
  seal(claimed: Delivery, message: Message): Promise<boolean>;
  /** What became of the attempt; `false`, and nothing is kept, when another process has it. */
  settle(claimed: Delivery, settled: Settled, forwarded: Forwarded | null): Promise<boolean>;

  /** Delivered ones that are to be sent again by now, and by nobody else: each is then due again at `next` of its receiver. */
  claimRepeats(now: Instant, first: number, next: (receiver: string) => Instant | null): Promise<StoredDelivery[]>;
  keepForwarded(delivery: string, forwarded: Forwarded): Promise<void>;
  /** The labels that a delivery's thread was last forwarded under; null when it was not. */
  forwardedLabels(delivery: Delivery): Promise<Labels | null>;

  deliveries(query: DeliveryQuery): Promise<Page<StoredDelivery>>;
  /** Null for an unknown id. */
  delivery(id: string): Promise<StoredDelivery | null>;
  /** Of each incident, in the order in which they were planned. Incidents without any are left out. */
  deliveriesOf(incidents: readonly string[]): Promise<Map<string, StoredDelivery[]>>;
  /** Makes a delivery due now, with all its attempts before it if it was settled. */
  resend(id: string, now: Instant): Promise<void>;

  /**
   * Forgets at most `most` deliveries, those settled longest ago first: delivered before the one time, given up before the
   * other. Those of an incident that is not over stay, and what an Alertmanager is still sent again. Answers how many.
   */
  forget(before: { delivered: Instant; dead: Instant }, most: number): Promise<number>;

  disabled(): Promise<DisabledReceiver[]>;
  disable(receiver: DisabledReceiver): Promise<void>;
  enable(receiver: string): Promise<void>;
}
