import { type Duration, type Instant, parseInstant } from '../../../vocabulary/duration.ts';
import type { MetricDefinitionDocument } from './document.ts';

/** What a metric is compared with, in the reading form: what its kind does not have is null. */
export interface Baseline {
  kind: 'pinned' | 'rolling' | 'seasonal';
  from: Instant | null;
  to: Instant | null;
  length: Duration | null;
  season: Duration | null;
}

export function baselineOf({ spec: { baseline } }: MetricDefinitionDocument): Baseline | null {
  if (!baseline) return null;
  const nothing = { from: null, to: null, length: null, season: null };
  switch (baseline.kind) {
    case 'pinned':
      return { ...nothing, kind: 'pinned', from: parseInstant(baseline.from), to: parseInstant(baseline.to) };
    case 'rolling':
      return { ...nothing, kind: 'rolling', length: baseline.length as Duration };
    case 'seasonal':
      return { ...nothing, kind: 'seasonal', season: baseline.season as Duration, length: baseline.length as Duration };
  }
}
