import { needing } from './needs.ts';
import { startVictoriaMetrics } from './victoria-metrics.ts';

/** A suite with a VictoriaMetrics of its own. */
export const describeWithVictoriaMetrics = needing({
  name: 'VICTORIA_METRICS',
  start: startVictoriaMetrics,
  stop: (server) => server.stop(),
  patience: 60_000,
});
