import { needing } from './needs.ts';
import { startNodeExporter } from './node-exporter.ts';

/** A suite with a node exporter of its own. */
export const describeWithNodeExporter = needing({
  name: 'NODE_EXPORTER',
  start: startNodeExporter,
  stop: (server) => server.stop(),
  patience: 60_000,
});
