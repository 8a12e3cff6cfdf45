/** `node test/servers/main.ts neo4j|postgres|distributed`: real servers for a developer, until Ctrl-C. */
import { startDistributed } from './distributed.ts';
import { startNeo4j } from './neo4j.ts';
import { startPostgres } from './postgres.ts';

const [what = ''] = process.argv.slice(2);
if (!['neo4j', 'postgres', 'distributed'].includes(what)) {
  process.stderr.write('usage: node test/servers/main.ts neo4j|postgres|distributed\n');
  process.exit(2);
}

const neo4j = what === 'postgres' ? null : await startNeo4j();
const postgres = what === 'neo4j' ? null : await startPostgres();
const databaseUrl = (await postgres?.newDatabase()) ?? '';
const lineage =
  neo4j &&
  `HEADWATER_LINEAGE_URL=${neo4j.url} HEADWATER_LINEAGE_USER=${neo4j.user} HEADWATER_LINEAGE_PASSWORD=${neo4j.password}`;
const database = postgres && `HEADWATER_DATABASE_URL=${databaseUrl}`;
const environment = [lineage, database].filter(Boolean).join(' ');
process.stdout.write(`${what} ready; start Headwater on it with\n  ${environment} npm start\n`);
const distributed = neo4j && postgres ? await startDistributed(neo4j, databaseUrl) : null;
if (distributed) process.stdout.write(`headwater ready ${distributed.url}, a gateway over four subgraphs\n`);

const stop = async () => {
  await distributed?.stop();
  await Promise.all([neo4j?.stop(), postgres?.stop()]);
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
