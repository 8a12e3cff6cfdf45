import { beforeEach, describe, expect, it } from '@jest/globals';
import { CHURN } from './domain/fixtures.contract.ts';
import { FIRED, openEstate } from './estate.contract.ts';
import type { PostedAlert } from './index.ts';

const MINUTE = 60_000;
const estate = openEstate();

const open = () =>
  estate.reopen({
    alertingFile: estate.alertingFile({ alertsFromOutside: { bindings: [{ asset: 'deployment/{env}/{job}' }] } }),
  });
beforeEach(async () => {
  estate.now = Date.UTC(2026, 9, 3);
  await open();
});

const LABELS = { alertname: 'HighLatency', env: 'prod', job: 'churn', severity: 'page' };

async function send(more: Partial<PostedAlert> = {}): Promise<void> {
  const alert = { labels: LABELS, annotations: {}, startsAt: estate.now - MINUTE, endsAt: null, generatorUrl: null };
  expect(await estate.subgraph.ingest.receiveAlerts([{ ...alert, ...more }])).toEqual([]);
  await estate.work();
}

const alerts = async (fields = 'state') => {
  const answer = await estate.ask(`{ alerts(state: [FIRING, RESOLVED]) { edges { node { ${fields} } } } }`);
  return answer.alerts.edges.map(({ node }: { node: object }) => node);
};

describe('an alert from outside', () => {
  it('is an alert on its asset, of which is said what is known and nothing that is not', async () => {
    await send({ annotations: { summary: 'Churn is slow' }, generatorUrl: 'javascript:alert(1)' });
    const fields = `state severity audience source name asset { id } firedAt value threshold { value } verdict { kind }
      metric { id } generatorUrl annotations { name value } incident { title severity asset { id } }`;
    expect(await alerts(fields)).toEqual([
      {
        ...{ state: 'FIRING', severity: 'CRITICAL', audience: 'ON_CALL', source: 'ALERTMANAGER', name: 'HighLatency' },
        ...{ asset: { id: CHURN }, firedAt: '2026-10-02T23:59:00.000Z', value: null },
        ...{ threshold: null, verdict: null, metric: null, generatorUrl: null },
        annotations: [{ name: 'summary', value: 'Churn is slow' }],
        incident: { title: 'Churn is slow', severity: 'CRITICAL', asset: { id: CHURN } },
      },
    ]);
  });

  it('is one, however often it is sent, also after a restart', async () => {
    const startsAt = estate.now - MINUTE;
    await send({ startsAt });
    estate.now += MINUTE;
    await send({ startsAt });
    await open();
    await send({ startsAt });
    expect(await alerts()).toEqual([{ state: 'FIRING' }]);
  });

  it('is over when its sender says so, or says nothing for longer than it may', async () => {
    const startsAt = estate.now - MINUTE;
    await send({ startsAt });
    await send({ startsAt, endsAt: estate.now });
    expect(await alerts('state resolvedAt incident { state }')).toEqual([
      { state: 'RESOLVED', resolvedAt: '2026-10-03T00:00:00.000Z', incident: { state: 'RESOLVED' } },
    ]);
    await send({ labels: { ...LABELS, alertname: 'Errors' } });
    estate.now += 5 * MINUTE;
    await estate.work();
    expect(await alerts('state resolvedAt')).toContainEqual({
      state: 'RESOLVED',
      resolvedAt: '2026-10-03T00:05:00.000Z',
    });
  });

  it('that was over before it was seen calls nobody', async () => {
    await send({ endsAt: estate.now - 1 });
    expect(await alerts()).toEqual([]);
  });

  it('folds with an alert of ours on the same asset', async () => {
    await estate.follow(FIRED);
    await send();
    const { incidents } = await estate.ask('{ incidents { totalCount edges { node { alerts { totalCount } } } } }');
    expect(incidents).toEqual({ totalCount: 1, edges: [{ node: { alerts: { totalCount: 2 } } }] });
  });

  it('has a context that says what it lacks, and why', async () => {
    await send();
    const [{ id }] = await alerts('id');
    const { alertContext } = await estate.ask(
      `{ alertContext(id: "${id}") { series { step } rootCause { outcome } links { title } gaps { section code } } }`,
    );
    expect(alertContext).toMatchObject({ series: null, rootCause: null, links: [{ title: 'Grafana' }, {}] });
    expect(alertContext.gaps).toContainEqual({ section: 'rootCause', code: 'FROM_OUTSIDE' });
  });

  it('that belongs to no asset is kept, and seen with the reason', async () => {
    await send({ labels: { alertname: 'Homeless' } });
    expect(await alerts()).toEqual([]);
    const { unboundAlerts } = await estate.ask('{ unboundAlerts { reason labels { name value } lastSeenAt } }');
    expect(unboundAlerts).toEqual([
      {
        reason: 'it has no label env, which the asset template deployment/{env}/{job} needs',
        labels: [{ name: 'alertname', value: 'Homeless' }],
        lastSeenAt: '2026-10-03T00:00:00.000Z',
      },
    ]);
  });

  it('is shown to whoever asks as an Alertmanager under its own labels, beside ours', async () => {
    await estate.follow(FIRED);
    await send();
    const asked = { filter: [], receiver: null, active: true, silenced: true, inhibited: true };
    const names = (await estate.subgraph.ingest.shownAlerts(asked)).map(({ labels }) => labels);
    expect(names).toEqual([expect.objectContaining({ alertname: 'prediction.accuracy', asset: CHURN }), LABELS]);
    const some = await estate.subgraph.ingest.shownAlerts({ ...asked, filter: ['severity="page"'] });
    expect(some.map(({ labels }) => labels)).toEqual([LABELS]);
  });
});

describe('a silence from a tool that talks to an Alertmanager', () => {
  it.each([
    ['createdBy', 200, 'createdBy has 201 characters; at most 200'],
    ['comment', 2_000, 'comment: comment has 2001 characters; at most 2000'],
  ])('is refused where its %s is longer than %i characters, and nothing is kept', async (field, most, message) => {
    const { ingest } = estate.subgraph;
    const silence = {
      ...{ id: null, matchers: [{ name: 'alertname', value: 'Latency', isRegex: false, isEqual: true }] },
      ...{ startsAt: estate.now, endsAt: estate.now + MINUTE, createdBy: 'ann', comment: 'known' },
    };
    await expect(ingest.keepSilence({ ...silence, [field]: 'x'.repeat(most + 1) })).rejects.toThrow(message);
    expect(await ingest.silences([])).toEqual([]);
    await ingest.keepSilence({ ...silence, [field]: 'x'.repeat(most) });
    expect(await ingest.silences([])).toHaveLength(1);
  });
});
