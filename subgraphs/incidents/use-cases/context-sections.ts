import { codeOf } from '../../../platform/errors.ts';
import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { AlertContext, Gap, Section } from '../domain/context.ts';
import { isWebUrl } from '../domain/web-url.ts';
import type { Catalog } from '../ports/catalog.ts';

/** Loads one section; null where it cannot be had, which is then among the gaps. */
type Load = <Value>(section: Section, kept: Value | null, ask: () => Promise<Value>) => Promise<Value | null>;

/** What `before` holds already stays as it was stored and is not asked for again. */
export const loading =
  (before: AlertContext | null, gaps: Gap[]): Load =>
  (section, kept, ask) => {
    const isKept = before !== null && !before.gaps.some((gap) => gap.section === section);
    return isKept ? Promise.resolve(kept) : ask().catch((cause) => missing(gaps, section, cause));
  };

export function missing(gaps: Gap[], section: Section, cause: Error): null {
  gaps.push({ section, code: codeOf(cause), message: cause.message });
  return null;
}

/** What the catalog states of the alert's asset, in one question. */
export async function describedAsset(
  catalog: Catalog,
  asset: AssetId,
  before: AlertContext | null,
  load: Load,
): Promise<Pick<AlertContext, 'links' | 'owner'>> {
  const asking = before?.gaps.some(({ section }) => section === 'links' || section === 'owner') ?? true;
  const described = asking ? catalog.described(asset) : Promise.resolve({ links: [], owner: null });
  const [links, owner] = await Promise.all([
    load('links', before?.links ?? null, async () => (await described).links.filter(({ url }) => isWebUrl(url))),
    load('owner', before?.owner ?? null, async () => (await described).owner),
  ]);
  return { links: links ?? [], owner };
}
