import { describe, expect, it } from '@jest/globals';
import { day, postMortem } from '../domain/fixtures.contract.ts';
import type { LabelledCase } from '../domain/post-mortem/labelled-case.ts';
import type { PostMortem, PostMortemChangeKind } from '../domain/post-mortem/post-mortem.ts';
import { openedAnew, type Prepare } from './opened-anew.contract.ts';
import type { PostMortemStore } from './post-mortem-store.ts';

interface Stores {
  postMortems: PostMortemStore;
}

/** What every store of post-mortems does. */
export function postMortemStoreContract(name: string, prepare: Prepare<Stores>) {
  describe(`the store of post-mortems in ${name}`, () => {
    let postMortems: PostMortemStore;
    const { reopen } = openedAnew(prepare, (opened) => {
      ({ postMortems } = opened);
    });

    const keep = (more: Partial<PostMortem> = {}, kind: PostMortemChangeKind = 'EDITED') =>
      postMortems.keep({ kind, postMortem: postMortem(more) });
    const labelled = (alert: string, incident: string, at: number): LabelledCase => ({
      ...{ alert, incident, confirmedAt: day(at) },
      document: { id: alert, at },
    });
    const cases = async () => (await postMortems.labelledCases(null, 10)).nodes;

    it('gives the newest version, and every version that was', async () => {
      await keep({}, 'BEGUN');
      await keep({ version: 2, summary: 'It rained.' });
      const newest = postMortem({ version: 2, summary: 'It rained.' });
      expect(await postMortems.byIncident(['incident/1', 'incident/2'])).toEqual(new Map([['incident/1', newest]]));
      expect(await postMortems.versions('incident/1', null, 10)).toEqual([
        { kind: 'EDITED', postMortem: newest },
        { kind: 'BEGUN', postMortem: postMortem() },
      ]);
      expect((await postMortems.versions('incident/1', 2, 10)).map(({ kind }) => kind)).toEqual(['BEGUN']);
      expect(await postMortems.versions('incident/1', null, 1)).toHaveLength(1);
    });

    it('keeps a version once: who comes second is told, and changes nothing', async () => {
      await keep();
      expect(await keep({ version: 2, summary: 'ana’s' })).toBe(true);
      const second = { kind: 'EDITED' as const, postMortem: postMortem({ version: 2, summary: 'ben’s' }) };
      expect(await postMortems.keep(second, labelled('alert/1', 'incident/1', 1))).toBe(false);
      expect((await postMortems.byIncident(['incident/1'])).get('incident/1')?.summary).toBe('ana’s');
      expect(await cases()).toEqual([]);
    });

    it('lets one of twenty who change it at once be first', async () => {
      await keep();
      const kept = await Promise.all(Array.from({ length: 20 }, (_, who) => keep({ version: 2, summary: `${who}` })));
      expect(kept.filter((isKept) => isKept)).toHaveLength(1);
      expect(await postMortems.versions('incident/1', null, 10)).toHaveLength(2);
    });

    it('lists them newest first, a page at a time, in the states asked for', async () => {
      const begun = (at: number) => ({ by: 'ana', at: day(at) });
      await keep({ incident: 'incident/1', begun: begun(1) });
      await keep({ incident: 'incident/2', begun: begun(2), state: 'PUBLISHED' });
      await keep({ incident: 'incident/3', begun: begun(2) });
      const list = async (states: PostMortem['state'][], after: { time: number; id: string } | null = null) => {
        const page = await postMortems.list({ states, first: 2, after });
        return [page.nodes.map(({ incident }) => incident), page.hasNextPage, page.totalCount];
      };
      expect(await list(['DRAFT', 'PUBLISHED'])).toEqual([['incident/3', 'incident/2'], true, 3]);
      expect(await list(['DRAFT', 'PUBLISHED'], { time: day(2), id: 'incident/2' })).toEqual([
        ['incident/1'],
        false,
        3,
      ]);
      expect(await list(['PUBLISHED'])).toEqual([['incident/2'], false, 1]);
      expect(await list([])).toEqual([[], false, 0]);
    });

    it('has one case for each alert, of its last confirmation, and of each incident one', async () => {
      const confirm = (version: number, incident: string, one: LabelledCase | null) =>
        postMortems.keep({ kind: 'CAUSE_CONFIRMED', postMortem: postMortem({ version, incident }) }, one);
      await confirm(1, 'incident/1', labelled('alert/1', 'incident/1', 1));
      await confirm(1, 'incident/2', labelled('alert/2', 'incident/2', 2));
      expect((await cases()).map(({ alert }) => alert)).toEqual(['alert/1', 'alert/2']);
      await confirm(2, 'incident/1', labelled('alert/3', 'incident/1', 3));
      expect((await cases()).map(({ alert }) => alert)).toEqual(['alert/2', 'alert/3']);
      await confirm(2, 'incident/2', labelled('alert/3', 'incident/2', 4));
      expect(await cases()).toEqual([labelled('alert/3', 'incident/2', 4)]);
      await confirm(3, 'incident/2', null);
      expect(await cases()).toEqual([]);
    });

    it('gives cases a page at a time, oldest confirmation first', async () => {
      for (const at of [1, 2, 3])
        await postMortems.keep(
          { kind: 'CAUSE_CONFIRMED', postMortem: postMortem({ incident: `incident/${at}` }) },
          labelled(`alert/${at}`, `incident/${at}`, 4 - at),
        );
      const first = await postMortems.labelledCases(null, 2);
      expect([first.nodes.map(({ alert }) => alert), first.hasNextPage, first.totalCount]).toEqual([
        ['alert/3', 'alert/2'],
        true,
        3,
      ]);
      const rest = await postMortems.labelledCases({ time: day(2), id: 'alert/2' }, 2);
      expect([rest.nodes.map(({ alert }) => alert), rest.hasNextPage]).toEqual([['alert/1'], false]);
    });

    it('is there after a restart', async () => {
      await keep();
      await reopen();
      expect((await postMortems.byIncident(['incident/1'])).get('incident/1')).toEqual(postMortem());
    });
  });
}
