import { join } from 'node:path';

export interface Neo4jMemory {
  heap: string;
  pageCache: string;
}

/** What a test server needs: little memory, loopback only, nothing reported, and the caps that production should have. */
export const configurationOf = (port: number, pageCache: string): string => `server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:${port}
server.bolt.advertised_address=127.0.0.1:${port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.pagecache.size=${pageCache}
db.memory.transaction.max=64m
dbms.memory.transaction.total.max=256m
db.transaction.timeout=120s
db.tx_log.rotation.retention_policy=2 files
db.tx_log.preallocate=false
`;

/** Neo4j needs the inside of the JDK. */
const OPENED = [
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--add-opens=java.base/java.util.concurrent=ALL-UNNAMED',
  '--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED',
  '-Dio.netty.tryReflectionSetAccessible=true',
];

export const passwordCommand = (library: string, password: string): string[] => [
  ...OPENED,
  '-cp',
  join(library, '*'),
  'org.neo4j.cli.AdminTool',
  'dbms',
  'set-initial-password',
  password,
];

/** Java's second compiler earns nothing in a server that lives for a minute or two, and takes a third of its time. */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1'];

export const serverCommand = (library: string, home: string, heap: string, shortLived: boolean): string[] => [
  '-server',
  ...(shortLived ? SHORT_LIVED : []),
  `-Xms${heap}`,
  `-Xmx${heap}`,
  '-XX:+UseG1GC',
  '-XX:+ExitOnOutOfMemoryError',
  ...OPENED,
  '-Dfile.encoding=UTF-8',
  '-cp',
  join(library, '*'),
  'org.neo4j.server.CommunityEntryPoint',
  `--home-dir=${home}`,
  `--config-dir=${join(home, 'conf')}`,
];
