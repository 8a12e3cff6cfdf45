import { describe, expect, it } from '@jest/globals';
import { scoresOf } from '../../bench/root-cause/scores.ts';
import { readLabelledCases } from '../../test/scenarios/labelled-case.ts';
import { answerOf } from '../../test/scenarios/scenario-case.ts';
import { CHURN, day } from './domain/fixtures.contract.ts';
import { FIRED, OVER } from './estate.contract.ts';
import { BAD, LOAD, SOURCE } from './graph-of-estate.contract.ts';
import { openPostMortem } from './post-mortem.contract.ts';

const { begin, cases, confirm, estate, idOfIncident } = openPostMortem();

describe('the cause', () => {
  it('is what was answered first where nobody says otherwise; its origin is never taken from the answer', async () => {
    await begin();
    const { postMortem, errors } = await confirm(1);
    expect(errors).toEqual([]);
    expect(postMortem.cause).toMatchObject({
      agreement: 'CONFIRMED',
      ...{ origin: null, by: 'ana', hasLabelledCase: true, labelledCaseGap: null },
      causes: [{ answeredRank: 1, assets: [{ id: LOAD }] }],
      answered: { outcome: 'CAUSES_FOUND', causes: expect.arrayContaining([{ rank: 1, asset: { id: LOAD } }]) },
    });
  });

  it('may be corrected to an asset that the answer did not name, which keeps what was answered', async () => {
    await begin();
    await confirm(1);
    const { postMortem } = await confirm(2, { causes: [{ assets: [SOURCE] }], origin: 'DATA' });
    expect(postMortem.cause).toMatchObject({
      ...{ agreement: 'CORRECTED', origin: 'DATA', causes: [{ answeredRank: null, assets: [{ id: SOURCE }] }] },
      answered: { outcome: 'CAUSES_FOUND' },
    });
    const { totalCount, edges } = await cases();
    expect([totalCount, edges[0].node.document.causes]).toEqual([1, [[SOURCE]]]);
  });

  it.each([
    [{ causes: [{ assets: ['orders'] }] }, 'causes.0.assets.0', 'BAD_USER_INPUT', /"orders" is not an asset id/],
    [{ causes: [{ assets: [] }] }, 'causes.0.assets', 'BAD_USER_INPUT', /name at least one asset/],
    [
      { causes: [{ assets: [LOAD] }, { assets: [LOAD, 'dataset/warehouse/nobody'] }] },
      ...['causes.1.assets.1', 'NOT_FOUND', /lineage knows no dataset\/warehouse\/nobody; look it up/],
    ],
    [{ alert: 'alert/x' }, 'alert', 'NOT_FOUND', /alert\/x is no alert of incident/],
    [{ version: 7 }, 'version', 'CONFLICT', /version 7 .* it is version 1 now/],
  ] as [object, string, string, RegExp][])('is refused where it is wrong: %j', async (more, field, code, message) => {
    await begin();
    const { postMortem, errors } = await confirm(1, more);
    expect([postMortem.version, errors]).toEqual([1, [{ code, field, message: expect.stringMatching(message) }]]);
    expect((await cases()).totalCount).toBe(0);
  });

  it('cannot be confirmed while lineage is away; nothing is kept, and it can be said again', async () => {
    await begin();
    estate.graph.down.add('lineage');
    const document = `mutation { confirmPostMortemCause(input: { incident: "${idOfIncident()}", version: 1 }) { userErrors { code } } }`;
    const { errors } = await estate.answer(document);
    expect(errors?.[0]?.message).toContain('lineage does not answer');
    estate.graph.down.clear();
    expect((await confirm(1)).postMortem.version).toBe(2);
  });

  it('is confirmed without a case, and says why, when the windows are no longer kept', async () => {
    await begin();
    estate.graph.forgotten = true;
    const { postMortem } = await confirm(1, { note: 'The source was late.' });
    expect(postMortem.cause).toMatchObject({
      ...{ agreement: 'CONFIRMED', hasLabelledCase: false },
      labelledCaseGap: expect.stringContaining('prediction.accuracy'),
    });
    expect((await cases()).totalCount).toBe(0);
  });

  it('is confirmed without a case, and says why, when nobody knows the metric any more', async () => {
    await begin();
    estate.graph.retired = true;
    const { postMortem } = await confirm(1);
    expect(postMortem.cause).toMatchObject({
      ...{ agreement: 'CONFIRMED', hasLabelledCase: false },
      labelledCaseGap: 'nothing is kept of prediction.accuracy any more',
    });
  });

  it('has a case that no retention takes away', async () => {
    await begin();
    await confirm(1);
    const before = await cases();
    estate.graph.forgotten = true;
    for (const part of ['lineage', 'catalog', 'metrics', 'feed'] as const) estate.graph.down.add(part);
    expect(await cases()).toEqual(before);
    expect(before.edges[0].node.document).toMatchObject({
      format: 'headwater/labelled-case/1',
      question: { metric: 'prediction.accuracy', asset: CHURN, at: '2026-10-03T00:00:00.000Z' },
      changes: [{ kind: 'RUN_FAILED', asset: LOAD }],
      causes: [[LOAD]],
    });
  });

  it('is exported as the bench reads and scores it', async () => {
    await begin();
    await confirm(1, { origin: 'DATA' });
    const lines = (await cases()).edges.map(({ node }: { node: { document: object } }) =>
      JSON.stringify(node.document),
    );
    const read = readLabelledCases(lines.join('\n'), 'cases.ndjson');
    expect(read[0] && answerOf(read[0]).causes[0]).toMatchObject({ rank: 1, asset: LOAD });
    expect(scoresOf(read).all).toMatchObject({ cases: 1, reachable: 1, headwater: { top1: 1, origin: 1 } });
  });

  it('tells the next incident of its kind how this one ended', async () => {
    await begin();
    await confirm(1, { origin: 'DATA', note: 'the source was late' });
    estate.now = day(BAD + 3);
    await estate.ask(
      `mutation { resolveIncident(input: { id: "${idOfIncident()}", note: "ran load_orders again" }) { userErrors { code } } }`,
    );
    await estate.follow(FIRED, OVER, { day: BAD + 8, breached: true });
    const { alerts } = await estate.ask('{ alerts(state: [FIRING]) { edges { node { id } } } }');
    const { alertContext } = await estate.ask(
      `{ alertContext(id: "${alerts.edges[0].node.id}") { similar { resolution } nextSteps { instruction } } }`,
    );
    const resolution = 'Begun by load_orders (data): the source was late. Ran load_orders again.';
    expect(alertContext.similar).toEqual([{ resolution }]);
    expect(alertContext.nextSteps.at(-1).instruction).toContain(resolution);
  });
});
