import type { Instant } from '../../../vocabulary/duration.ts';
import { fingerprintOf } from '../domain/notification/fingerprint.ts';
import type { AlertingSettings } from '../domain/notification/settings.ts';
import { bind } from '../domain/outside/binding.ts';
import { faultOf, type OutsideAlert, type PostedAlert, received } from '../domain/outside/outside-alert.ts';
import type { OutsideAlertStore } from '../ports/outside-alert-store.ts';

/** How long alerts that are over are kept, so that an end told again is known. */
const KEPT = 7 * 86_400_000;

/**
 * Keeps alerts that were sent from outside, durably before it answers; those that belong to no asset, too, with the
 * reason. Answers what is wrong with those that are not taken, as Alertmanager does.
 */
export async function receiveOutside(
  alerts: OutsideAlertStore,
  posted: readonly PostedAlert[],
  { outside }: AlertingSettings,
  now: Instant,
): Promise<string[]> {
  const faults = posted.flatMap((each) => faultOf(each) ?? []);
  const valid = posted.filter((each) => faultOf(each) === null);
  const last = await alerts.lastOf(valid.map(({ labels }) => fingerprintOf(withoutEmpty(labels))));
  const taken = new Map<string, OutsideAlert>();
  for (const each of valid) {
    const labels = withoutEmpty(each.labels);
    const fingerprint = fingerprintOf(labels);
    const bound = bind(labels, outside.bindings);
    const alert = received(each, last.get(fingerprint) ?? null, bound, outside.resolveTimeout, now);
    last.set(fingerprint, alert);
    taken.set(alert.id, alert);
  }
  await alerts.keep([...taken.values()]);
  await alerts.forget(now - KEPT);
  return faults;
}

const withoutEmpty = (labels: PostedAlert['labels']): PostedAlert['labels'] =>
  Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
