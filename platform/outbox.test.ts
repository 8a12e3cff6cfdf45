import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EmptyPlace } from '../test/servers/empty-place.ts';
import { onEachDatabase } from '../test/servers/needs-postgres.ts';
import { type Outbox, openOutbox } from './outbox.ts';

onEachDatabase((name, empty) => {
  describe(`an outbox in ${name}`, () => {
    let place: EmptyPlace;
    let outbox: Outbox<string>;
    const open = () => openOutbox<string>(place.place, 'letters', 3);
    const waiting = async () => (await outbox.oldest(10)).map(({ message }) => message);

    beforeEach(async () => {
      place = await empty();
      outbox = await open();
    });
    afterEach(async () => {
      await outbox.close();
      place.remove();
    });

    it('keeps messages in their order, over a restart too', async () => {
      await outbox.put(['a', 'b']);
      await outbox.close();
      outbox = await open();
      await outbox.put(['c']);
      expect(await waiting()).toEqual(['a', 'b', 'c']);
      expect((await outbox.oldest(1)).map(({ message }) => message)).toEqual(['a']);
    });

    it('forgets what was delivered and nothing else', async () => {
      await outbox.put(['a', 'b', 'c']);
      const [, second] = await outbox.oldest(3);
      const cursors = [second?.cursor ?? 0];
      await outbox.delivered(cursors);
      await outbox.delivered(cursors);
      await outbox.delivered([]);
      expect(await waiting()).toEqual(['a', 'c']);
    });

    it('turns down what there is no room for, all or nothing, and takes it once there is', async () => {
      expect([await outbox.length(), await outbox.put(['a', 'b'])]).toEqual([0, true]);
      expect([await outbox.put(['c', 'd']), await outbox.length()]).toEqual([false, 2]);
      await outbox.delivered((await outbox.oldest(2)).map(({ cursor }) => cursor));
      expect([await outbox.put(['c', 'd']), await waiting()]).toEqual([true, ['c', 'd']]);
    });
  });
});
