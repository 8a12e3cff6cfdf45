/** A real VictoriaMetrics (Apache-2.0) from Debian's package. */
import { join } from 'node:path';
import { programObstacle, type ServerProcess, startServerProcess } from './server-process.ts';

const PROGRAM = 'victoria-metrics';

/** What keeps a VictoriaMetrics from being started here; null when nothing does. */
export const victoriaMetricsObstacle = (): string | null => programObstacle(PROGRAM, PROGRAM);

/** With the settings that docs/operations.md asks for. */
export const startVictoriaMetrics = (): Promise<ServerProcess> =>
  startServerProcess({
    program: PROGRAM,
    argumentsFor: (directory, port) => [
      `-storageDataPath=${join(directory, 'data')}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      '-retentionPeriod=100y',
      '-dedup.minScrapeInterval=1ms',
      '-search.maxUniqueTimeseries=3000000',
    ],
    ready: '/health',
  });
