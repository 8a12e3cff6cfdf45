import { describe, expect, it } from '@jest/globals';
import { CHURN, cause, DAY, day, ORDERS, postMortem } from '../fixtures.contract.ts';
import { type AskedAction, actionAdded, actionChanged, isOverdue } from './actions.ts';
import type { Changed } from './changed.ts';
import { agreementOf, causeFaults, confirmedCauses, evidenceOf, firstAnswered } from './confirm.ts';
import { isOver, parseDay } from './day.ts';
import { edited } from './edit.ts';
import type { Answered, Confirmation, PostMortem } from './post-mortem.ts';
import { published } from './publish.ts';
import { causeSentence } from './resolution.ts';

const NOW = Date.UTC(2026, 10, 10, 12);
const ana = { by: 'ana', at: NOW };
const ben = { by: 'ben', at: NOW + 1 };

const resultOf = (changed: Changed): PostMortem => {
  if (!changed.ok) throw new Error(JSON.stringify(changed.refusals));
  return changed.next.postMortem;
};
const refusalsOf = (changed: Changed) =>
  changed.ok ? [] : changed.refusals.map(({ code, field, message }) => [code, field, message]);

const ANSWERED: Answered = {
  outcome: 'CAUSES_FOUND',
  origin: 'DATA',
  causes: [
    { rank: 1, score: 0.9, asset: ORDERS, summary: 'Orders went missing.' },
    { rank: 2, score: 0.4, asset: CHURN, summary: 'Churn changed.' },
  ],
};
const confirmation = (more: Partial<Confirmation> = {}): Confirmation => ({
  ...{ causes: [{ assets: [ORDERS], answeredRank: 1 }], origin: 'DATA', note: 'The source was late.', ...ana },
  ...{ alert: 'alert/1', answered: ANSWERED, evidence: [], caseGap: null },
  ...more,
});

describe('what people write', () => {
  it('is replaced section by section, and the next version says by whom', () => {
    const first = resultOf(edited(postMortem(), 1, { summary: ' It rained.\n' }, ana));
    const second = resultOf(edited(first, 2, { impact: 'Nobody could pay.', summary: null }, ben));
    expect(second).toMatchObject({ version: 3, summary: 'It rained.', impact: 'Nobody could pay.', changed: ben });
    expect(resultOf(edited(second, 3, { summary: '  ' }, ana)).summary).toBeNull();
  });

  it('is refused to whoever read what is no longer there, and names who was first', () => {
    const changed = resultOf(edited(postMortem(), 1, { summary: 'ana’s' }, ana));
    expect(refusalsOf(edited(changed, 1, { summary: 'ben’s' }, ben))).toEqual([
      ['CONFLICT', 'version', expect.stringMatching(/changed by ana, it is version 2 now; .* read it again/)],
    ]);
  });

  it('is a draft again once it was published', () => {
    const before = postMortem({ state: 'PUBLISHED', published: { version: 1, ...ana } });
    expect(resultOf(edited(before, 1, { lessons: 'More' }, ben))).toMatchObject({
      state: 'DRAFT',
      published: { version: 1 },
    });
  });

  it('is refused when nothing changes, or when it is longer than a book', () => {
    expect(refusalsOf(edited(postMortem(), 1, {}, ana))).toEqual([
      ['BAD_USER_INPUT', 'input', 'say what changes: summary, impact or lessons'],
    ]);
    expect(refusalsOf(edited(postMortem(), 1, { impact: 'x'.repeat(50_001) }, ana))).toEqual([
      ['BAD_USER_INPUT', 'impact', 'impact has 50001 characters; at most 50000'],
    ]);
  });
});

