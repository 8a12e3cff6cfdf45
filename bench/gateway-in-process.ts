import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { answerOf, type Server, start, throughput } from './gateway/server.ts';
import { median, type Report, rounded } from './report.ts';

/** Incidents asked for; ten times apart, so that growth shows. */
const SIZES = { small: 2, large: 20 } as const;
const ROUNDS = 3;
const SECONDS = 5;
const WARM_UP_SECONDS = 3;

type Size = keyof typeof SIZES;
type Name = 'headwater' | 'monolith' | 'apolloGateway';

/** The gateway with subgraphs in its process against one server without subgraphs, and against @apollo/gateway. */
export async function bench(): Promise<Report> {
  installPeers();
  const headwater = await start('./headwater.ts');
  const servers: Record<Name, Server> = {
    headwater,
    monolith: await start('./monolith.ts'),
    apolloGateway: await start('../peers/apollo-gateway.ts', { supergraph: headwater.supergraph }),
  };
  try {
    const bytes = { small: await equalAnswers(servers, 'small'), large: await equalAnswers(servers, 'large') };
    const small = await measure(servers, 'small');
    const large = await measure(servers, 'large');
    const figuresOf = (name: Name) => ({
      requestsPerSecond: { small: rounded(small[name]), large: rounded(large[name]) },
      /** How many times longer an answer of ten times the size takes. */
      growth: rounded(small[name] / large[name]),
    });
    return {
      name: 'gateway-in-process',
      figures: { ...figuresOf('headwater'), incidents: SIZES, answerBytes: bytes, connections: 25 },
      peers: { monolith: figuresOf('monolith'), apolloGateway: figuresOf('apolloGateway') },
      ratios: {
        monolith: rounded(large.headwater / large.monolith),
        apolloGateway: rounded(large.headwater / large.apolloGateway),
        monolithSmall: rounded(small.headwater / small.monolith),
        apolloGatewaySmall: rounded(small.headwater / small.apolloGateway),
      },
      answersEqual: true,
    };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/** Bytes of the answer. @throws when the servers do not answer alike, for then nothing is compared. */
async function equalAnswers(servers: Record<Name, Server>, size: Size): Promise<number> {
  const answers = await Promise.all(Object.values(servers).map(({ url }) => answerOf(url, SIZES[size])));
  if (new Set(answers.map(({ hash }) => hash)).size !== 1)
    throw new Error(
      `the answers differ: ${JSON.stringify(Object.fromEntries(Object.keys(servers).map((name, index) => [name, answers[index]])))}`,
    );
  return answers[0]?.bytes ?? 0;
}

/** Rounds of all servers in turn, so that what else the machine does falls on each alike. */
async function measure(servers: Record<Name, Server>, size: Size): Promise<Record<Name, number>> {
  const names = Object.keys(servers) as Name[];
  const rounds: Record<Name, number[]> = { headwater: [], monolith: [], apolloGateway: [] };
  for (const name of names) await throughput(servers[name].url, SIZES[size], WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names) rounds[name].push(await throughput(servers[name].url, SIZES[size], SECONDS));
  return {
    headwater: median(rounds.headwater),
    monolith: median(rounds.monolith),
    apolloGateway: median(rounds.apolloGateway),
  };
}

/** The peers' licences keep them out of the product, so they have a lockfile of their own. */
function installPeers(): void {
  const folder = new URL('./peers/', import.meta.url);
  if (existsSync(new URL('node_modules/@apollo/gateway', folder))) return;
  console.error('installing the peers into bench/peers');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 2, 2] });
}
