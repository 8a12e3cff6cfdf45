import { z } from 'zod';
import { type Duration, type Milliseconds, millisecondsOf, parseDuration } from '../vocabulary/duration.ts';
import { StartRefused } from './errors.ts';

const port = z.coerce
  .number('expected a port number')
  .int('expected a whole number')
  .min(0)
  .max(65_535, 'expected a port up to 65535');
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (raw) => URL.canParse(raw) && protocols.includes(new URL(raw).protocol),
      `expected an address with ${protocols.join(' or ')}`,
    );

const schema = z.object({
  HEADWATER_PORT: port.default(4000),
  HEADWATER_HOST: z.string().default('127.0.0.1'),
  /** Set where the network itself keeps strangers out, such as between containers. */
  HEADWATER_TRUSTED_NETWORK: z.enum(['0', '1'], 'expected 0 or 1').default('0'),
  HEADWATER_DATA_DIR: z.string().min(1, 'expected a directory').default('.headwater'),
  HEADWATER_GATEWAY_URL: url('http:', 'https:').default('http://127.0.0.1:4000/graphql'),
  HEADWATER_SUBGRAPHS: z.string().optional(),
  HEADWATER_LINEAGE_URL: url('bolt:', 'neo4j:', 'bolt+s:', 'neo4j+s:').optional(),
  HEADWATER_LINEAGE_USER: z.string().default('neo4j'),
  HEADWATER_LINEAGE_PASSWORD: z.string().default(''),
  HEADWATER_DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  HEADWATER_METRICS_URL: url('http:', 'https:').optional(),
  HEADWATER_PUBLIC_URL: url('http:', 'https:').optional(),
  HEADWATER_SPAN_LIMIT: z.coerce
    .number('expected a number of spans')
    .int()
    .min(1, 'expected at least 1')
    .default(50_000),
  HEADWATER_SPAN_AGE: z
    .string()
    .default('P7D')
    .refine((raw) => parseDuration(raw) !== null, 'expected an ISO 8601 duration such as P7D'),
  HEADWATER_TEMPO_URL: url('http:', 'https:').optional(),
  HEADWATER_JAEGER_URL: url('http:', 'https:').optional(),
  HEADWATER_TRACE_LINKS: z.string().default(''),
  HEADWATER_MLFLOW_WEBHOOK_SECRET: z.string().optional(),
  HEADWATER_ALERTING_FILE: z.string().optional(),
  HEADWATER_MLFLOW_NAMESPACE: z.string().default('mlflow'),
});

export interface Neo4jConfig {
  url: string;
  user: string;
  password: string;
}

export interface TracesConfig {
  /** Recent spans kept at most. */
  spanLimit: number;
  /** Spans that came in longer ago are let go. */
  spanAge: Milliseconds;
  /** Grafana Tempo and Jaeger, asked for traces that are not among the recent spans; null: not asked. */
  tempoUrl: string | null;
  jaegerUrl: string | null;
  /** Where a trace is looked at: `{traceId}` in the template stands for its id. */
  links: { title: string; template: string }[];
}

export interface MlflowConfig {
  /** What webhooks are signed with; null: none are taken. */
  webhookSecret: string | null;
  /** What models that webhooks tell of are named under. */
  namespace: string;
}

export interface Config {
  port: number;
  host: string;
  dataDirectory: string;
  /** GraphQL endpoint that a subgraph on its own asks for what others know. */
  gatewayUrl: string;
  /** Name -> base address of each subgraph; null: all in this process. */
  subgraphs: Map<string, string> | null;
  /** Null: lineage in the data directory. */
  neo4j: Neo4jConfig | null;
  /** Of a Postgres for catalog, evaluation, incidents and traces; null: in the data directory. */
  databaseUrl: string | null;
  /** A store with Prometheus' remote write and queries, such as VictoriaMetrics; null: measurements in the data directory. */
  metricsUrl: string | null;
  mlflow: MlflowConfig;
  traces: TracesConfig;
  /** Address of the gateway for people and scripts outside; null: where it listens. */
  publicUrl: string | null;
  /** YAML file that says who is told of incidents; null: nobody is. */
  alertingFile: string | null;
}

