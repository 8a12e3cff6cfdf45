import { PackedNumbers } from '../../../vocabulary/packed-numbers.ts';
import type { MetricWindowsResolvers } from '../generated/resolver-types.ts';

export const MetricWindows: MetricWindowsResolvers = {
  metric: ({ metric, definition }) => ({ ...metric, definition }),
  values: ({ values }) => Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
  sampleSizes: (windows) => [...windows.sampleSizes()],
  packedValues: ({ values }) => new PackedNumbers(values),
  statistics: ({ statistics }, { range, pinned, without }) => statistics({ range, pinned, without: without ?? null }),
};
