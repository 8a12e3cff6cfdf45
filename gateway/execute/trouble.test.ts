import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { GraphUnavailable } from '../../platform/errors.ts';
import { ourExecutor, scope } from './small-graph/answers.ts';
import type { SubgraphClient } from './subgraph-client.ts';

const without =
  (name: string, cause: unknown = new GraphUnavailable(`the ${name} subgraph does not answer`)) =>
  (client: SubgraphClient): SubgraphClient =>
    client.name === name ? { ...client, fetch: () => Promise.reject(cause) } : client;

const ask = (query: string, around: (client: SubgraphClient) => SubgraphClient, signal = scope().signal) =>
  ourExecutor(around).execute(parse(query), null, {}, { ...scope(), signal });

describe('a subgraph that is down', () => {
  it('costs its own fields and nothing else', async () => {
    const { data } = await ask('{ asset(id: "orders") { title cost owner { name } } version }', without('people'));
    expect(data).toEqual({ asset: { title: 'Orders', cost: 4500, owner: null }, version: '1' });
  });

  it('is named at each field that it owed, wherever the entity stands', async () => {
    const { errors } = await ask(
      '{ asset(id: "refunds") { owner { name } near { id steward { name } who: owner { name } } } }',
      without('people'),
    );
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
      'asset.near.steward',
      'asset.near.who',
      'asset.owner',
    ]);
    expect(errors?.[0]).toMatchObject({
      message: 'the people subgraph does not answer',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'people' },
    });
  });

  it('is named at its root fields', async () => {
    const { data, errors } = await ask('{ me { name } friends: people { name } version }', without('people'));
    expect(data).toBeNull();
    expect(errors?.map(({ path }) => path)).toEqual([['me'], ['friends']]);
  });

  it('is named in a list at each item', async () => {
    const { data, errors } = await ask('{ signals { asset { title } } }', without('estate'));
    expect(data).toEqual({ signals: [{ asset: { title: null } }, { asset: { title: null } }] });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['signals', 0, 'asset', 'title'],
      ['signals', 1, 'asset', 'title'],
    ]);
  });

  it('keeps others from being asked with half of what they require', async () => {
    const asked: string[] = [];
    const watched = (client: SubgraphClient): SubgraphClient => ({
      ...without('estate')(client),
      ...(client.name === 'signals' && {
        fetch: (operation, variables, run) => {
          asked.push(operation.text);
          return client.fetch(operation, variables, run);
        },
      }),
    });
    const { data, errors } = await ask('{ signals { asset { cost } } }', watched);
    expect(asked).toHaveLength(1);
    expect(data).toEqual({ signals: [{ asset: { cost: null } }, { asset: { cost: null } }] });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['signals', 0, 'asset'],
      ['signals', 1, 'asset'],
    ]);
  });

  it('says nothing of what went wrong inside', async () => {
    const { errors } = await ask('{ me { name } }', without('people', new Error('password is hunter2')));
    expect(errors).toEqual([
      {
        message: 'something went wrong on our side',
        path: ['me'],
        extensions: { code: 'INTERNAL', subgraph: 'people' },
      },
    ]);
  });
});

describe('a subgraph that answers less than it owes', () => {
  const answering =
    (data: Record<string, unknown>) =>
    (client: SubgraphClient): SubgraphClient =>
      client.name === 'people' ? { ...client, fetch: () => ({ data }) } : client;

  it('is not believed that there is nothing when it leaves the entities out', async () => {
    const { data, errors } = await ask('{ asset(id: "orders") { owner { name } } }', answering({}));
    expect(data).toEqual({ asset: { owner: null } });
    expect(errors).toMatchObject([{ path: ['asset', 'owner'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  });

  it('takes with a value that is never null what holds it, and the place is told', async () => {
    const { data, errors } = await ask(
      '{ asset(id: "orders") { steward { name } } }',
      answering({ _entities: [null] }),
    );
    expect(data).toEqual({ asset: null });
    expect(errors).toEqual([
      {
        message: 'no value for Asset.steward, which is never null',
        path: ['asset', 'steward'],
        extensions: { code: 'INTERNAL' },
      },
    ]);
  });
});

describe('a subgraph that is slow', () => {
  it('loses its fields when the time of the request is over, and what is there is answered', async () => {
    const time = new AbortController();
    const stuck = (client: SubgraphClient): SubgraphClient => {
      if (client.name !== 'people') return client;
      const fetch = () => {
        setImmediate(() => time.abort(new DOMException('', 'TimeoutError')));
        return new Promise<never>(() => {});
      };
      return { ...client, fetch };
    };
    const { data, errors } = await ask('{ asset(id: "orders") { title owner { name } } }', stuck, time.signal);
    expect(data).toEqual({ asset: { title: 'Orders', owner: null } });
    expect(errors).toMatchObject([
      { path: ['asset', 'owner'], extensions: { code: 'DEADLINE_EXCEEDED', subgraph: 'people' } },
    ]);
  });
});

describe('what is asked of subgraphs', () => {
  it('names each entity once, however often it stands in the answer', async () => {
    const sent: unknown[] = [];
    const watched = (client: SubgraphClient): SubgraphClient => ({
      ...client,
      fetch(operation, variables, run) {
        if (client.name === 'people') sent.push(variables);
        return client.fetch(operation, variables, run);
      },
    });
    await ask('{ assets { parts { owner { name } } } }', watched);
    expect(sent).toEqual([
      {
        representations: [
          { __typename: 'Asset', id: 'lines' },
          { __typename: 'Asset', id: 'refunds' },
        ],
      },
    ]);
  });

  it('is not asked at all when there is nothing to ask it of', async () => {
    const asked: string[] = [];
    const watched = (client: SubgraphClient): SubgraphClient => ({
      ...client,
      fetch(operation, variables, run) {
        asked.push(client.name);
        return client.fetch(operation, variables, run);
      },
    });
    await ask('{ asset(id: "nothing") { owner { name } cost } }', watched);
    expect(asked).toEqual(['estate']);
  });
});

describe('variables', () => {
  const executor = ourExecutor();
  const answer = (query: string, variables: Record<string, unknown>) =>
    executor.execute(parse(query), null, variables, scope());

  it('are refused by name before anything is asked', async () => {
    const { data, errors } = await answer('query($id: ID!) { asset(id: $id) { id } }', { id: { not: 'an id' } });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ message: expect.stringContaining('$id'), extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
