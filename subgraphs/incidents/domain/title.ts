import type { Alert } from './alert.ts';
import { troubleOf } from './root-cause/trouble.ts';
import { nameOf } from './root-cause/words.ts';

/** `Accuracy of churn fell: load_orders failed`: what everybody sees, then why, or that nobody can say. */
export function titleOf(alert: Alert): string {
  if (alert.cause) return `${symptomOf(alert)}: ${alert.cause.headline}`;
  return alert.provisional ? `${symptomOf(alert)}, and others at the same time: no cause known` : symptomOf(alert);
}

function symptomOf({ metric, definition, threshold, outside }: Alert): string {
  const name = nameOf(metric.asset);
  if (outside) return outside.annotations.summary?.trim() || `${metric.name} of ${name} fires`;
  if (!definition) return `${metric.name} of ${name} crossed its threshold`;
  const direction = threshold.comparison.startsWith('BELOW') ? 'DOWN' : 'UP';
  const trouble = troubleOf(definition.category, name, direction);
  return `${trouble.charAt(0).toUpperCase()}${trouble.slice(1)}`;
}
