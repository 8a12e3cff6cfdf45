import type { AssetId } from '../../../../vocabulary/asset-id.ts';

/**
 * Share of all degraded strength that lies on the candidate or downstream of it and is not covered yet. The whole
 * stays in the denominator, so that later ranks cannot gain by earlier ones.
 */
export function coverageOf(
  covered: ReadonlySet<AssetId>,
  degraded: ReadonlyMap<AssetId, number>,
  taken: ReadonlySet<AssetId>,
): number {
  let all = 0;
  let mine = 0;
  for (const [asset, strength] of degraded) {
    all += strength;
    if (covered.has(asset) && !taken.has(asset)) mine += strength;
  }
  return all === 0 ? 0 : mine / all;
}
