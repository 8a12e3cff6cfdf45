import { describe, expect, it } from '@jest/globals';
import { datasetName } from './dataset-name.ts';

const input = (source_type: string | null, source: unknown, name = 'train', digest: string | null = 'd1') => ({
  tags: {},
  dataset: {
    name,
    digest,
    source_type,
    source: typeof source === 'string' ? source : JSON.stringify(source),
    schema: null,
    profile: null,
  },
});
const nameOf = (...of: Parameters<typeof input>): string => {
  const { namespace, name } = datasetName(input(...of), 'churn', { mlflow: 'mlflow', tables: 'postgres://db:5432' });
  return `${namespace} ${name}`;
};

describe('a dataset that a run of MLflow read', () => {
  it.each([
    ['local', { uri: '/data/train.csv' }, 'file /data/train.csv'],
    ['local', { uri: 'file:///data/a%20b.csv' }, 'file /data/a b.csv'],
    ['s3', { uri: 's3://lake/churn/train.parquet' }, 's3://lake churn/train.parquet'],
    ['s3', { uri: 's3a://lake/churn/train.parquet' }, 's3://lake churn/train.parquet'],
    ['gs', { uri: 'gs://lake/churn.csv' }, 'gs://lake churn.csv'],
    ['abfss', { uri: 'abfss://box@account.dfs.core.windows.net/a/b' }, 'abfss://box@account.dfs.core.windows.net a/b'],
    ['hdfs', { uri: 'hdfs://namenode:8020/a/b' }, 'hdfs://namenode:8020 /a/b'],
    ['http', { url: 'https://data.example.com/train.csv' }, 'https://data.example.com /train.csv'],
    ['delta_table', { path: 's3://lake/delta/churn' }, 's3://lake delta/churn'],
    ['delta_table', { delta_table_name: 'main.ml.churn', delta_table_version: 3 }, 'postgres://db:5432 main.ml.churn'],
    ['spark', { table_name: 'ml.churn' }, 'postgres://db:5432 ml.churn'],
    ['hugging_face', { path: 'stanfordnlp/imdb', split: 'train' }, 'https://huggingface.co datasets/stanfordnlp/imdb'],
  ])('from %s %j is named by where it is', (type, source, expected) => {
    expect(nameOf(type, source)).toBe(expected);
  });

  it.each([
    ['code', { tags: { 'mlflow.source.name': '/srv/train.py' } }],
    ['local', { uri: 'train.csv' }],
    ['spark', { sql: 'SELECT 1' }],
    ['http', { url: 'https://data.example.com/' }],
    ['http', { url: 'https://[' }],
    [null, 'not JSON'],
    [null, '[]'],
  ])('from %s %j, which is no place, is named by its experiment', (type, source) => {
    expect(nameOf(type, source)).toBe('mlflow churn/train');
  });

  it('that its user gave no name is known by its digest, so that two such are not taken for one', () => {
    expect(nameOf('code', {}, 'dataset', 'd1')).toBe('mlflow churn/dataset@d1');
    expect(nameOf('code', {}, 'dataset', 'd2')).toBe('mlflow churn/dataset@d2');
  });

  it('from a signed address keeps neither the signature nor the password', () => {
    expect(nameOf('http', { url: 'https://me:secret@data.example.com/a.csv?X-Amz-Signature=secret' })).toBe(
      'https://data.example.com /a.csv',
    );
  });
});
