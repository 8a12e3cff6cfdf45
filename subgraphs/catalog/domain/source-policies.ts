import { parseAssetId } from '../../../vocabulary/asset-id.ts';
import { CHECK_FACETS, FIELD_FACETS, type MetricDefinitionDocument } from './document.ts';
import type { PolicyFault } from './policies.ts';

type Spec = MetricDefinitionDocument['spec'];

/** Every reason why a source could never bring a measurement. */
export function impossibleSource(spec: Spec): PolicyFault[] {
  const { observations, otlp, prometheus, openlineage } = spec.source;
  if (spec.method.kind === 'expression')
    return Object.keys(spec.source).length > 0
      ? [{ path: [], message: 'an expression is computed from its inputs; leave source out' }]
      : [];
  if (!observations && !otlp && !prometheus && !openlineage)
    return [{ path: [], message: 'nothing is measured; expected observations: true, otlp, prometheus or openlineage' }];
  return [
    ...templateFaults('otlp', spec),
    ...templateFaults('prometheus', spec),
    ...numeratorFaults('otlp', spec),
    ...numeratorFaults('prometheus', spec),
    ...facetFaults(spec),
    ...profileFaults(spec),
  ];
}

/** A facet tells of datasets or of their fields, and of one quantile at a time. */
function facetFaults({ source: { openlineage }, appliesTo }: Spec): PolicyFault[] {
  if (!openlineage) return [];
  const { facet, quantile } = openlineage;
  if (facet === 'quantile' && quantile === undefined)
    return [{ path: ['openlineage', 'quantile'], message: 'which quantile is missing, such as quantile: 0.5' }];
  if (facet !== 'quantile' && quantile !== undefined)
    return [{ path: ['openlineage', 'quantile'], message: `${facet} has no quantile; leave it out` }];
  const told = kindsToldBy(facet);
  if (told.some((kind) => appliesTo.includes(kind))) return [];
  const path = ['openlineage', 'facet'];
  return [{ path, message: `${facet} is told of ${told.join(' or ')}, and spec.appliesTo is ${appliesTo.join(', ')}` }];
}

function kindsToldBy(facet: string): Spec['appliesTo'] {
  if (CHECK_FACETS.some((each) => each === facet)) return ['DATASET', 'MODEL_VERSION', 'FEATURE'];
  return FIELD_FACETS.some((each) => each === facet) ? ['FEATURE'] : ['DATASET', 'MODEL_VERSION'];
}

function templateFaults(name: 'otlp' | 'prometheus', { source, appliesTo }: Spec): PolicyFault[] {
  const template = source[name]?.asset;
  if (template === undefined) return [];
  const path = [name, 'asset'];
  const identity = parseAssetId(template.replaceAll(/\{[^{}]+\}/g, 'x'));
  if (!identity)
    return [
      { path, message: `"${template}" makes no asset id; expected one such as deployment/{environment}/{service}` },
    ];
  if (!appliesTo.includes(identity.kind))
    return [{ path, message: `makes a ${identity.kind}, and spec.appliesTo is ${appliesTo.join(', ')}` }];
  return [];
}

function numeratorFaults(name: 'otlp' | 'prometheus', { source, method }: Spec): PolicyFault[] {
  const { numerator, scale } = source[name] ?? {};
  if (numerator === undefined) return [];
  if (method.kind !== 'ratio')
    return [{ path: [name, 'numerator'], message: `needs the method ratio, and spec.method is ${method.kind}` }];
  if (scale === undefined) return [];
  return [{ path: [name, 'scale'], message: 'numerator and denominator are in one unit; leave it out' }];
}

function predictionFaults(method: Spec['method'], appliesTo: Spec['appliesTo']): PolicyFault[] {
  const path = ['profile'];
  if (method.kind !== 'classification' && method.kind !== 'regression')
    return [{ path, message: 'predictions needs the method classification or regression' }];
  if (appliesTo.includes('MODEL_VERSION') || appliesTo.includes('DEPLOYMENT')) return [];
  return [{ path, message: 'predictions needs MODEL_VERSION or DEPLOYMENT in spec.appliesTo' }];
}

/** What `headwater observe` takes of a file must be what the method is made of. */
function profileFaults({ source: { profile }, method, appliesTo }: Spec): PolicyFault[] {
  if (!profile) return [];
  if (profile === 'predictions') return predictionFaults(method, appliesTo);
  const [kind, fits, needs] = {
    rows: ['DATASET', method.kind === 'count', 'the method count'],
    missing: ['FEATURE', method.kind === 'ratio', 'the method ratio'],
    bins: [
      'FEATURE',
      method.kind === 'distance' && method.bins.kind !== 'deciles',
      'the method distance with bins of the kind edges or categories, for a file does not know the baseline',
    ],
  }[profile] as ['DATASET' | 'FEATURE', boolean, string];
  const path = ['profile'];
  if (!fits) return [{ path, message: `${profile} needs ${needs}` }];
  return appliesTo.includes(kind) ? [] : [{ path, message: `${profile} needs ${kind} in spec.appliesTo` }];
}
