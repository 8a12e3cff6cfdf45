import type { MetricsContext } from '../context.ts';
import { type AssetHealth, type DomainHealth, domainHealthOf } from '../domain/domain-health.ts';
import type { Health } from '../domain/health.ts';
import type { AssetGroups } from '../ports/asset-groups.ts';
import { readHealth } from './read-health.ts';

/** Assets of a domain that are looked at. */
const MOST_ASSETS = 5000;
/** Assets looked at before others have a turn. */
const BATCH = 200;

/** A domain's health, and whether all of its assets were looked at. */
export interface FoundDomainHealth extends DomainHealth {
  complete: boolean;
}

type HealthContext = Pick<MetricsContext, 'loaders' | 'definitions'> & { groups: AssetGroups };

/** The health of a model in service, its versions and deployments taken as one thing; null without metrics. */
export async function modelHealth(context: HealthContext, namespace: string, model: string): Promise<Health | null> {
  return readHealth(context, await context.groups.ofModel(namespace, model));
}

/** The health of a business domain; null when no asset is in it. */
export async function domainHealth(context: HealthContext, domain: string): Promise<FoundDomainHealth | null> {
  const { assets, complete } = await context.groups.ofDomain(domain, MOST_ASSETS);
  if (assets.length === 0) return null;
  const healths: AssetHealth[] = [];
  for (let start = 0; start < assets.length; start += BATCH) {
    const batch = assets.slice(start, start + BATCH);
    healths.push(
      ...(await Promise.all(batch.map(async (asset) => ({ asset, health: await readHealth(context, [asset]) })))),
    );
  }
  return { ...domainHealthOf(healths), complete };
}
