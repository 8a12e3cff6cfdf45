/*
 * UCUM's case-sensitive codes for what models and their systems are measured in, with metric and binary prefixes.
 * The grammar of terms (products, quotients, exponents, annotations) follows https://ucum.org/ucum, § 4 to 12; sizes
 * are those of its tables. Information is a dimension of its own here, so that bytes are never taken for a count.
 */

/** How much of its base units a unit is, and which they are with what exponents. */
interface Unit {
  size: number;
  base: Record<string, number>;
  /** Set on a unit whose zero lies elsewhere, such as Cel: nothing becomes it by a factor. */
  offset: string | null;
}

const atom = (size: number, base: Record<string, number> = {}, offset: string | null = null): Unit => ({
  size,
  base,
  offset,
});

const METRIC: Record<string, Unit> = {
  s: atom(1, { s: 1 }),
  m: atom(1, { m: 1 }),
  g: atom(1, { g: 1 }),
  B: atom(1, { bel: 1 }),
  By: atom(8, { bit: 1 }),
  bit: atom(1, { bit: 1 }),
  Hz: atom(1, { s: -1 }),
  W: atom(1000, { g: 1, m: 2, s: -3 }),
  J: atom(1000, { g: 1, m: 2, s: -2 }),
  K: atom(1, { K: 1 }),
  Pa: atom(1000, { g: 1, m: -1, s: -2 }),
  V: atom(1000, { g: 1, m: 2, s: -3, A: -1 }),
  A: atom(1, { A: 1 }),
  l: atom(0.001, { m: 3 }),
  L: atom(0.001, { m: 3 }),
  eV: atom(1.602176634e-16, { g: 1, m: 2, s: -2 }),
  cal: atom(4184, { g: 1, m: 2, s: -2 }),
};

const PLAIN: Record<string, Unit> = {
  '%': atom(0.01),
  '[ppth]': atom(1e-3),
  '[ppm]': atom(1e-6),
  '[ppb]': atom(1e-9),
  min: atom(60, { s: 1 }),
  h: atom(3600, { s: 1 }),
  d: atom(86_400, { s: 1 }),
  wk: atom(604_800, { s: 1 }),
  mo: atom(2_629_800, { s: 1 }),
  a: atom(31_557_600, { s: 1 }),
  Cel: atom(1, { K: 1 }, 'Cel'),
  '[degF]': atom(5 / 9, { K: 1 }, '[degF]'),
  deg: atom(Math.PI / 180, { rad: 1 }),
  '10*': atom(10),
  '10^': atom(10),
  '[in_i]': atom(0.0254, { m: 1 }),
  '[mi_i]': atom(1609.344, { m: 1 }),
  '[kn_i]': atom(1852 / 3600, { m: 1, s: -1 }),
};

const PREFIXES: Record<string, number> = {
  ...{ '': 1, Y: 1e24, Z: 1e21, E: 1e18, P: 1e15, T: 1e12, G: 1e9, M: 1e6, k: 1e3, h: 100, da: 10 },
  ...{ d: 0.1, c: 0.01, m: 1e-3, u: 1e-6, n: 1e-9, p: 1e-12, f: 1e-15 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 },
};

const prefixed = Object.entries(METRIC).flatMap(([name, unit]) =>
  Object.entries(PREFIXES).map(([prefix, factor]): [string, Unit] => [
    prefix + name,
    { ...unit, size: unit.size * factor },
  ]),
);
// A minute before a milli-inch: the codes without prefix win.
const ATOMS = new Map([...prefixed, ...Object.entries(PLAIN)]);

/** Whether a text is a UCUM unit such as `1`, `%`, `ms`, `By/s` or `{request}/min`. */
export const isUnit = (raw: string): boolean => unitOf(raw) !== null;

/**
 * By what a number in one unit is multiplied to be in another: 1000 from `s` to `ms`. Null when the two do not measure
 * the same, such as `By` and `s`, or one of them is no unit of UCUM.
 */
export function factorBetween(from: string, to: string): number | null {
  if (from === to) return 1;
  const [one, other] = [unitOf(from), unitOf(to)];
  if (!one || !other || one.offset !== other.offset || baseText(one) !== baseText(other)) return null;
  return one.size >= other.size ? wholeWhereClose(one.size / other.size) : 1 / wholeWhereClose(other.size / one.size);
}

/** Most units are whole multiples of one another, and divisions round. */
function wholeWhereClose(ratio: number): number {
  const whole = Math.round(ratio);
  return Math.abs(ratio / whole - 1) < 1e-12 ? whole : ratio;
}

const MOST_REMEMBERED = 1_000;
const remembered = new Map<string, Unit | null>();

function unitOf(raw: string): Unit | null {
  const known = remembered.get(raw);
  if (known !== undefined) return known;
  const read = readUnit(raw);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(raw, read);
  return read;
}

function readUnit(raw: string): Unit | null {
  if (raw === '') return null;
  let product: Unit = atom(1);
  let divides = false;
  for (const [index, part] of raw.split(/([./])/).entries()) {
    if (index % 2 === 1) {
      divides = part === '/';
      continue;
    }
    // Only what comes first may be left out: `/min`.
    if (part === '' && index === 0) continue;
    const term = termOf(part);
    if (!term) return null;
    product = times(product, term, divides ? -1 : 1);
  }
  return product;
}

function termOf(term: string): Unit | null {
  const [, code = '', exponent, annotation = ''] = /^(.*?)([+-]?\d+)?(\{[^{}]*\})?$/.exec(term) ?? [];
  if (code === '') {
    if (exponent !== undefined) return /^\d+$/.test(exponent) ? atom(Number(exponent)) : null;
    return annotation !== '' && term === annotation ? atom(1) : null;
  }
  const known = ATOMS.get(code);
  return known ? times(atom(1), known, Number(exponent ?? 1)) : null;
}

function times(unit: Unit, other: Unit, exponent: number): Unit {
  const base = { ...unit.base };
  for (const [name, each] of Object.entries(other.base)) base[name] = (base[name] ?? 0) + each * exponent;
  return { size: unit.size * other.size ** exponent, base, offset: other.offset ?? unit.offset };
}

const baseText = ({ base }: Unit): string =>
  JSON.stringify(
    Object.entries(base)
      .filter(([, exponent]) => exponent !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
