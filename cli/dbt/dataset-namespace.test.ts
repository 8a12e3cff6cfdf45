import { describe, expect, it } from '@jest/globals';
import { namespaceOf } from './dataset-namespace.ts';

describe('the namespace of a dbt project’s datasets', () => {
  // By OpenLineage's naming and its dbt integration 1.54: https://openlineage.io/docs/spec/naming
  it.each([
    ['postgres', { host: 'db.example.com', port: 5432 }, 'postgres://db.example.com:5432'],
    ['redshift', { host: 'r.example.com', port: '5439' }, 'redshift://r.example.com:5439'],
    ['clickhouse', { host: 'c.example.com', port: 8123 }, 'clickhouse://c.example.com:8123'],
    ['trino', { host: 't.example.com', port: 443 }, 'trino://t.example.com:443'],
    ['watsonx_presto', { host: 'w.example.com', port: 443 }, 'presto://w.example.com:443'],
    ['bigquery', {}, 'bigquery'],
    ['snowflake', { account: 'myorg-account' }, 'snowflake://myorg-account'],
    ['snowflake', { account: 'xy12345' }, 'snowflake://xy12345.us-west-1.aws'],
    ['snowflake', { account: 'xy12345.us-east-1' }, 'snowflake://xy12345.us-east-1.aws'],
    ['snowflake', { account: 'xy12345.east-us-2.azure' }, 'snowflake://xy12345.east-us-2.azure'],
    ['databricks', { host: 'dbc.cloud.databricks.com' }, 'databricks://dbc.cloud.databricks.com'],
    ['sqlserver', { server: 's.example.com', port: 1433 }, 'mssql://s.example.com:1433'],
    ['fabric', { server: 'f.example.com' }, 'fabric-warehouse://f.example.com'],
    ['dremio', { software_host: 'd.example.com', port: 9047 }, 'dremio://d.example.com:9047'],
    ['athena', { region_name: 'eu-west-1' }, 'awsathena://athena.eu-west-1.amazonaws.com'],
    [
      'glue',
      { region: 'eu-west-1', role_arn: 'arn:aws:iam::123456789012:role/dbt' },
      'arn:aws:glue:eu-west-1:123456789012',
    ],
    ['duckdb', { path: '/data/shop.duckdb' }, 'duckdb:///data/shop.duckdb'],
    ['spark', { method: 'thrift', host: 'sp.example.com' }, 'spark://sp.example.com:10001'],
    ['spark', { method: 'http', host: 'sp.example.com' }, 'spark://sp.example.com:443'],
    ['spark', { method: 'thrift', host: 'sp.example.com', port: 10000 }, 'spark://sp.example.com:10000'],
  ])('behind %s %j is %s', (adapter, connection, namespace) => {
    expect(namespaceOf(adapter, connection)).toBe(namespace);
  });

  it('is refused where the connection lacks a part of it, by the part’s name', () => {
    expect(() => namespaceOf('postgres', { host: 'db' })).toThrow('the postgres profile: port: found nothing');
  });

  it('is refused for an adapter that has no name in OpenLineage', () => {
    expect(() => namespaceOf('teradata', {})).toThrow('adapter teradata is not known');
  });
});
