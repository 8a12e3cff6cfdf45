import type { AssetId } from '../../../vocabulary/asset-id.ts';
import type { AlertDefinition } from '../domain/alert.ts';
import type { ContextLink, Owner, Playbook } from '../domain/context.ts';

/** What teams state of metrics and assets. Every method @throws GraphUnavailable. */
export interface Catalog {
  /** A definition as it is now, and its playbook; null when there is no such definition. */
  definition(name: string): Promise<{ definition: AlertDefinition; playbook: Playbook | null } | null>;
  /** Names of definitions, at most a hundred. */
  names(): Promise<string[]>;
  /** Links stated for an asset, as they are stated, and who owns it. */
  described(asset: AssetId): Promise<{ links: ContextLink[]; owner: Owner | null }>;
}
