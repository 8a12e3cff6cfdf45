/*
 * UCUM's case-sensitive codes for what models and their systems are measured in, with metric and binary prefixes.
 * The grammar of terms (products, quotients, exponents, annotations) follows https://ucum.org/ucum, § 4 to 12.
 */
const METRIC_ATOMS = ['s', 'm', 'g', 'B', 'By', 'bit', 'Hz', 'W', 'J', 'K', 'Pa', 'V', 'A', 'l', 'L', 'eV', 'cal'];
const PLAIN_ATOMS = [
  '%',
  '[ppth]',
  '[ppm]',
  '[ppb]',
  'min',
  'h',
  'd',
  'wk',
  'mo',
  'a',
  'Cel',
  '[degF]',
  'deg',
  '10*',
  '10^',
  '[in_i]',
  '[mi_i]',
  '[kn_i]',
];
const PREFIXES = [
  '',
  'Y',
  'Z',
  'E',
  'P',
  'T',
  'G',
  'M',
  'k',
  'h',
  'da',
  'd',
  'c',
  'm',
  'u',
  'n',
  'p',
  'f',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
];

const ATOMS = new Set([...PLAIN_ATOMS, ...METRIC_ATOMS.flatMap((atom) => PREFIXES.map((prefix) => prefix + atom))]);

/** Whether a text is a UCUM unit such as `1`, `%`, `ms`, `By/s` or `{request}/min`. */
export const isUnit = (raw: string): boolean =>
  raw !== '' && raw.split(/[./]/).every((term, index) => isTerm(term) || (term === '' && index === 0));

function isTerm(term: string): boolean {
  const [, atom = '', , annotation] = /^(.*?)([+-]?\d+)?(\{[^{}]*\})?$/.exec(term) ?? [];
  if (atom === '')
    return /^\d+$/.test(term.replace(annotation ?? '', '')) || (annotation !== undefined && term === annotation);
  return ATOMS.has(atom);
}
