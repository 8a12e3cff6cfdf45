import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { StoreUnavailable } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import type { LineageStatement } from '../../subgraphs/lineage/index.ts';
import { mlflowWebhookRoute } from '../index.ts';

const SECRET = 'whispered once';
const NOW = Date.parse('2026-11-23T19:18:42.900Z');
const RUN = 'f3f5865537b245bb85edfa7c81dcc3da';

const webhook = (kind: string, data: object, more: object = {}): string => {
  const [entity, action] = kind.split('.');
  return JSON.stringify({ entity, action, timestamp: '2026-11-23T19:18:42.173236+00:00', data, ...more });
};
const created = (more: object = {}) =>
  webhook('model_version.created', {
    name: 'diagnosis',
    version: '1',
    source: 'models:/m-4e7e8f3ca2b541cba99c109b5472a6c9',
    run_id: null,
    tags: {},
    description: null,
    ...more,
  });

interface Sent {
  id?: string;
  /** Whole seconds, as text. */
  timestamp?: string;
  secret?: string;
  headers?: Record<string, string | undefined>;
}

describe('webhooks of MLflow', () => {
  let server: FastifyInstance;
  let recorded: LineageStatement[];
  let away: boolean;
  let now: number;

  const serverWith = (webhookSecret: string | null): FastifyInstance => {
    const opened = fastify();
    const record = async (statements: readonly LineageStatement[]) => {
      if (away) throw new StoreUnavailable('lineage', new Error('gone'));
      recorded.push(...statements);
    };
    const latestFacet = async (asset: string, name: string) => {
      if (away) throw new StoreUnavailable('lineage', new Error('gone'));
      return recorded
        .flatMap((said) => ('facts' in said ? said.facts : []))
        .filter((fact) => fact.kind === 'facet')
        .findLast((fact) => fact.asset === asset && fact.name === name)?.value;
    };
    mlflowWebhookRoute(opened, { record, latestFacet }, { webhookSecret, namespace: 'mlflow' }, silentLog(), () => now);
    return opened;
  };

  beforeEach(() => {
    recorded = [];
    away = false;
    now = NOW;
    server = serverWith(SECRET);
  });
  afterEach(() => server.close());

  const deliver = async (body: string, sent: Sent = {}) => {
    const { id = 'b1b6b400', timestamp = String(Math.floor(now / 1000)), secret = SECRET } = sent;
    const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    const headers: Record<string, string | undefined> = {
      'content-type': 'application/json',
      'x-mlflow-delivery-id': id,
      'x-mlflow-timestamp': timestamp,
      'x-mlflow-signature': `v1,${signature}`,
      ...sent.headers,
    };
    for (const [name, value] of Object.entries(headers)) if (value === undefined) delete headers[name];
    const answer = await server.inject({
      method: 'POST',
      url: '/api/v1/mlflow/webhook',
      headers: headers as Record<string, string>,
      payload: body,
    });
    return { status: answer.statusCode, retryAfter: answer.headers['retry-after'], ...answer.json() };
  };

  it('are stored when they are signed with the secret', async () => {
    expect(await deliver(created())).toMatchObject({ status: 'stored' });
    expect(recorded).toMatchObject([{ kind: 'static', subject: 'model-version/mlflow/diagnosis/1' }]);
  });

  it.each<[string, string, Sent]>([
    ['signed with another secret', 'WRONG_SIGNATURE', { secret: 'guessed' }],
    ['with a signature of something else', 'WRONG_SIGNATURE', { headers: { 'x-mlflow-signature': 'v1,AAAA' } }],
    ['sent again under another id', 'WRONG_SIGNATURE', { headers: { 'x-mlflow-delivery-id': 'another' } }],
    ['made fresh by a later timestamp', 'WRONG_SIGNATURE', { headers: { 'x-mlflow-timestamp': '1795461523' } }],
    ['without a signature', 'NOT_SIGNED', { headers: { 'x-mlflow-signature': undefined } }],
    ['without a delivery id', 'NOT_SIGNED', { headers: { 'x-mlflow-delivery-id': undefined } }],
    ['without a timestamp', 'NOT_SIGNED', { headers: { 'x-mlflow-timestamp': undefined } }],
    ['of six minutes ago', 'STALE_DELIVERY', { timestamp: String(Math.floor(NOW / 1000) - 360) }],
    ['of six minutes to come', 'STALE_DELIVERY', { timestamp: String(Math.floor(NOW / 1000) + 360) }],
    ['with a timestamp that is no number', 'STALE_DELIVERY', { timestamp: 'yesterday' }],
  ])('are refused when %s', async (_, code, sent) => {
    expect(await deliver(created(), sent)).toMatchObject({ status: 401, error: { code } });
    expect(recorded).toEqual([]);
  });

  it('are taken when their sender’s clock is four minutes off', async () => {
    expect(await deliver(created(), { timestamp: String(Math.floor(NOW / 1000) - 240) })).toMatchObject({
      status: 'stored',
    });
  });

  it('are refused with what to set when no secret is configured', async () => {
    await server.close();
    server = serverWith(null);
    expect(await deliver(created())).toMatchObject({
      status: 403,
      error: { code: 'NOT_CONFIGURED', message: expect.stringContaining('HEADWATER_MLFLOW_WEBHOOK_SECRET') },
    });
  });

  it('are stored once when one is delivered twice', async () => {
    await deliver(created());
    expect(await deliver(created())).toMatchObject({ status: 'duplicate' });
    expect(recorded).toHaveLength(1);
  });

  it('are known again until they are too old to be taken', async () => {
    const timestamp = String(Math.floor(now / 1000));
    await deliver(created(), { timestamp });
    now += 4 * 60_000;
    await deliver(created({ version: '2' }), { id: 'another' });
    expect(await deliver(created(), { timestamp })).toMatchObject({ status: 'duplicate' });
    now += 2 * 60_000;
    await deliver(created({ version: '3' }), { id: 'a third' });
    expect(await deliver(created(), { timestamp })).toMatchObject({ status: 401, error: { code: 'STALE_DELIVERY' } });
    expect(recorded).toHaveLength(3);
  });

  it('are stored by the second try when the store was away at the first', async () => {
    away = true;
    expect(await deliver(created())).toMatchObject({ status: 503, retryAfter: '2' });
    away = false;
    expect(await deliver(created())).toMatchObject({ status: 'stored' });
    expect(recorded).toHaveLength(1);
  });

  it.each([
    ['is not JSON', 'nonsense', 'MALFORMED_JSON', 'not JSON'],
    ['is a list', '[]', 'INVALID_PAYLOAD', 'the body: found []'],
    ['says no entity', '{}', 'INVALID_PAYLOAD', 'entity: found nothing'],
    [
      'has a time without zone',
      webhook('model_version.created', {}, { timestamp: '2026-11-23T19:18:42' }),
      'INVALID_PAYLOAD',
      'timestamp: found "2026-11-23T19:18:42", expected a time with zone',
    ],
    ['has a version that is a number', created({ version: 1 }), 'INVALID_PAYLOAD', 'data.version: found 1'],
    ['has tags that are a list', created({ tags: ['a'] }), 'INVALID_PAYLOAD', 'data.tags: found ["a"]'],
    [
      'has no model',
      webhook('model_version_alias.created', { alias: 'a', version: '1' }),
      'INVALID_PAYLOAD',
      'data.name',
    ],
    ['has half a surrogate pair for a name', created({ name: '\ud800' }), 'INVALID_EVENT', 'half a surrogate pair'],
    ['has a name that is too long', created({ name: 'x'.repeat(5000) }), 'INVALID_EVENT', 'the longest is 4096'],
    [
      'is of next week',
      webhook('registered_model.created', { name: 'a' }, { timestamp: '2026-11-30T19:18:42Z' }),
      'INVALID_EVENT',
      'more than a day in the future',
    ],
  ])('are refused when what was signed %s', async (_, body, code, message) => {
    const refused = await deliver(body);
    expect(refused).toMatchObject({ status: 400, error: { code, message: expect.stringContaining(message) } });
    expect(recorded).toEqual([]);
  });

  it.each([
    ['a prompt', webhook('prompt.created', { name: 'a' }), 'nothing of lineage'],
    ['what shall exist one day', webhook('__proto__.created', {}), 'nothing of lineage'],
    ['a test', webhook('model_version_alias.deleted', { name: 'example_model', alias: 'example_alias' }), 'a test'],
  ])('are answered and not stored when they tell of %s', async (_, body, reason) => {
    expect(await deliver(body)).toMatchObject({ status: 'ignored', reason: expect.stringContaining(reason) });
    expect(recorded).toEqual([]);
  });

  it('say which run made a version, by its id or by where its files are, if either is told', async () => {
    await deliver(created({ run_id: RUN }), { id: '1' });
    await deliver(created({ source: `runs:/${RUN}/model` }), { id: '2' });
    await deliver(created(), { id: '3' });
    const trains = [{ from: `job/mlflow/runs%2F${RUN}`, to: 'model-version/mlflow/diagnosis/1', role: 'TRAINS' }];
    expect(recorded.map((statement) => 'edges' in statement && statement.edges)).toEqual([trains, trains, []]);
  });

  describe('of one tag', () => {
    const tag = (action: 'set' | 'deleted', key: string, value?: string) =>
      webhook(`model_version_tag.${action}`, { name: 'diagnosis', version: '1', key, value });
    const tags = () =>
      recorded
        .flatMap((said) => ('facts' in said ? said.facts : []))
        .flatMap((fact) => (fact.kind === 'tags' ? [fact.tags] : []));

    it('say it beside the tags that are known, also when many come at once', async () => {
      await deliver(created({ tags: { tier: 'gold' } }), { id: '0' });
      await Promise.all(['a', 'b', 'c'].map((key) => deliver(tag('set', key, '1'), { id: key })));
      await deliver(tag('set', 'a', '2'), { id: '4' });
      await deliver(tag('deleted', 'b'), { id: '5' });
      expect(tags().at(-1)).toEqual({ tier: 'gold', a: '2', c: '1' });
    });

    it('take all of them back with the last, and an owner with the tag that names it', async () => {
      await deliver(tag('set', 'owner', 'risk'), { id: '1' });
      await deliver(tag('deleted', 'owner'), { id: '2' });
      const facts = recorded.flatMap((said) => ('facts' in said ? said.facts : []));
      expect(facts).toContainEqual(expect.objectContaining({ kind: 'owner', owners: ['risk'] }));
      expect(facts.slice(-8)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ kind: 'removed', of: 'tags' }),
          expect.objectContaining({ kind: 'removed', of: 'owner' }),
        ]),
      );
    });

    it('are taken when they come again after the store was away', async () => {
      away = true;
      expect(await deliver(tag('set', 'a', '1'))).toMatchObject({ status: 503 });
      away = false;
      expect(await deliver(tag('set', 'a', '1'))).toMatchObject({ status: 'stored' });
      expect(tags()).toEqual([{ a: '1' }]);
    });

    it.each([
      [{ name: 'a', version: '1', key: 'k' }, 'data.value'],
      [{ name: 'a', version: '1', value: 'v' }, 'data.key'],
    ])('are refused when something is missing', async (data, field) => {
      expect(await deliver(webhook('model_version_tag.set', data))).toMatchObject({ status: 400, error: { field } });
    });
  });

  it('say of an alias that was moved what it is of now, and of one that was deleted that it is of nothing', async () => {
    await deliver(webhook('model_version_alias.created', { name: 'diagnosis', alias: 'champion', version: '2' }), {
      id: '1',
    });
    await deliver(webhook('model_version_alias.deleted', { name: 'diagnosis', alias: 'champion' }), { id: '2' });
    const subject = 'job/mlflow/models%2Fdiagnosis%40champion';
    expect(recorded).toMatchObject([
      { kind: 'static', subject, edges: [{ from: 'model-version/mlflow/diagnosis/2', to: subject, role: 'READS' }] },
      { kind: 'static', subject, edges: [] },
    ]);
  });
});
