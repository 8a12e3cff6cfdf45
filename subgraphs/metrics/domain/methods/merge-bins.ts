import type { BinComponents } from '../components.ts';

/** Adds up label by label. */
export function mergeBins(all: readonly BinComponents[]): BinComponents {
  // Without a prototype, so that a label may be any text.
  const bins: Record<string, number> = Object.create(null);
  for (const one of all)
    for (const [label, count] of Object.entries(one.bins)) bins[label] = (bins[label] ?? 0) + count;
  return { bins };
}
