import { describe, expect, it } from '@jest/globals';
import { day, incident } from '../domain/fixtures.contract.ts';
import { type IncidentChange, type IncidentChangeKind, incidentChange } from '../domain/incident-change.ts';
import type { IncidentRecord } from './incident-record.ts';
import type { IncidentStore } from './incident-store.ts';
import { openedAnew, type Prepare } from './opened-anew.contract.ts';

interface Stores {
  store: IncidentStore;
  record: IncidentRecord;
}

/** What every record does, over the store that is written with it. */
export function incidentRecordContract(name: string, prepare: Prepare<Stores>) {
  describe(`the record of incidents in ${name}`, () => {
    let stores: Stores;
    const { reopen } = openedAnew(prepare, (opened) => {
      stores = opened;
    });

    const told = (cause: string, kind: IncidentChangeKind, of = 'incident/1'): IncidentChange =>
      incidentChange(cause, { incident: of, time: day(3), recordedAt: day(4), kind, note: cause });
    const keep = (...record: IncidentChange[]) => stores.store.keep({ record });
    const kinds = async (after = 0, first = 10) =>
      (await stores.record.changesAfter(after, first)).map(({ kind }) => kind);

    it('gives changes back as they came, in the order in which they were recorded', async () => {
      const [opened, fired] = [told('a', 'OPENED'), told('a', 'ALERT_FIRED')];
      await keep(opened, fired);
      await keep(told('b', 'RESOLVED', 'incident/2'));
      const all = await stores.record.changesAfter(0, 10);
      expect(all.map(({ sequence, ...change }) => change)).toEqual([
        opened,
        fired,
        told('b', 'RESOLVED', 'incident/2'),
      ]);
      expect(await stores.record.changesAfter(all[0]?.sequence ?? 0, 1)).toEqual([all[1]]);
      expect(await stores.record.changesAfter(all[2]?.sequence ?? 0, 10)).toEqual([]);
      expect(await stores.record.end()).toBe(all[2]?.sequence);
    });

    it('gives those of one incident, and counts them', async () => {
      await keep(told('a', 'OPENED'), told('b', 'OPENED', 'incident/2'), told('a', 'RESOLVED'));
      const [first] = await stores.record.changesOf('incident/1', 0, 10);
      expect((await stores.record.changesOf('incident/1', first?.sequence ?? 0, 10)).map(({ kind }) => kind)).toEqual([
        'RESOLVED',
      ]);
      expect(await stores.record.countsOf(['incident/1', 'incident/2', 'incident/3'])).toEqual(
        new Map([
          ['incident/1', 2],
          ['incident/2', 1],
        ]),
      );
    });

    it('has each change once, however often it is kept', async () => {
      await keep(told('a', 'OPENED'));
      await keep(told('a', 'OPENED'), told('a', 'RESOLVED'));
      expect(await kinds()).toEqual(['OPENED', 'RESOLVED']);
    });

    it('has nothing of effects that were not kept', async () => {
      await stores.store.keep({ incidents: [incident()], record: [told('a', 'OPENED')] });
      const again = { incidents: [incident()], record: [told('again', 'OPENED')] };
      expect(await stores.store.keep(again)).toBe('CONFLICT');
      expect(await kinds()).toEqual(['OPENED']);
    });

    it('misses nobody who writes at the same time, and is never seen with a hole that is filled later', async () => {
      const writers = Array.from({ length: 20 }, (_, index) => keep(told(`${index}`, 'OPENED')));
      const seen: number[] = [];
      const follow = async () => {
        for (const { sequence } of await stores.record.changesAfter(seen.at(-1) ?? 0, 100)) seen.push(sequence);
      };
      let isWriting = true;
      const all = Promise.all(writers).finally(() => {
        isWriting = false;
      });
      while (isWriting) await follow();
      await all;
      await follow();
      expect(seen).toHaveLength(20);
      expect(await stores.record.changesAfter(0, 100)).toHaveLength(20);
    });

    it('takes thousands at once', async () => {
      await keep(...Array.from({ length: 3_000 }, (_, index) => told(`${index}`, 'ALERT_FIRED')));
      expect(await stores.record.countsOf(['incident/1'])).toEqual(new Map([['incident/1', 3_000]]));
    });

    it('is there after a restart', async () => {
      await keep(told('a', 'OPENED'));
      await reopen();
      expect(await kinds()).toEqual(['OPENED']);
    });
  });
}
