/** `npm run subgraph -- <name>`: one subgraph as a service of its own. */
import { readConfig } from '../platform/config.ts';
import { StartRefused } from '../platform/errors.ts';
import { openLog } from '../platform/log.ts';
import { SUBGRAPHS } from './compose.ts';
import { startSubgraph } from './distributed.ts';
import { serveUntilStopped } from './process.ts';

await serveUntilStopped(async () => {
  const name = SUBGRAPHS.find((each) => each === process.argv[2]);
  if (!name)
    throw new StartRefused(`which subgraph? \`npm run subgraph -- <name>\` with one of ${SUBGRAPHS.join(', ')}`);
  const server = await startSubgraph(name, { ...readConfig(process.env), log: openLog() });
  process.stdout.write(`headwater ready ${server.url}\n`);
  return server;
});
