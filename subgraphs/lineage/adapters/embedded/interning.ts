/** Values that repeat, each kept once and known by a small number. */
export class Interning<Value> {
  private readonly values: Value[] = [];
  private readonly numbers = new Map<Value, number>();

  get size(): number {
    return this.values.length;
  }

  numberOf(value: Value): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.values.length);
    return this.values.push(value) - 1;
  }

  find(value: Value): number | undefined {
    return this.numbers.get(value);
  }

  /** The caller asks only for numbers that it was given. */
  valueOf(number: number): Value {
    return this.values[number] as Value;
  }
}
