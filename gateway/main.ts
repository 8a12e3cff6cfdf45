/** `npm start`: everything in this process, or with HEADWATER_SUBGRAPHS the gateway over subgraphs that run elsewhere. */
import { readConfig } from '../platform/config.ts';
import { openLog } from '../platform/log.ts';
import { startGateway } from './distributed.ts';
import { startHeadwater } from './headwater.ts';
import { serveUntilStopped } from './process.ts';

await serveUntilStopped(async () => {
  const config = readConfig(process.env);
  const log = openLog();
  const { subgraphs } = config;
  const server = subgraphs
    ? await startGateway({ ...config, subgraphs, log })
    : await startHeadwater({ ...config, log });
  process.stdout.write(`headwater ready ${server.url}\n`);
  return server;
});
