/** `node test/servers/main.ts neo4j|distributed`: real servers for a developer, until Ctrl-C. */
import { startDistributed } from './distributed.ts';
import { startNeo4j } from './neo4j.ts';

const [what] = process.argv.slice(2);
if (what !== 'neo4j' && what !== 'distributed') {
  process.stderr.write('usage: node test/servers/main.ts neo4j|distributed\n');
  process.exit(2);
}

const neo4j = await startNeo4j();
const environment = `HEADWATER_LINEAGE_URL=${neo4j.url} HEADWATER_LINEAGE_USER=${neo4j.user} HEADWATER_LINEAGE_PASSWORD=${neo4j.password}`;
process.stdout.write(`neo4j ready; start Headwater on it with\n  ${environment} npm start\n`);
const distributed = what === 'distributed' ? await startDistributed(neo4j) : null;
if (distributed) process.stdout.write(`headwater ready ${distributed.url}, a gateway over four subgraphs\n`);

const stop = async () => {
  await distributed?.stop();
  await neo4j.stop();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
