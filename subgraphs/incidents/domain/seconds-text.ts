import type { Duration } from '../../../vocabulary/duration.ts';

/** Nanoseconds as an ISO 8601 duration in seconds, such as `PT0.012S`, without loss. */
export function secondsText(nanoseconds: string): Duration {
  const digits = nanoseconds.padStart(10, '0');
  const [whole, fraction] = [digits.slice(0, -9), digits.slice(-9).replace(/0+$/, '')];
  return `PT${whole}${fraction && '.'}${fraction}S` as Duration;
}