describe('publishing', () => {
  const whole = postMortem({ summary: 'It rained.', confirmation: confirmation() });

  it('says which version was published, and when', () => {
    expect(resultOf(published(whole, 1, 'RESOLVED', ben))).toMatchObject({
      ...{ state: 'PUBLISHED', version: 2, published: { version: 2, ...ben } },
    });
  });

  it('is refused with everything that is missing', () => {
    expect(refusalsOf(published(postMortem(), 1, 'ACKNOWLEDGED', ana)).map(([code, field]) => [code, field])).toEqual([
      ['NOT_RESOLVED', 'incident'],
      ['NO_CONFIRMED_CAUSE', 'cause'],
      ['NO_SUMMARY', 'summary'],
    ]);
  });

  it('is refused twice, and to whoever has not read it', () => {
    const twice = { ...whole, state: 'PUBLISHED' as const, published: { version: 1, ...ana } };
    expect(refusalsOf(published(twice, 1, 'RESOLVED', ana))).toEqual([
      ['ALREADY_PUBLISHED', 'incident', 'it is published as version 1 by ana; nothing has changed'],
    ]);
    expect(refusalsOf(published(whole, 7, 'RESOLVED', ana))).toEqual([['CONFLICT', 'version', expect.anything()]]);
  });
});

describe('an action', () => {
  const asked: AskedAction = { title: ' Alert on late loads ', owner: 'data team', due: '2026-11-20' };
  const with1 = resultOf(actionAdded(postMortem(), asked, ana));

  it('has an owner and a day by which it is done', () => {
    expect(with1.actions).toEqual([
      {
        id: 'action/1',
        title: 'Alert on late loads',
        owner: 'data team',
        due: '2026-11-20',
        createdAt: NOW,
        done: null,
      },
    ]);
    expect(with1.version).toBe(2);
  });

  it.each([
    [{ owner: ' ' }, 'owner', 'say who does it: a person or a team; what nobody owns is not done'],
    [{ title: '' }, 'title', 'say what is to be done'],
    [{ due: '2026-02-30' }, 'due', '"2026-02-30" is no day; say by when it is done, such as 2026-12-01'],
    [{ due: '2026-11-08' }, 'due', expect.stringContaining('2026-11-08 is over; give today or a later day')],
  ])('is refused with what is wrong: %j', (more, field, message) => {
    expect(refusalsOf(actionAdded(postMortem(), { ...asked, ...more }, ana))).toEqual([
      ['BAD_USER_INPUT', field, message],
    ]);
  });

  it('is done by somebody, and open again', () => {
    const done = resultOf(actionChanged(with1, 'action/1', { state: 'DONE' }, ben));
    expect(done.actions[0]?.done).toEqual(ben);
    expect(resultOf(actionChanged(done, 'action/1', { state: 'DONE' }, ana)).actions[0]?.done).toEqual(ben);
    expect(resultOf(actionChanged(done, 'action/1', { state: 'OPEN' }, ana)).actions[0]?.done).toBeNull();
  });

  it('that is late may be given to another without being put off', () => {
    const late = { by: 'ana', at: NOW + 30 * DAY };
    expect(resultOf(actionChanged(with1, 'action/1', { owner: 'ben' }, late)).actions[0]?.owner).toBe('ben');
    expect(refusalsOf(actionChanged(with1, 'action/1', { due: '2026-11-21' }, late))[0]?.[1]).toBe('due');
  });

  it('does not publish or unpublish anything', () => {
    const before = { ...with1, state: 'PUBLISHED' as const };
    expect(resultOf(actionChanged(before, 'action/1', { state: 'DONE' }, ana)).state).toBe('PUBLISHED');
  });

  it('is named among those there are when it is not known', () => {
    expect(refusalsOf(actionChanged(with1, 'action/9', { state: 'DONE' }, ana))).toEqual([
      ['NOT_FOUND', 'action', 'there is no action action/9: it has action/1'],
    ]);
  });

  it('is overdue when its day is over everywhere on Earth, and it is not done', () => {
    const [action] = with1.actions;
    if (!action) throw new Error('no action');
    const end = Date.UTC(2026, 10, 21, 12);
    expect([isOverdue(action, end - 1), isOverdue(action, end)]).toEqual([false, true]);
    expect(isOverdue({ ...action, done: ana }, end)).toBe(false);
  });
});

