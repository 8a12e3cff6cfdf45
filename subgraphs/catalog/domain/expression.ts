import { nearestName } from '../../../vocabulary/nearest-name.ts';
import { expressionFaults } from './cel.ts';
import type { MetricDefinitionDocument } from './document.ts';

/** Current definitions by name, as they would stand after the apply. */
export type Definitions = ReadonlyMap<string, MetricDefinitionDocument>;

/** Where in a document, and why. */
export interface InputFault {
  code: 'INVALID' | 'UNKNOWN_REFERENCE' | 'IMPOSSIBLE_POLICY';
  path: PropertyKey[];
  message: string;
}

/** The most definitions that an expression may rest on, counted through its inputs' own: they bound what a value costs. */
const MOST_INPUTS = 32;

/** Variable -> name of the definition; null for what is no expression. */
export const inputsOf = ({ spec: { method } }: MetricDefinitionDocument): Record<string, string> | null =>
  method.kind === 'expression' ? method.over : null;

/** Every reason why an expression cannot be computed from its inputs. */
export function faultsOfExpression(document: MetricDefinitionDocument, definitions: Definitions): InputFault[] {
  const { method } = document.spec;
  if (method.kind !== 'expression') return [];
  const path = ['spec', 'method'];
  const variables = Object.keys(method.over);
  return [
    ...expressionFaults(method.expression, variables).map(
      ({ variable, message }): InputFault => ({
        code: 'INVALID',
        path: variable === undefined ? [...path, 'expression'] : [...path, 'over', variable],
        message,
      }),
    ),
    ...Object.entries(method.over).flatMap(([variable, name]) =>
      faultsOfInput(document, name, definitions).map(
        (fault): InputFault => ({
          ...fault,
          path: [...path, 'over', variable, ...fault.path],
        }),
      ),
    ),
    ...tooMany(document, definitions, [...path, 'over']),
  ];
}

function faultsOfInput(document: MetricDefinitionDocument, name: string, definitions: Definitions): InputFault[] {
  const input = definitions.get(name);
  if (!input) {
    const nearest = nearestName(name, definitions.keys());
    const hint = nearest === null ? 'apply it first or in the same input' : `did you mean "${nearest}"?`;
    return [{ code: 'UNKNOWN_REFERENCE', path: [], message: `no definition is named "${name}"; ${hint}` }];
  }
  const circle = circleThrough(document.metadata.name, name, definitions);
  if (circle)
    return [
      { code: 'IMPOSSIBLE_POLICY', path: [], message: `it would be computed from itself: ${circle.join(' -> ')}` },
    ];
  return mismatches(document, input).map((message) => ({ code: 'IMPOSSIBLE_POLICY', path: [], message }));
}

/**
 * Windows of two grids hold different things, and an asset that has no input has no value. Freshness goes on while nothing
 * arrives, where an expression has no window.
 */
export function mismatches(
  { spec }: MetricDefinitionDocument,
  { metadata, spec: input }: MetricDefinitionDocument,
): string[] {
  const missing = spec.appliesTo.filter((kind) => !input.appliesTo.includes(kind));
  return [
    ...(input.method.kind === 'freshness'
      ? [
          `${metadata.name} is a freshness, which grows while nothing arrives, and then an expression has no window to be computed in; give ${metadata.name} thresholds of its own and leave it out of the expression`,
        ]
      : []),
    ...(['window', 'timezone'] as const).flatMap((field) =>
      spec[field] === input[field]
        ? []
        : [
            `${metadata.name} has the ${field} ${input[field]} and the expression ${spec[field]}; they must be the same`,
          ],
    ),
    ...(missing.length > 0
      ? [
          `${metadata.name} applies to ${input.appliesTo.join(', ')}, not to ${missing.join(', ')} as the expression does`,
        ]
      : []),
  ];
}

/** The names from a definition back to itself by way of an input; null when there is no way. */
function circleThrough(start: string, input: string, definitions: Definitions): string[] | null {
  const seen = new Set<string>();
  const follow = (name: string): string[] | null => {
    if (name === start) return [name];
    if (seen.has(name)) return null;
    seen.add(name);
    for (const next of namesUnder(definitions.get(name))) {
      const rest = follow(next);
      if (rest) return [name, ...rest];
    }
    return null;
  };
  const way = follow(input);
  return way && [start, ...way];
}

const namesUnder = (document: MetricDefinitionDocument | undefined): string[] =>
  document ? Object.values(inputsOf(document) ?? {}) : [];

function tooMany(document: MetricDefinitionDocument, definitions: Definitions, path: PropertyKey[]): InputFault[] {
  const under = new Set<string>();
  const gather = (one: MetricDefinitionDocument | undefined): void => {
    for (const name of namesUnder(one)) {
      if (under.has(name)) continue;
      under.add(name);
      gather(definitions.get(name));
    }
  };
  gather(document);
  if (under.size <= MOST_INPUTS) return [];
  const message = `rests on ${under.size} definitions; the most accepted is ${MOST_INPUTS}`;
  return [{ code: 'IMPOSSIBLE_POLICY', path, message }];
}
