import { BadUserInput } from '../../../platform/errors.ts';
import { assetIdFault, parseAssetId } from '../../../vocabulary/asset-id.ts';
import type { Instant } from '../../../vocabulary/duration.ts';
import type { Components } from '../domain/observation.ts';
import { QUALITY_FACETS, type QualityFacet, type QualityPoint } from '../domain/quality.ts';

/** A figure as it is told to the graph. */
interface Figure {
  facet: string;
  quantile?: number | null;
  asset: string;
  time: Instant;
  check?: string | null;
  unit?: string | null;
  value?: number | null;
  numerator?: number | null;
  denominator?: number | null;
  count?: number | null;
  sum?: number | null;
  min?: number | null;
  max?: number | null;
}

const MOST_FIGURES = 10_000;

/** @throws BadUserInput naming the figure and what of it is wrong. */
export function readFigures(figures: readonly Figure[]): QualityPoint[] {
  if (figures.length > MOST_FIGURES)
    throw new BadUserInput(`${figures.length} figures; at most ${MOST_FIGURES} are taken at once`, 'figures');
  return figures.map(readFigure);
}

function readFigure(figure: Figure, index: number): QualityPoint {
  const fault = (field: string, message: string) => new BadUserInput(message, `figures.${index}.${field}`);
  const facet = QUALITY_FACETS.find((known): known is QualityFacet => known === figure.facet);
  if (!facet) throw fault('facet', `"${figure.facet}" is none of ${QUALITY_FACETS.join(', ')}`);
  const identity = parseAssetId(figure.asset);
  if (!identity) throw fault('asset', assetIdFault(figure.asset));
  const forms = formsOf(figure);
  if (forms.length === 0)
    throw fault('value', 'there is no figure; expected value, numerator with denominator, or count with sum');
  const { quantile = null, time, check, unit = null } = figure;
  return { facet, quantile, asset: identity.id, time, dimensions: check ? { check } : {}, unit, forms };
}

/** The one that says most first. */
function formsOf({ value, numerator, denominator, count, sum, min, max }: Figure): Components[] {
  return [
    ...(isTold(numerator) && isTold(denominator) ? [{ numerator, denominator }] : []),
    ...(isTold(count) && isTold(sum)
      ? [{ count, sum, ...(isTold(min) ? { min } : {}), ...(isTold(max) ? { max } : {}) }]
      : []),
    ...(isTold(value) ? [{ value }] : []),
  ];
}

const isTold = (value: number | null | undefined): value is number => value !== null && value !== undefined;
