import type { Alert } from './alert.ts';
import { troubleOf } from './root-cause/trouble.ts';
import { nameOf } from './root-cause/words.ts';

/** `Accuracy of churn fell: load_orders failed`: what everybody sees, then why. */
export function titleOf(alert: Alert): string {
  const what = symptomOf(alert);
  const why = alert.cause ? `: ${alert.cause.headline}` : '';
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${why}`;
}

function symptomOf({ metric, definition, threshold }: Alert): string {
  const name = nameOf(metric.asset);
  if (!definition) return `${metric.name} of ${name} crossed its threshold`;
  const direction = threshold.comparison.startsWith('BELOW') ? 'DOWN' : 'UP';
  return troubleOf(definition.category, name, direction);
}
