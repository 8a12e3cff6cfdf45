/** Keys to remember; each takes about 100 bytes. */
const MOST = 100_000;

/** Keys of what a database surely keeps, so that it is neither asked for nor sent again. */
export class Remembered {
  private readonly known = new Set<string>();
  private readonly unsettled = new Set<string>();

  /** Whether nothing says that it is kept. The caller then writes it, and asked again within the transaction, it is. */
  isNew(key: string): boolean {
    if (this.known.has(key) || this.unsettled.has(key)) return false;
    this.unsettled.add(key);
    return true;
  }

  /** After a transaction: what it wrote is kept, or not, when it failed. */
  settle(written: boolean): void {
    if (this.known.size > MOST) this.known.clear();
    if (written) for (const key of this.unsettled) this.known.add(key);
    this.unsettled.clear();
  }

  forget(): void {
    this.known.clear();
    this.unsettled.clear();
  }
}
