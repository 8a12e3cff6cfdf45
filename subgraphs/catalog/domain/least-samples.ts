import type { Method } from './document.ts';

const DECILES = 10;

/** So that 1 / (1 - 0.99), which is a little below 100, is 100. */
const ROUNDING = 1e-9;

/** Samples below which a method says nothing whatever they are. */
export function leastSamples(method: Method): number {
  switch (method.kind) {
    // With fewer, the quantile is the greatest or the least of them.
    case 'quantile':
      return Math.ceil(1 / Math.min(method.q, 1 - method.q) - ROUNDING);
    // With fewer, some bin is empty though nothing changed.
    case 'distance':
      return binsOf(method);
    default:
      return 1;
  }
}

function binsOf({ bins }: Extract<Method, { kind: 'distance' }>): number {
  switch (bins.kind) {
    case 'deciles':
      return DECILES;
    case 'edges':
      return bins.edges.length + 1;
    case 'categories':
      return bins.categories.length;
  }
}
