import { CommandFailure, EXIT } from '../failure.ts';

/** One output of profiles.yml: where and how dbt reaches its database. In place of a field may stand why it cannot be read. */
export type Connection = Record<string, unknown>;

/** Of adapters that name all their datasets alike, wherever they are. */
export const namespaceWithoutConnection = (adapter: string): string | null =>
  adapter === 'bigquery' ? 'bigquery' : null;

/**
 * The namespace of the datasets behind a connection, by OpenLineage's naming as its dbt integration applies it
 * (https://openlineage.io/docs/spec/naming, openlineage-dbt 1.54), so that both name one table alike.
 * @throws CommandFailure naming what the connection lacks, or an adapter that has no such name.
 */
export function namespaceOf(adapter: string, connection: Connection): string {
  const of = (field: string): string => textOf(connection, field, adapter);
  const hostAndPort = () => `${of('host')}:${of('port')}`;
  switch (adapter) {
    case 'bigquery':
      return 'bigquery';
    case 'postgres':
    case 'redshift':
    case 'clickhouse':
    case 'trino':
    case 'presto':
      return `${adapter}://${hostAndPort()}`;
    case 'watsonx_presto':
      return `presto://${hostAndPort()}`;
    case 'snowflake':
      return `snowflake://${snowflakeAccount(of('account'))}`;
    case 'databricks':
      return `databricks://${of('host')}`;
    case 'sqlserver':
      return `mssql://${of('server')}:${of('port')}`;
    case 'fabric':
      return `fabric-warehouse://${of('server')}${connection.port === undefined ? '' : `:${of('port')}`}`;
    case 'dremio':
      return `dremio://${of('software_host')}:${of('port')}`;
    case 'athena':
      return `awsathena://athena.${of('region_name')}.amazonaws.com`;
    case 'glue':
      return `arn:aws:glue:${of('region')}:${connection.account_id === undefined ? of('role_arn').split(':')[4] : of('account_id')}`;
    case 'duckdb':
      return `duckdb://${of('path')}`;
    case 'spark':
      return `spark://${of('host')}:${connection.port === undefined ? sparkPort(of('method')) : of('port')}`;
    default:
      throw new CommandFailure(
        EXIT.usage,
        `how OpenLineage names datasets of dbt's adapter ${adapter} is not known`,
        'say it yourself by --dataset-namespace, such as postgres://warehouse.example.com:5432',
      );
  }
}

function textOf(connection: Connection, field: string, adapter: string): string {
  const value = connection[field];
  if (value instanceof CommandFailure) throw value;
  if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  throw new CommandFailure(
    EXIT.usage,
    `the ${adapter} profile: ${field}: found ${value === undefined ? 'nothing' : JSON.stringify(value)}, expected some text`,
    'mend the profile, or say the namespace yourself by --dataset-namespace',
  );
}

/** An organization's account as it is; a locator with its region and cloud, where none is said those it stands for. */
function snowflakeAccount(account: string): string {
  const [locator = '', region = 'us-west-1', cloud = 'aws', ...rest] = account.split('.');
  return locator.includes('-') ? locator : [locator, region, cloud, ...rest].join('.');
}

const sparkPort = (method: string): string => (method === 'thrift' ? '10001' : '443');
