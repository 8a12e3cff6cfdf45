import type { Instant } from '../../../vocabulary/duration.ts';
import type { OutsideAlert } from '../domain/outside/outside-alert.ts';

/** What has been made of an alert from outside: nothing yet, an alert of ours that fires, or one that is over. */
export type Followed = 'NOTHING' | 'FIRED' | 'RESOLVED';

interface FollowedAlert {
  alert: OutsideAlert;
  followed: Followed;
}

/**
 * Alerts that came from outside, as they were sent. What was kept survives kill -9. Results belong to the caller. When
 * the store is away every method raises `StoreUnavailable('incidents', cause)`.
 */
export interface OutsideAlertStore {
  /** The last alert of each fingerprint; unknown ones are left out. */
  lastOf(fingerprints: readonly string[]): Promise<Map<string, OutsideAlert>>;
  /** Keeps alerts in the place of those with their ids, all or nothing; what was made of these stays. */
  keep(alerts: readonly OutsideAlert[]): Promise<void>;
  /** Bound alerts of which something is to be made: they fire and nothing was made of them, or they are over and fired. */
  toFollow(now: Instant, first: number): Promise<FollowedAlert[]>;
  follow(id: string, followed: Followed): Promise<void>;
  /** Those that fire now, longest first, then by id. */
  firing(now: Instant): Promise<OutsideAlert[]>;
  /** Those that belong to no asset, the last sent first. */
  unbound(first: number): Promise<OutsideAlert[]>;
  /** Forgets what was over before a time. */
  forget(before: Instant): Promise<void>;
}
