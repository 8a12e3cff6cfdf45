import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Writes one batch at a time; what arrives while a batch is written goes into the next one together, so that the cost
 * of a durable commit is shared by all who wait for it.
 */
export class WriteQueue<Item extends { size: number }, Result> {
  private readonly write: (items: Item[]) => Promise<Result[]>;
  /** A batch is closed once its items' sizes reach this, so that readers get their turn. */
  private readonly batchSize: number;
  private waiting: { item: Item; resolve: (result: Result) => void; reject: (cause: unknown) => void }[] = [];
  private running: Promise<void> | null = null;

  constructor(batchSize: number, write: (items: Item[]) => Promise<Result[]>) {
    this.batchSize = batchSize;
    this.write = write;
  }

  put(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.running ??= this.drain();
    });
  }

  /** Settles when nothing is left to write. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async drain(): Promise<void> {
    // The first turn lets requests that arrived together share a batch; later ones let readers in.
    for (await nextTurn(); this.waiting.length > 0; await nextTurn()) {
      const batch = this.take();
      try {
        const results = await this.write(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, place) => {
          resolve(results[place] as Result);
        });
      } catch (cause) {
        for (const { reject } of batch) reject(cause);
      }
    }
    // In the same breath as the last look at what waits: whoever comes next must start a new round.
    this.running = null;
  }

  private take() {
    let size = 0;
    const end = this.waiting.findIndex(({ item }) => {
      const full = size >= this.batchSize;
      size += item.size;
      return full;
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
  }
}
