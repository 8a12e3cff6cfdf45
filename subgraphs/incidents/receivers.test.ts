import { describe, expect, it } from '@jest/globals';
import { FIRED, OVER } from './estate.contract.ts';
import { openPager } from './pager.contract.ts';

const { bodyOf, deliveries, estate, headersOf, open, pager, settles } = openPager();

describe('a receiver', () => {
  const retry = { first: 'PT1S', longest: 'PT2S', attempts: 3 };

  it('that is down gets the same message when it is up again', async () => {
    await open({ settings: { retry } });
    pager().answer = { status: 503 };
    await estate.follow(FIRED);
    await settles({ state: 'PENDING', attempts: 1, status: 503, reason: 'answered 503' });
    pager().answer = { status: 200 };
    await estate.work();
    expect(pager().received).toHaveLength(1);
    estate.now += 2_000;
    await estate.work();
    await settles({ state: 'DELIVERED', attempts: 2 });
    expect([headersOf(1)['webhook-id'], bodyOf(1)]).toEqual([headersOf(0)['webhook-id'], bodyOf(0)]);
  });

  it('that stays down is given up, and gets it when somebody sends it again', async () => {
    await open({ settings: { retry } });
    pager().answer = { status: 500 };
    await estate.follow(FIRED);
    const { id } = await settles({ state: 'DEAD', reason: 'answered 500; given up after 3 attempts' }, 1_000);
    pager().answer = { status: 200 };
    const { resendDelivery } = await estate.ask(
      `mutation { resendDelivery(id: "${id}") { delivery { state attempts } userErrors { code } } }`,
    );
    expect(resendDelivery).toEqual({ delivery: { state: 'PENDING', attempts: 0 }, userErrors: [] });
    await estate.work();
    await settles({ state: 'DELIVERED', attempts: 1 });
    expect(new Set(pager().received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('that asks for patience gets it', async () => {
    await open({ settings: { retry } });
    pager().answer = { status: 429, headers: { 'retry-after': '60' } };
    await estate.follow(FIRED);
    await settles({ state: 'PENDING', status: 429 });
    estate.now += 59_000;
    await estate.work();
    expect(pager().received).toHaveLength(1);
    estate.now += 2_000;
    await estate.work();
    await settles({ attempts: 2 });
  });

  it('that refuses a message is not asked again', async () => {
    await open({ settings: { retry } });
    pager().answer = { status: 422, body: 'no such channel' };
    await estate.follow(FIRED);
    await settles({ state: 'DEAD', attempts: 1, reason: 'answered 422: no such channel' });
  });

  it('that hangs keeps nobody waiting, and is tried again', async () => {
    await open({ settings: { retry } });
    pager().answer = 'HANG';
    await estate.follow(FIRED);
    await settles({ state: 'PENDING', attempts: 1, reason: 'no answer within 1 s' });
  });

  it('that is gone is sent nothing more, until somebody enables it', async () => {
    await open();
    pager().answer = { status: 410, body: 'moved away' };
    await estate.follow(FIRED);
    const { id } = await settles({ state: 'DEAD', status: 410 });
    await estate.follow(FIRED, OVER);
    await settles({ occasion: 'RESOLVED', state: 'DEAD' });
    expect(pager().received).toHaveLength(1);
    const receivers = '{ notificationReceivers { name host disabledReason dead } }';
    expect((await estate.ask(receivers)).notificationReceivers).toMatchObject([
      { name: 'pager', dead: 2, disabledReason: expect.stringContaining('answered 410: moved away') },
    ]);
    const refused = await estate.ask(
      `mutation { resendDelivery(id: "${id}") { delivery { id } userErrors { code message } } }`,
    );
    expect(refused.resendDelivery).toMatchObject({ delivery: null, userErrors: [{ code: 'CONFLICT' }] });
    pager().answer = { status: 200 };
    await estate.ask(
      'mutation { enableReceiver(receiver: "pager") { receiver { disabledReason } userErrors { code } } }',
    );
    await estate.ask(`mutation { resendDelivery(id: "${id}") { delivery { id } } }`);
    for (let patience = 200; patience > 0 && pager().received.length < 2; patience--) {
      await estate.work();
      await new Promise((done) => setTimeout(done, 25));
    }
    expect(pager().received).toHaveLength(2);
  });

  it('at a private address that is not allowed is sent nothing, and the delivery says how to change that', async () => {
    await open({ settings: { allowNetworks: [] } });
    await estate.follow(FIRED);
    await settles({ state: 'DEAD', status: null, reason: expect.stringContaining('allowNetworks') as never }).catch(
      () => {},
    );
    expect((await deliveries())[0].reason).toContain('add its range to allowNetworks');
    expect(pager().received).toEqual([]);
  });

  it('can be tested', async () => {
    await open();
    const tested = await estate.ask(
      'mutation { testReceiver(receiver: "pager") { delivery { id state } userErrors { code } } }',
    );
    expect(tested.testReceiver).toMatchObject({ delivery: { state: 'PENDING' }, userErrors: [] });
    await estate.work();
    await settles({ state: 'DELIVERED', occasion: 'TEST' });
    expect(JSON.parse(bodyOf(0))).toMatchObject({ type: 'headwater.notification.test', data: { incident: null } });
    const unknown = await estate.ask('mutation { testReceiver(receiver: "chat") { userErrors { code message } } }');
    expect(unknown.testReceiver.userErrors).toEqual([
      { code: 'NOT_FOUND', message: 'no receiver is called chat: there are pager' },
    ]);
  });
});