const LOOPBACK = /^(127(\.\d+){3}|localhost|::1)$/;

const NOT_LOOPBACK =
  'there is no sign-in yet, so only the loopback interface is served; where the network keeps strangers out, set HEADWATER_TRUSTED_NETWORK=1';

/** An address may hold a password, so it is not shown. */
const faultOf = (name: string, given: NodeJS.ProcessEnv, message: string): string =>
  name.endsWith('_URL') ? `${name}: ${message}` : `${name}=${given[name]}: ${message}`;

/**
 * Reads the environment.
 * @throws StartRefused with every fault at once, each naming its variable.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith('HEADWATER_') && value !== ''),
  );
  const read = schema.safeParse(given);
  const faults = read.error?.issues.map(({ path: [name], message }) => faultOf(String(name), given, message)) ?? [];
  const subgraphs = readSubgraphs(given.HEADWATER_SUBGRAPHS, faults);
  const links = readTraceLinks(given.HEADWATER_TRACE_LINKS ?? '', faults);
  const { HEADWATER_HOST: host = '', HEADWATER_TRUSTED_NETWORK: trusted } = given;
  if (host !== '' && !LOOPBACK.test(host) && trusted !== '1')
    faults.push(faultOf('HEADWATER_HOST', given, NOT_LOOPBACK));
  if (!read.success || faults.length > 0)
    throw new StartRefused(`the configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  const { data } = read;
  return {
    port: data.HEADWATER_PORT,
    host: data.HEADWATER_HOST,
    dataDirectory: data.HEADWATER_DATA_DIR,
    gatewayUrl: data.HEADWATER_GATEWAY_URL,
    subgraphs,
    neo4j: data.HEADWATER_LINEAGE_URL
      ? {
          url: data.HEADWATER_LINEAGE_URL,
          user: data.HEADWATER_LINEAGE_USER,
          password: data.HEADWATER_LINEAGE_PASSWORD,
        }
      : null,
    databaseUrl: data.HEADWATER_DATABASE_URL ?? null,
    metricsUrl: data.HEADWATER_METRICS_URL ?? null,
    traces: {
      spanLimit: data.HEADWATER_SPAN_LIMIT,
      spanAge: millisecondsOf(data.HEADWATER_SPAN_AGE as Duration),
      tempoUrl: withoutSlash(data.HEADWATER_TEMPO_URL),
      jaegerUrl: withoutSlash(data.HEADWATER_JAEGER_URL),
      links,
    },
    publicUrl: withoutSlash(data.HEADWATER_PUBLIC_URL),
    mlflow: {
      webhookSecret: data.HEADWATER_MLFLOW_WEBHOOK_SECRET ?? null,
      namespace: data.HEADWATER_MLFLOW_NAMESPACE,
    },
    alertingFile: data.HEADWATER_ALERTING_FILE ?? null,
  };
}

const withoutSlash = (address: string | undefined): string | null => address?.replace(/\/+$/, '') ?? null;

/** `<title>=<address with {traceId}>`, apart by blanks. */
function readTraceLinks(raw: string, faults: string[]): TracesConfig['links'] {
  const words = raw.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => {
    const [, title = '', template = ''] = /^([^=]+)=(https?:\/\/.*)$/.exec(word) ?? [];
    if (!template.includes('{traceId}') || !URL.canParse(template))
      faults.push(`HEADWATER_TRACE_LINKS: "${word}" is not <title>=<http address with {traceId}>`);
    return { title, template };
  });
}

function readSubgraphs(raw: string | undefined, faults: string[]): Map<string, string> | null {
  if (raw === undefined) return null;
  const pairs = raw.split(',').map((pair) => pair.trim().split('='));
  for (const [name, address] of pairs)
    if (!name || !address || !URL.canParse(address))
      faults.push(`HEADWATER_SUBGRAPHS: "${name ?? ''}=${address ?? ''}" is not <name>=<address>`);
  return new Map(pairs.map(([name = '', address = '']) => [name, address.replace(/\/+$/, '')]));
}
