import type { Labels } from './alertmanager-labels.ts';

const OFFSET = 14695981039346656037n;
const PRIME = 1099511628211n;
const SEPARATOR = 255;

/** What Prometheus and Alertmanager call a set of labels: FNV-1a of 64 bits over names and values in the order of names. */
export function fingerprintOf(labels: Labels): string {
  let hash = OFFSET;
  const add = (byte: number) => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  };
  const names = Object.keys(labels).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const name of names)
    for (const text of [name, labels[name] ?? '']) {
      for (const byte of Buffer.from(text)) add(byte);
      add(SEPARATOR);
    }
  return hash.toString(16).padStart(16, '0');
}
