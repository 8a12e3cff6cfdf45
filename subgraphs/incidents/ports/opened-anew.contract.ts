import { afterEach, beforeEach } from '@jest/globals';

/** How an adapter makes an empty place for stores; `open` opens those of the same place, again when called again. */
export type Prepare<Stores> = () => Promise<{ open(): Promise<Stores & Closed>; remove(): void }>;

interface Closed {
  close(): Promise<void>;
}

/** Opens stores in an empty place before each test; `take` is given them, also when a test opens them again. */
export function openedAnew<Stores>(prepare: Prepare<Stores>, take: (stores: Stores) => void) {
  let prepared: Awaited<ReturnType<typeof prepare>>;
  let stores: Closed;
  const open = async () => {
    const opened = await prepared.open();
    stores = opened;
    take(opened);
  };
  beforeEach(async () => {
    prepared = await prepare();
    await open();
  });
  afterEach(async () => {
    await stores.close();
    prepared.remove();
  });
  return {
    async reopen(): Promise<void> {
      await stores.close();
      await open();
    },
    /** Those that another process has. */
    another: () => prepared.open(),
  };
}
