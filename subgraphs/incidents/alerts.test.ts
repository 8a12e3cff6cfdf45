import { describe, expect, it } from '@jest/globals';
import { CHURN, ORDERS, span } from './domain/fixtures.contract.ts';
import { ALL, FIRED, OVER, openEstate } from './estate.contract.ts';
import { BAD, LOAD, TRACE } from './graph-of-estate.contract.ts';

const estate = openEstate();

describe('an alert that fires', () => {
  it('has its cause, incident, series, runs, steps and links when it is first seen', async () => {
    await estate.subgraph.ingest.spans([span({ traceId: TRACE })]);
    await estate.follow(FIRED);
    const context = await estate.contextOf();
    expect(context).toMatchObject({
      alert: {
        state: 'FIRING',
        firedAt: '2026-10-03T00:00:00.000Z',
        metric: {
          definition: { name: 'prediction.accuracy', version: 3, title: 'The prediction.accuracy', unit: '1' },
          asset: { id: CHURN, name: 'churn', owner: { id: 'team/risk', name: 'risk', contact: 'risk@example.com' } },
        },
      },
      incident: { title: 'Accuracy of churn fell: load_orders failed', state: 'OPEN', asset: { id: LOAD } },
      series: { step: 'P1D', points: [{ value: 0.9 }] },
      rootCause: { outcome: 'CAUSES_FOUND' },
      runs: [{ id: 'run/1', job: { id: LOAD }, state: 'FAIL', error: 'no orders' }],
      links: [{ title: 'Grafana', url: 'https://grafana.example.com' }, { title: expect.any(String) }],
      gaps: [],
    });
    expect(context.rootCause.causes[0].path.map((step: { asset: { id: string } }) => step.asset.id)).toEqual([
      LOAD,
      ORDERS,
      CHURN,
    ]);
    expect(context.playbook.steps).toEqual([
      { instruction: 'Look at load_orders.', url: `{web}/incidents/${context.incident.id}` },
    ]);
    expect(context.nextSteps.map(({ order }: { order: number }) => order)).toEqual([1, 2]);
  });

  it('is resolved with its incident by event time', async () => {
    await estate.follow(FIRED, OVER);
    const { alerts, incidents: open } = await estate.ask(
      `{ alerts${ALL} { edges { node { state resolvedAt } } } incidents { totalCount } }`,
    );
    expect(alerts.edges).toEqual([{ node: { state: 'RESOLVED', resolvedAt: '2026-10-06T00:00:00.000Z' } }]);
    expect(open.totalCount).toBe(0);
  });

  it('joins the alert upstream that has the same cause', async () => {
    await estate.follow({ ...FIRED, asset: ORDERS }, FIRED);
    const { incidents: found } = await estate.ask(
      '{ incidents { totalCount edges { node { alerts { totalCount } } } } }',
    );
    expect(found).toEqual({ totalCount: 1, edges: [{ node: { alerts: { totalCount: 2 } } }] });
  });

  it('is pending before, and leaves nothing when it never fires', async () => {
    await estate.follow({ day: BAD + 1, breached: false, pending: true });
    const context = await estate.contextOf();
    expect(context).toMatchObject({ alert: { state: 'PENDING', firedAt: null }, incident: null, rootCause: null });
    expect(context.gaps).toHaveLength(7);
    await estate.follow({ day: BAD + 1, breached: false, pending: true }, OVER);
    expect((await estate.ask(`{ alerts${ALL} { totalCount } }`)).alerts.totalCount).toBe(0);
  });
});

describe('the record of an incident', () => {
  const HISTORY = 'history(first: 10) { totalCount edges { node { kind time audience alert { id } actor after } } }';

  it('tells what happened in order, once, also after everything was delivered again', async () => {
    await estate.follow(FIRED, { ...FIRED, threshold: 1 }, OVER, { ...OVER, threshold: 1 });
    const { incidents: found } = await estate.ask(
      `{ incidents(state: [RESOLVED]) { edges { node { id ${HISTORY} } } } }`,
    );
    const { totalCount, edges } = found.edges[0].node.history;
    expect([totalCount, edges.map(({ node }: { node: { kind: string } }) => node.kind)]).toEqual([
      7,
      ['OPENED', 'ALERT_FIRED', 'AUDIENCE_JOINED', 'ALERT_FIRED', 'ALERT_RESOLVED', 'ALERT_RESOLVED', 'RESOLVED'],
    ]);
  });

  it('is a feed to follow by cursor', async () => {
    await estate.follow(FIRED);
    const changes = '{ id cursor kind recordedAt incident { id } }';
    const { incidentChanges: all } = await estate.ask(`{ incidentChanges ${changes} }`);
    expect(all.length).toBeGreaterThan(1);
    const { incidentChanges: rest } = await estate.ask(`{ incidentChanges(after: "${all[0].cursor}") ${changes} }`);
    expect(rest).toEqual(all.slice(1));
  });
});

describe('the feed of verdicts', () => {
  it('may deliver everything again, after a crash too, and nothing happens twice', async () => {
    await estate.follow(FIRED);
    const before = await estate.contextOf();
    const survivor = estate.subgraph;
    estate.subgraph = await estate.open();
    await survivor.close();
    estate.graph.feed = [FIRED, FIRED];
    const original = estate.graph.ask.bind(estate.graph);
    let redelivered = false;
    estate.graph.ask = (document, variables) => {
      const isFeed = document.includes('IncidentsVerdictChanges') && !redelivered;
      if (isFeed) redelivered = true;
      return original(document, isFeed ? { ...variables, after: null } : variables);
    };
    while (await estate.subgraph.work());
    expect((await estate.ask(`{ alerts${ALL} { totalCount } }`)).alerts.totalCount).toBe(1);
    expect(await estate.contextOf()).toEqual(before);
  });

  it('is taken up again when it was down', async () => {
    estate.graph.down.add('feed');
    estate.graph.feed = [FIRED];
    expect(await estate.subgraph.work()).toBe(false);
    estate.graph.down.clear();
    await estate.follow(FIRED);
    expect((await estate.ask(`{ alerts { totalCount } }`)).alerts.totalCount).toBe(1);
  });
});

describe('a second trouble of the same kind', () => {
  it('is shown the first as similar', async () => {
    await estate.follow(FIRED, OVER, { day: BAD + 8, breached: true });
    const context = await estate.contextOf(0);
    expect(context.similar).toHaveLength(1);
    expect(context.similar[0].similarity).toBeGreaterThan(0.9);
    expect(context.incident.id).not.toBe(context.similar[0].incident.id);
  });
});
