import { type Instant, millisecondsOf } from '../../../vocabulary/duration.ts';
import type { RatioComponents, SketchComponents, StoredComponents } from './components.ts';
import type { MetricDefinition } from './definition.ts';
import { countAbove, sketchOf } from './sketch.ts';
import type { Threshold } from './threshold.ts';
import type { MeasuredWindow } from './window.ts';
import type { Span } from './windows.ts';

/** What one window spends of the error budget, of how many. */
interface Spending extends Span {
  bad: number;
  total: number;
}

/** What each window spends by each threshold that is a burn rate, oldest first. */
export type Budgets = Map<Threshold, Spending[]>;

export function budgetsOf(definition: MetricDefinition, windows: readonly MeasuredWindow[]): Budgets {
  const burnRates = definition.thresholds.filter(({ comparison }) => comparison === 'BURN_RATE');
  return new Map(
    burnRates.map((threshold) => [
      threshold,
      windows.map(({ start, end, components }) => ({ start, end, ...spendingOf(definition, threshold, components) })),
    ]),
  );
}

/**
 * Whether both spans of one of the burn rates, ending at `end`, spend the budget faster than its factor. Null when
 * there was no traffic, which is neither good nor bad.
 */
export function isBurning(threshold: Threshold, spendings: readonly Spending[], end: Instant): boolean | null {
  const burning = threshold.burnRates.map(({ factor, long, short }) => {
    const rates = [long, short].map((span) =>
      burnRateOf(spent(spendings, end - millisecondsOf(span), end), threshold.value),
    );
    return rates.includes(null) ? null : rates.every((rate) => (rate ?? 0) > factor);
  });
  if (burning.includes(true)) return true;
  return burning.includes(false) ? false : null;
}

/** How many times too fast the budget is spent: (bad / total) / (1 − objective); null without traffic. */
export const burnRateOf = ({ bad, total }: { bad: number; total: number }, objective: number): number | null =>
  total === 0 ? null : bad / total / (1 - objective);

function spent(spendings: readonly Spending[], from: Instant, to: Instant): { bad: number; total: number } {
  let [bad, total] = [0, 0];
  for (let index = spendings.length - 1; index >= 0; index--) {
    const spending = spendings[index];
    if (!spending || spending.start < from) break;
    if (spending.end > to) continue;
    bad += spending.bad;
    total += spending.total;
  }
  return { bad, total };
}

/** A ratio says what is bad by its direction; a quantile's samples are bad on the wrong side of the target. */
function spendingOf(
  { method, direction }: MetricDefinition,
  { target }: Threshold,
  components: StoredComponents,
): { bad: number; total: number } {
  if (method.kind === 'ratio') {
    const { numerator, denominator } = components as RatioComponents;
    return { bad: direction === 'HIGHER_IS_BETTER' ? denominator - numerator : numerator, total: denominator };
  }
  if (method.kind !== 'quantile' || target === null) return { bad: 0, total: 0 };
  const sketch = sketchOf((components as SketchComponents).sketch);
  const above = countAbove(sketch, target);
  return { bad: direction === 'HIGHER_IS_BETTER' ? sketch.count - above : above, total: sketch.count };
}
