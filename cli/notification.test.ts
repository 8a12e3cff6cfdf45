import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AnsweringGraph, answeringGraph } from './answering-server.fixture.ts';
import { run } from './headwater.fixture.ts';

let graph: AnsweringGraph;

beforeAll(async () => {
  graph = await answeringGraph();
});

beforeEach(() => {
  graph.asked = [];
});

afterAll(() => {
  graph.close();
});

const notification = (...args: string[]) => run(['notification', ...args], { HEADWATER_URL: graph.url });

const DEAD = {
  ...{ id: 'delivery/1', receiver: 'pager', audience: 'ON_CALL', occasion: 'OPENED', state: 'DEAD', attempts: 12 },
  ...{ createdAt: '2026-11-01T00:00:00Z', dueAt: null, deliveredAt: null, status: 503, reason: 'answered 503' },
  incident: { id: 'incident/1', title: 'Accuracy fell' },
};
const connection = (...nodes: object[]) => ({ totalCount: nodes.length, edges: nodes.map((node) => ({ node })) });

describe('headwater notification', () => {
  it('lists what was given up, and why', async () => {
    graph.answers = [{ deliveries: connection(DEAD), notificationReceivers: [{ name: 'pager' }] }];
    const { stdout, stderr, status } = await notification('list', '--state', 'DEAD');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/2026-11-01 00:00Z +DEAD +pager +OPENED +ON_CALL +12 +delivery\/1 +given up: answered 503/);
    expect(graph.asked[0]?.variables).toMatchObject({ state: ['DEAD'], first: 20 });
  });

  it('says that nobody is told of anything where none is configured', async () => {
    graph.answers = [{ deliveries: connection(), notificationReceivers: [] }];
    const { stdout, stderr, status } = await notification('list');
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toContain('nobody is told of anything; see HEADWATER_ALERTING_FILE');
  });

  it('sends again all that were given up', async () => {
    const resent = { resendDelivery: { delivery: { ...DEAD, state: 'PENDING', attempts: 0 }, userErrors: [] } };
    graph.answers = [{ deliveries: connection({ id: 'delivery/1' }), notificationReceivers: [] }, resent];
    const { stdout, status } = await notification('resend', '--all-dead', '--receiver', 'pager', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ left: 0, deliveries: [{ id: 'delivery/1', state: 'PENDING' }] });
    expect(graph.asked.map(({ variables }) => variables)).toEqual([{ receiver: 'pager' }, { id: 'delivery/1' }]);
  });

  it('ends with 3 when what was given up is asked for of a receiver that nobody knows', async () => {
    graph.answers = [{ deliveries: connection(), notificationReceivers: [{ name: 'pager' }] }];
    const { status, stderr } = await notification('resend', '--all-dead', '--receiver', 'pagr');
    expect(status).toBe(3);
    expect(stderr).toContain('no receiver is called pagr');
  });

  it('ends with 2 when nobody says which to send again, and with 3 when there is none', async () => {
    expect((await notification('resend')).status).toBe(2);
    const userErrors = [{ code: 'NOT_FOUND', message: 'there is no delivery x' }];
    graph.answers = [{ resendDelivery: { delivery: null, userErrors } }];
    const { status, stderr } = await notification('resend', 'x');
    expect(status).toBe(3);
    expect(stderr).toContain('there is no delivery x');
  });

  it('waits for what becomes of a test, and ends with 7 when the receiver is not reached', async () => {
    const pending = { ...DEAD, occasion: 'TEST', state: 'PENDING', reason: null };
    graph.answers = [
      { testReceiver: { delivery: pending, userErrors: [] } },
      { delivery: pending },
      { delivery: { ...pending, state: 'DELIVERED', status: 204 } },
    ];
    expect(await notification('test', 'pager')).toMatchObject({ status: 0, stdout: 'pager answered 204\n' });
    graph.answers = [
      { testReceiver: { delivery: pending, userErrors: [] } },
      { delivery: { ...pending, reason: 'no answer: ECONNREFUSED' } },
    ];
    const { status, stderr } = await notification('test', 'pager');
    expect(status).toBe(7);
    expect(stderr).toContain('pager was not reached: no answer: ECONNREFUSED');
  });

  it('shows where notifications go, and takes one into use again', async () => {
    const receiver = {
      ...{ name: 'pager', kind: 'WEBHOOK', format: 'cloudevents', host: 'events.example.com', signed: true },
      ...{ disabledReason: null, pending: 0, dead: 3 },
    };
    graph.answers = [{ enableReceiver: { userErrors: [] } }, { notificationReceivers: [receiver] }];
    const { stdout, status } = await notification('receivers', '--enable', 'pager');
    expect(status).toBe(0);
    expect(stdout).toMatch(/pager +cloudevents +events\.example\.com +signed +0 +3/);
    expect(graph.asked[0]?.variables).toEqual({ receiver: 'pager' });
  });
});
