import { needing } from './needs.ts';

/** A suite that starts a Prometheus; see `prometheus.ts`. */
export const describeWithPrometheus = needing({ name: 'PROMETHEUS', start: async () => {}, patience: 1_000 });
