import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandFailure, EXIT } from '../failure.ts';
import { MlflowClient, mlflowAddress } from './client.ts';
import { readRegistry } from './registry.ts';

/** Stands where an MLflow should, and answers as the test says. */
let server: Server;
let url: string;
let answer: (path: URL, request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => answer(new URL(request.url ?? '', url), request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const json = (response: ServerResponse, body: object, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const read = (environment: Record<string, string> = {}) =>
  readRegistry(new MlflowClient(mlflowAddress(url, environment)));
const failureOf = async (): Promise<CommandFailure> => {
  const failure = await read().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(CommandFailure);
  return failure as CommandFailure;
};

describe('a server that is asked for its models', () => {
  it.each<[string, typeof answer, number, string, string]>([
    [
      'that wants a password',
      (_, __, response) => response.writeHead(401).end('You are not authenticated.'),
      EXIT.notAllowed,
      'lets nobody in as such (401)',
      'MLFLOW_TRACKING_USERNAME',
    ],
    [
      'that forbids it',
      (_, __, response) => json(response, { error_code: 'PERMISSION_DENIED', message: 'no' }, 403),
      EXIT.notAllowed,
      'lets nobody in as such (403)',
      'who may read',
    ],
    [
      'that shows a page',
      (_, __, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
      EXIT.unavailable,
      'answered 200 with text/html that is not JSON: that is no MLflow',
      'open in a browser',
    ],
    [
      'that leads to a page to sign in at',
      (_, __, response) => response.writeHead(302, { location: '/login', 'content-type': 'text/html' }).end(),
      EXIT.unavailable,
      'answered 302 with text/html that is not JSON: that is no MLflow',
      'open in a browser',
    ],
    [
      'that has other JSON',
      (_, __, response) => json(response, { registered_models: [{ id: 1 }] }),
      EXIT.unavailable,
      'answered registered-models/search with registered_models.0.name',
      'MLflow 3.17',
    ],
    [
      'that is broken',
      (_, __, response) => json(response, { error_code: 'INTERNAL_ERROR', message: 'no such table' }, 500),
      EXIT.unavailable,
      'answered 500, INTERNAL_ERROR: no such table',
      'the log of MLflow',
    ],
  ])('%s is told of with what to do', async (_, answering, exit, message, remedy) => {
    answer = answering;
    const failure = await failureOf();
    expect({ exit: failure.exit, message: failure.message, remedy: failure.remedy }).toEqual({
      exit,
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
  });

  it('that is busy is asked again', async () => {
    let busy = true;
    answer = (_, __, response) => {
      if (!busy) return json(response, {});
      busy = false;
      return response.writeHead(503, { 'retry-after': '0.01' }).end();
    };
    expect(await read()).toMatchObject({ models: [], versions: [] });
  });

  it('is told who asks', async () => {
    const asked: (string | undefined)[] = [];
    answer = (_, { headers }, response) => {
      asked.push(headers.authorization);
      json(response, {});
    };
    await read({ MLFLOW_TRACKING_USERNAME: 'ann', MLFLOW_TRACKING_PASSWORD: 'pass' });
    await read({ MLFLOW_TRACKING_TOKEN: 'token' });
    expect([...new Set(asked)]).toEqual([`Basic ${Buffer.from('ann:pass').toString('base64')}`, 'Bearer token']);
  });

  it('is read to its last page, prompts left out, and runs that it no longer has or does not show are missing', async () => {
    const version = (name: string, number: number, run_id: string) => ({
      ...{ name, version: String(number), creation_timestamp: number, run_id, description: '' },
    });
    answer = ({ pathname, searchParams }, _, response) => {
      const page = searchParams.get('page_token');
      if (pathname.endsWith('/registered-models/search'))
        return json(
          response,
          page === null
            ? { registered_models: [{ name: 'a', creation_timestamp: 1 }], next_page_token: 'more' }
            : {
                registered_models: [
                  {
                    ...{ name: 'greeting', creation_timestamp: 2 },
                    tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }],
                  },
                ],
              },
        );
      if (pathname.endsWith('/model-versions/search'))
        return json(
          response,
          page === null
            ? { model_versions: [version('a', 1, 'kept'), version('greeting', 1, '')], next_page_token: 'more' }
            : { model_versions: [version('a', 2, 'gone'), version('a', 3, 'hidden'), version('a', 4, '')] },
        );
      if (pathname.endsWith('/experiments/get')) return json(response, { experiment: { name: 'churn' } });
      if (searchParams.get('run_id') === 'gone')
        return json(response, { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'Run with id=gone not found' }, 404);
      if (searchParams.get('run_id') === 'hidden') return response.writeHead(403).end('Permission denied');
      return json(response, {
        run: { info: { run_id: 'kept', experiment_id: '7', status: 'RUNNING', start_time: 1 } },
      });
    };
    const { models, versions, runs, experiments } = await read();
    expect(models.map(({ name }) => name)).toEqual(['a']);
    expect(versions.map(({ name, version, run_id }) => [name, version, run_id])).toEqual([
      ['a', '1', 'kept'],
      ['a', '2', 'gone'],
      ['a', '3', 'hidden'],
      ['a', '4', null],
    ]);
    expect([...runs.keys()]).toEqual(['kept']);
    expect([...experiments]).toEqual([['7', 'churn']]);
  });
});

describe('the address of an MLflow', () => {
  it.each([
    ['http://host:5000/', 'http://host:5000'],
    ['https://host/team/mlflow/', 'https://host/team/mlflow'],
    ['http://host:5000/#/models', 'http://host:5000'],
  ])('%s is that of %s', (given, expected) => {
    expect(mlflowAddress(given, {})).toEqual({ url: expected, authorization: null });
  });

  it('that holds a password is told without it', () => {
    expect(mlflowAddress(undefined, { MLFLOW_TRACKING_URI: 'https://ann:p%40ss@host' })).toEqual({
      url: 'https://host',
      authorization: `Basic ${Buffer.from('ann:p@ss').toString('base64')}`,
    });
  });

  it('is told without the password where it is none', () => {
    const failure = (() => {
      try {
        mlflowAddress('postgresql://ann:secret@host/mlflow', {});
      } catch (thrown) {
        return (thrown as CommandFailure).message;
      }
    })();
    expect(failure).toBe('the address is "postgresql://host/mlflow", which is not that of a server');
  });

  it.each(['sqlite:///mlflow.db', './mlruns', 'databricks', 'http://'])('is not %s', (given) => {
    expect(() => mlflowAddress(given, {})).toThrow(CommandFailure);
  });
});
