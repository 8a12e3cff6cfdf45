import { type AssetId, assetIdFault, parseAssetId } from '../../../vocabulary/asset-id.ts';
import type { LineageContext } from '../context.ts';
import type { DeclarationFault } from '../domain/declaration.ts';

/** Longest note in characters. */
const LONGEST_NOTE = 10_000;

/** Keeps a note on an asset, or says what is wrong with it. */
export async function annotateAsset(
  { store, loaders, now }: LineageContext,
  { asset, text, author }: { asset: string; text: string; author: string },
): Promise<{ asset: { id: AssetId } | null; userErrors: DeclarationFault[] }> {
  const identity = parseAssetId(asset);
  const known = identity && (await loaders.asset.load(identity.id));
  const faults: DeclarationFault[] = [];
  if (!identity) faults.push({ code: 'BAD_USER_INPUT', field: 'asset', message: assetIdFault(asset) });
  else if (!known)
    faults.push({ code: 'NOT_FOUND', field: 'asset', message: `${asset} is not known; correct the id, or declare it` });
  if (text.trim() === '') faults.push({ code: 'BAD_USER_INPUT', field: 'text', message: 'the note is empty' });
  if (text.length > LONGEST_NOTE)
    faults.push({
      code: 'BAD_USER_INPUT',
      field: 'text',
      message: `the note has ${text.length} characters; the longest kept is ${LONGEST_NOTE}`,
    });
  if (!identity || faults.length > 0) return { asset: null, userErrors: faults };
  const { id } = identity;
  const note = { kind: 'annotation' as const, asset: id, time: now, runId: null, text, author };
  await store.record(
    [{ kind: 'declared', assets: [], edges: [], notes: [note], author, reason: null, idempotency: null }],
    now,
  );
  return { asset: { id }, userErrors: [] };
}
