/** Reads what a steward declares: all of its faults at once, or a statement. */
import { type AssetId, type AssetIdentity, assetIdFault, parseAssetId } from '../../../vocabulary/asset-id.ts';
import { type Instant, isoOf } from '../../../vocabulary/duration.ts';
import { roleFault } from './roles.ts';
import type { DeclaredStatement, EdgeRole } from './statement.ts';

/** A declaration as it came in. */
export interface Declaration {
  assets: readonly { id: string; title?: string | null }[];
  edges: readonly {
    from: string;
    to: string;
    role: EdgeRole;
    validFrom?: Instant | null;
    validTo?: Instant | null;
  }[];
}

/** A fault, where it is (`edges[1].from`), and what to do about it. */
export interface DeclarationFault {
  code: 'BAD_USER_INPUT' | 'NOT_FOUND' | 'CONFLICT';
  field: string;
  message: string;
}

export type ReadDeclaration =
  | { ok: true; assets: DeclaredStatement['assets']; edges: DeclaredStatement['edges'] }
  | { ok: false; faults: DeclarationFault[] };

/** The ids at the ends of edges that the declaration does not itself declare: they must be known already. */
export function assumedAssets({ assets, edges }: Declaration): AssetId[] {
  const declared = new Set(assets.map(({ id }) => id));
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]).filter((id) => !declared.has(id)));
  return [...ends].flatMap((id) => parseAssetId(id)?.id ?? []);
}

/** @param known which of `assumedAssets` exist. */
export function readDeclaration(declaration: Declaration, known: ReadonlySet<AssetId>, now: Instant): ReadDeclaration {
  const faults: DeclarationFault[] = [];
  const declared = new Set(declaration.assets.map(({ id }) => id));

  const readId = (raw: string, field: string): AssetIdentity | null => {
    const identity = parseAssetId(raw);
    if (!identity) faults.push({ code: 'BAD_USER_INPUT', field, message: assetIdFault(raw) });
    return identity;
  };
  const readEnd = (raw: string, field: string): AssetIdentity | null => {
    const identity = readId(raw, field);
    if (identity && !declared.has(raw) && !known.has(identity.id))
      faults.push({
        code: 'NOT_FOUND',
        field,
        message: `${raw} is not known; declare it under \`assets\` of the same call, or correct the id`,
      });
    return identity;
  };

  const assets = declaration.assets.flatMap(({ id, title }, place) => {
    const identity = readId(id, `assets[${place}].id`);
    return identity ? [{ id: identity.id, title: title ?? null }] : [];
  });
  const edges = declaration.edges.flatMap(({ role, ...edge }, place) => {
    const field = `edges[${place}]`;
    const [from, to] = [readEnd(edge.from, `${field}.from`), readEnd(edge.to, `${field}.to`)];
    const [validFrom, validTo] = [edge.validFrom ?? now, edge.validTo ?? null];
    if (validTo !== null && validTo <= validFrom) faults.push(endsEarly(`${field}.validTo`, validFrom, validTo));
    if (!from || !to) return [];
    const fault =
      from.id === to.id ? 'an asset does not feed itself; give another `from` or `to`' : roleFault(from, role, to);
    if (fault)
      faults.push({ code: 'BAD_USER_INPUT', field: from.id === to.id ? field : `${field}.role`, message: fault });
    return [{ from: from.id, to: to.id, role, validFrom, validTo }];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, assets, edges };
}

const endsEarly = (field: string, validFrom: Instant, validTo: Instant): DeclarationFault => ({
  code: 'BAD_USER_INPUT',
  field,
  message: `validTo ${isoOf(validTo)} must come after validFrom ${isoOf(validFrom)}`,
});
