/** `npm run servers neo4j|postgres|victoria-metrics|distributed`: real servers for a developer, until Ctrl-C. */
import { startDistributed } from './distributed.ts';
import { startNeo4j } from './neo4j.ts';
import { startPostgres } from './postgres.ts';
import { startVictoriaMetrics } from './victoria-metrics.ts';

const SERVERS = ['neo4j', 'postgres', 'victoria-metrics'];
const [what = ''] = process.argv.slice(2);
if (![...SERVERS, 'distributed'].includes(what)) {
  process.stderr.write(`usage: npm run servers ${SERVERS.join('|')}|distributed\n`);
  process.exit(2);
}
const isWanted = (server: string) => what === server || what === 'distributed';

const neo4j = isWanted('neo4j') ? await startNeo4j() : null;
const postgres = isWanted('postgres') ? await startPostgres() : null;
const victoriaMetrics = isWanted('victoria-metrics') ? await startVictoriaMetrics() : null;
const databaseUrl = await postgres?.newDatabase();
const environment = [
  ...(neo4j
    ? [
        `HEADWATER_LINEAGE_URL=${neo4j.url} HEADWATER_LINEAGE_USER=${neo4j.user} HEADWATER_LINEAGE_PASSWORD=${neo4j.password}`,
      ]
    : []),
  ...(databaseUrl ? [`HEADWATER_DATABASE_URL=${databaseUrl}`] : []),
  ...(victoriaMetrics ? [`HEADWATER_METRICS_URL=${victoriaMetrics.url}`] : []),
];
if (what !== 'distributed')
  process.stdout.write(`${what} ready; start Headwater on it with\n  ${environment.join(' ')} npm start\n`);
const distributed =
  neo4j && databaseUrl && victoriaMetrics
    ? await startDistributed({ neo4j, databaseUrl, metricsUrl: victoriaMetrics.url })
    : null;
if (distributed)
  process.stdout.write(
    `headwater ready ${distributed.url}, a gateway over four subgraphs; their stores:\n  ${environment.join('\n  ')}\n`,
  );

const stop = async () => {
  await distributed?.stop();
  await Promise.all([neo4j?.stop(), postgres?.stop(), victoriaMetrics?.stop()]);
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
