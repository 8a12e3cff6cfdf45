import type { MetricsIngest } from '../subgraphs/metrics/index.ts';

/** The metrics subgraph as a protocol edge sees it, of which a test says only what it looks at. */
export const ingestOf = (parts: Partial<MetricsIngest>): MetricsIngest => ({
  observe: async () => [],
  claimed: async () => new Set(),
  lastPoints: async () => [],
  leaveOut: () => {},
  telemetry: async (points) => ({ bound: points.length, unbound: 0, rejected: [] }),
  ...parts,
});
