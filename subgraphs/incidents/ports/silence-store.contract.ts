import { describe, expect, it } from '@jest/globals';
import { day, silence } from '../domain/fixtures.contract.ts';
import { openedAnew, type Prepare } from './opened-anew.contract.ts';
import type { SilenceStore } from './silence-store.ts';

/** What every store of silences does. */
export function silenceStoreContract(name: string, prepare: Prepare<{ silences: SilenceStore }>) {
  describe(`the store of silences in ${name}`, () => {
    let silences: SilenceStore;
    openedAnew(prepare, (opened) => {
      ({ silences } = opened);
    });

    it('gives a silence back as it was kept last', async () => {
      await silences.keep(silence());
      const expired = silence({ expiredAt: day(4), expiredBy: 'ana' });
      await silences.keep(expired);
      expect(await silences.byId('silence/1')).toEqual(expired);
      expect(await silences.byId('silence/2')).toBeNull();
    });

    it('lists those that have not ended, or all, newest first', async () => {
      await silences.keep(silence({ id: 'silence/1', createdAt: day(1), to: day(3) }));
      await silences.keep(silence({ id: 'silence/2', createdAt: day(2), expiredAt: day(3) }));
      await silences.keep(silence({ id: 'silence/3', createdAt: day(2), to: null }));
      const list = async (isEndedIncluded: boolean, after: { time: number; id: string } | null = null) =>
        (await silences.list({ now: day(3), isEndedIncluded, first: 2, after })).map(({ id }) => id);
      expect(await list(false)).toEqual(['silence/3']);
      expect(await list(true)).toEqual(['silence/3', 'silence/2']);
      expect(await list(true, { time: day(2), id: 'silence/2' })).toEqual(['silence/1']);
    });

    it('knows those that have begun and not ended', async () => {
      await silences.keep(silence({ id: 'silence/1', from: day(2), to: day(4) }));
      await silences.keep(silence({ id: 'silence/2', from: day(2), to: null }));
      await silences.keep(silence({ id: 'silence/3', from: day(2), to: day(9), expiredAt: day(3) }));
      const begun = async (at: number) => (await silences.begun(at)).map(({ id }) => id);
      expect([await begun(day(2) - 1), await begun(day(3)), await begun(day(4))]).toEqual([
        [],
        ['silence/1', 'silence/2'],
        ['silence/2'],
      ]);
    });
  });
}
