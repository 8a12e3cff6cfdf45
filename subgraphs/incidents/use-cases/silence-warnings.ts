import { nearestName } from '../../../vocabulary/nearest-name.ts';
import type { AlertMatcher } from '../domain/silence.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { KnownAssets } from '../ports/known-assets.ts';
import type { Measurements } from '../ports/measurements.ts';

interface WarningPorts {
  catalog: Catalog;
  assets: KnownAssets;
  measurements: Measurements;
}

/** What may be a slip though it is taken: `field` is its path in the input. */
export interface Warning {
  field: string;
  message: string;
}

/** A silence of a metric or asset that nobody knows is kept, for it may come later; until then it silences nothing. */
export async function silenceWarnings(ports: WarningPorts, { metric, asset }: AlertMatcher): Promise<Warning[]> {
  const field = (name: string) => (message: string | null) =>
    message === null ? [] : [{ field: `matcher.${name}`, message }];
  const unanswered = (what: string) => (cause: Error) => `it could not be looked up whether ${what} (${cause.message})`;
  const found = await Promise.all([
    metric === null
      ? []
      : ofMetric(ports, metric).catch(unanswered('there is such a definition')).then(field('metric')),
    asset === null ? [] : ofAsset(ports, asset).catch(unanswered('there is such an asset')).then(field('asset')),
  ]);
  return found.flat();
}

async function ofMetric({ catalog }: WarningPorts, metric: string): Promise<string | null> {
  if (await catalog.definition(metric)) return null;
  const meant = nearestName(metric, await catalog.names());
  const asked = meant === null ? '' : `; did you mean "${meant}"?`;
  return `no definition is named "${metric}"${asked}${meant === null ? '; it' : ' It'} silences what comes under that name later, or from outside`;
}

async function ofAsset({ assets, measurements }: WarningPorts, asset: NonNullable<AlertMatcher['asset']>) {
  if ((await assets.idsOf([asset])).has(asset)) return null;
  const { names } = await measurements.observed('', asset);
  return names.length > 0
    ? null
    : `neither lineage nor any measurement knows "${asset}"; it silences nothing until one does`;
}
