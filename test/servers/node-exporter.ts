/** A real node exporter (Apache-2.0), which tells Prometheus of the machine and of itself, from Debian's package. */
import { programObstacle, type ServerProcess, startServerProcess } from './server-process.ts';

const PROGRAM = 'prometheus-node-exporter';

/** What keeps a node exporter from being started here; null when nothing does. */
export const nodeExporterObstacle = (): string | null => programObstacle(PROGRAM, PROGRAM);

export const startNodeExporter = (): Promise<ServerProcess> =>
  startServerProcess({
    program: PROGRAM,
    argumentsFor: (_, port) => [`--web.listen-address=127.0.0.1:${port}`],
    ready: '/metrics',
  });
