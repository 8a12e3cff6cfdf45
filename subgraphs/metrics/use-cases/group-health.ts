import type { MetricsContext } from '../context.ts';
import { type DomainHealth, domainHealthOf } from '../domain/domain-health.ts';
import { type Health, healthOf } from '../domain/health.ts';
import type { AssetGroups } from '../ports/asset-groups.ts';
import { readHealth } from './read-health.ts';

/** Assets of a domain that are looked at. */
const MOST_ASSETS = 5000;

/** A domain's health, and whether all of its assets were looked at. */
export interface FoundDomainHealth extends DomainHealth {
  complete: boolean;
}

type HealthContext = Pick<MetricsContext, 'loaders' | 'definitions'> & { groups: AssetGroups };

/** The health of a model in service, its versions and deployments taken as one thing; null without metrics. */
export async function modelHealth(context: HealthContext, namespace: string, model: string): Promise<Health | null> {
  return healthOf(...(await readHealth(context, await context.groups.ofModel(namespace, model))));
}

/** The health of a business domain; null when no asset is in it. */
export async function domainHealth(context: HealthContext, domain: string): Promise<FoundDomainHealth | null> {
  const { assets, complete } = await context.groups.ofDomain(domain, MOST_ASSETS);
  if (assets.length === 0) return null;
  const healths = await Promise.all(
    assets.map(async (asset) => ({ asset, health: healthOf(...(await readHealth(context, [asset]))) })),
  );
  return { ...domainHealthOf(healths), complete };
}
