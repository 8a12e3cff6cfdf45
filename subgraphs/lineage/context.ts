import type { Clock } from '../../platform/clock.ts';
import type { Instant } from '../../vocabulary/duration.ts';
import type { LineageLoaders } from './loaders.ts';
import type { LineageStore } from './ports/lineage-store.ts';
import type { TrafficSource } from './ports/traffic-source.ts';

/** What a resolver may reach, built for each request. */
export interface LineageContext {
  /** When the request began. */
  now: Instant;
  /** The system's, by which stores hold deadlines; `now` may be another time, such as a scenario's last day. */
  clock: Clock;
  store: LineageStore;
  traffic: TrafficSource;
  loaders: LineageLoaders;
}
