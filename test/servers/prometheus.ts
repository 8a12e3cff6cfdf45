/** A real Prometheus (Apache-2.0) from Debian's package. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { programObstacle, type ServerProcess, startServerProcess } from './server-process.ts';

const PROGRAM = 'prometheus';

/** What keeps a Prometheus from being started here; null when nothing does. */
export const prometheusObstacle = (): string | null => programObstacle(PROGRAM, PROGRAM);

/** Starts one with the settings of a `prometheus.yml`. */
export const startPrometheus = (settings: object): Promise<ServerProcess> =>
  startServerProcess({
    program: PROGRAM,
    argumentsFor: (directory, port) => {
      const file = join(directory, 'prometheus.yml');
      writeFileSync(file, stringify(settings));
      return [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(directory, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        // Fifteen days unless told otherwise, and what is older goes while it is asked about.
        '--storage.tsdb.retention.time=100y',
        '--web.enable-remote-write-receiver',
        '--enable-feature=exemplar-storage',
      ];
    },
    ready: '/-/ready',
  });
