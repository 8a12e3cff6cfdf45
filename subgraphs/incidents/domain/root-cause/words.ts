import { type AssetId, identityOf } from '../../../../vocabulary/asset-id.ts';
import type { Instant, Milliseconds } from '../../../../vocabulary/duration.ts';

/** How a reader calls an asset: its name; a feature with its dataset. */
export function nameOf(id: AssetId): string {
  const { kind, namespace, name } = identityOf(id);
  return kind === 'FEATURE' ? `${namespace.slice(namespace.lastIndexOf('/') + 1)}.${name}` : name;
}

/**
 * How a reader tells assets of one text apart: by their names; those that share one by environment or namespace as well,
 * and by their ids where that is shared too.
 */
export function namesApart(ids: Iterable<AssetId>): (id: AssetId) => string {
  const sharing = Map.groupBy(new Set(ids), nameOf);
  return (id) => {
    const alike = [...new Set(sharing.get(nameOf(id))).add(id)];
    if (alike.length < 2) return nameOf(id);
    const isApart = alike.filter((other) => wholeNameOf(other) === wholeNameOf(id)).length < 2;
    return isApart ? wholeNameOf(id) : id;
  };
}

function wholeNameOf(id: AssetId): string {
  const { namespace, name } = identityOf(id);
  return `${namespace}/${name}`;
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
