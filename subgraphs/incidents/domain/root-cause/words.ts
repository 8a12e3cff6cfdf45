import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';

/** How a reader calls an asset: its name; a feature with its dataset. */
export function nameOf(id: AssetId): string {
  const { kind, namespace, name } = identityOf(id);
  return kind === 'FEATURE' ? `${namespace.slice(namespace.lastIndexOf('/') + 1)}.${name}` : name;
}

/** Three significant figures. */
export const numberText = (value: number): string => String(Number(value.toPrecision(3)));

/** To the minute. */
export const timeText = (instant: Instant): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const UNITS: [Milliseconds, string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** In the largest unit that it fills, rounded. */
export function lengthText(length: Milliseconds): string {
  const [size, unit] = UNITS.find(([each]) => length >= each) ?? ([1000, 'second'] as const);
  const count = Math.round(length / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
