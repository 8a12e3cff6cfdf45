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

  /** In the order of their numbers. */
  all(): readonly Value[] {
    return this.values;
  }

  find(value: Value): number | undefined {
    return this.numbers.get(value);
  }

  /** The caller asks only for numbers that it was given. */
  valueOf(number: number): Value {
    return this.values[number] as Value;
  }
}

/**
 * Values that mostly repeat the one before, as the run that states a job's edges does: such a one is kept once. Others
 * are kept again, which costs less memory than knowing them all.
 */
export class Repeating<Value> {
  private readonly values: Value[];

  constructor(values: Value[] = []) {
    this.values = values;
  }

  numberOf(value: Value): number {
    const last = this.values.length - 1;
    return last >= 0 && this.values[last] === value ? last : this.values.push(value) - 1;
  }

  all(): readonly Value[] {
    return this.values;
  }

  /** The caller asks only for numbers that it was given. */
  valueOf(number: number): Value {
    return this.values[number] as Value;
  }
}
