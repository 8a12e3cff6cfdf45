import type { Alert } from './alert.ts';
import { nameOf } from './root-cause/words.ts';

/** What a playbook may speak of: `cause.asset.name`, `cause.asset.id`, `asset.*`, `metric.name`, `alert.id`, `incident.id`, `web`. */
export function placeholderValues({ id, metric, cause, incident }: Alert, webUrl: string | null): Map<string, string> {
  const values = new Map([
    ['alert.id', id],
    ['metric.name', metric.name],
    ['asset.id', metric.asset],
    ['asset.name', nameOf(metric.asset)],
  ]);
  if (incident) values.set('incident.id', incident);
  if (webUrl) values.set('web', webUrl);
  if (cause) values.set('cause.asset.id', cause.asset).set('cause.asset.name', nameOf(cause.asset));
  return values;
}
