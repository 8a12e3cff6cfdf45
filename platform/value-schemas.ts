import { z } from 'zod';
import { assetIdFault, parseAssetId } from '../vocabulary/asset-id.ts';
import { parseInstant } from '../vocabulary/duration.ts';

/** The text of an asset's id. */
export const assetId = z.string().transform((raw, context) => {
  const identity = parseAssetId(raw);
  if (identity) return identity.id;
  context.addIssue({ code: 'custom', message: assetIdFault(raw) });
  return z.NEVER;
});

/** The text of a time with zone. */
export const instant = z.string().transform((raw, context) => {
  const time = parseInstant(raw);
  if (time !== null) return time;
  context.addIssue({ code: 'custom', message: `"${raw}" is not a time with zone, such as 2026-11-01T00:00:00Z` });
  return z.NEVER;
});