it('knows days from what only looks like them', () => {
  expect(
    ['2026-12-01', '2028-02-29', '2026-02-29', '2026-13-01', '2026-1-1', '2026-12-01T00:00:00Z'].map(parseDay),
  ).toEqual(['2026-12-01', '2028-02-29', null, null, null, null]);
  expect(isOver('2026-11-09' as never, NOW)).toBe(true);
});

describe('a confirmed cause', () => {
  it('keeps where the answer had it', () => {
    expect(confirmedCauses([[CHURN, ORDERS], [cause(CHURN).asset]], ANSWERED)).toEqual([
      { assets: [CHURN, ORDERS], answeredRank: 1 },
      { assets: [CHURN], answeredRank: 2 },
    ]);
    expect(confirmedCauses([[ORDERS]], null)).toEqual([{ assets: [ORDERS], answeredRank: null }]);
  });

  it('confirms what was answered first, and corrects everything else', () => {
    const agreement = (more: Partial<Confirmation>) => agreementOf(confirmation(more));
    expect(agreement({})).toBe('CONFIRMED');
    expect(agreement({ origin: null })).toBe('CONFIRMED');
    expect(agreement({ origin: 'MODEL' })).toBe('CORRECTED');
    expect(agreement({ causes: [{ assets: [CHURN], answeredRank: 2 }] })).toBe('CORRECTED');
    expect(agreement({ causes: [] })).toBe('CORRECTED');
    const nothing: Answered = { outcome: 'NO_CAUSE_FOUND', origin: 'UNDETERMINED', causes: [] };
    expect(agreement({ answered: nothing, causes: [] })).toBe('CONFIRMED');
    expect(agreement({ answered: nothing })).toBe('CORRECTED');
    expect(agreement({ answered: null })).toBeNull();
  });

  it('is what was answered first where that is meant; what ties is one cause', () => {
    expect(firstAnswered(ANSWERED)).toEqual([[ORDERS]]);
    const tied = { ...ANSWERED, causes: ANSWERED.causes.map((each) => ({ ...each, rank: 1 })) };
    expect(firstAnswered(tied)).toEqual([[ORDERS, CHURN]]);
    expect(firstAnswered({ ...ANSWERED, causes: [] })).toBeNull();
  });

  it('has the evidence that the answer gave, or what changed on it where the answer did not name it', () => {
    const rootCause = { causes: [{ asset: ORDERS, evidence: [{ kind: 'ANOMALY', time: day(2), summary: 'A' }] }] };
    const changes = [CHURN, ORDERS].map(
      (asset) => ({ asset, kind: 'CODE_CHANGED', time: day(1), summary: 'C' }) as const,
    );
    const causes = confirmedCauses([[ORDERS], [CHURN]], ANSWERED);
    expect(evidenceOf(causes, rootCause as never, changes)).toEqual([
      { asset: CHURN, kind: 'CODE_CHANGED', time: day(1), summary: 'C' },
      { asset: ORDERS, kind: 'ANOMALY', time: day(2), summary: 'A' },
    ]);
  });

  it('has what the answer saw on the way from a cause where it happened', () => {
    const onTheWay = { asset: CHURN, kind: 'CODE_CHANGED', time: day(1), summary: 'Code changed.' };
    const rootCause = { causes: [{ asset: ORDERS, evidence: [onTheWay] }] };
    expect(evidenceOf(confirmedCauses([[ORDERS]], ANSWERED), rootCause as never, [])).toEqual([onTheWay]);
  });

  it('is refused with what is wrong, and where', () => {
    expect(causeFaults([[], ['orders']], null).map(({ field }) => field)).toEqual([
      'causes.0.assets',
      'causes.1.assets.0',
    ]);
    expect(causeFaults([], null)).toEqual([]);
  });

  it('is told in a sentence', () => {
    expect([
      causeSentence(confirmation()),
      causeSentence(confirmation({ causes: [], origin: null, note: null })),
      causeSentence(confirmation({ causes: confirmedCauses([[ORDERS, CHURN], [CHURN]], null), note: null })),
    ]).toEqual([
      'Begun by orders (data): The source was late.',
      'Nothing that is recorded began it',
      'Begun by orders or churn and churn (data)',
    ]);
  });
});
