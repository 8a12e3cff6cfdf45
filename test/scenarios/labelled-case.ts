import { z } from 'zod';
import { assetId as asset, instant } from '../../platform/value-schemas.ts';
import {
  CHANGE_KINDS,
  COMPLETENESSES,
  DIRECTIONS,
  EDGE_ROLES,
  gridValues,
  METRIC_CATEGORIES,
} from '../../subgraphs/incidents/domain/root-cause/question.ts';
import { millisecondsOf, parseDuration } from '../../vocabulary/duration.ts';
import type { ScenarioCase } from './scenario-case.ts';

/** What the first field of every line says; another number when the fields mean something else. */
const FORMAT = 'headwater/labelled-case/1';

const length = z.string().transform((raw, context) => {
  const duration = parseDuration(raw);
  if (duration !== null) return millisecondsOf(duration);
  context.addIssue({ code: 'custom', message: `"${raw}" is not an ISO 8601 duration, such as PT1H` });
  return z.NEVER;
});

const grid = z.strictObject({
  start: instant,
  step: length,
  values: z.array(z.number().nullable()).transform(gridValues),
});

const line = z.strictObject({
  format: z.literal(FORMAT),
  id: z.string().min(1),
  question: z.strictObject({
    metric: z.string().min(1),
    asset,
    at: instant,
    lookback: length,
    breachedSince: instant.nullable(),
  }),
  closure: z.strictObject({
    completeness: z.enum(COMPLETENESSES),
    assets: z.array(z.strictObject({ id: asset, depth: z.int().min(0) })),
    edges: z.array(
      z.strictObject({
        from: asset,
        to: asset,
        role: z.enum(EDGE_ROLES),
      }),
    ),
  }),
  series: z.array(
    z.strictObject({
      metric: z.string().min(1),
      asset,
      category: z.enum(METRIC_CATEGORIES),
      direction: z.enum(DIRECTIONS),
      noiseFloor: z.number().nullable(),
      baseline: grid,
      recent: grid,
    }),
  ),
  changes: z.array(
    z.strictObject({
      asset,
      time: instant,
      kind: z.enum(CHANGE_KINDS),
      summary: z.string(),
      additive: z.boolean().exactOptional(),
    }),
  ),
  causes: z.array(z.array(asset).min(1)),
  origin: z.enum(['DATA', 'MODEL', 'DEPLOYMENT']).nullable(),
  confirmed: z.strictObject({ by: z.string(), at: instant, note: z.string().nullable() }).optional(),
});

/**
 * Reads labelled cases, one JSON object a line; docs/root-cause-quality.md describes the format. Empty lines are skipped.
 * @throws Error naming file, line, field and remedy.
 */
export function readLabelledCases(text: string, file: string): ScenarioCase[] {
  const seen = new Map<string, number>();
  return text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const fault = (message: string) => new Error(`${file} line ${index + 1}: ${message}`);
    const one = readLine(raw, fault);
    const before = seen.get(one.id);
    if (before !== undefined) throw fault(`id "${one.id}" is that of line ${before}; give each case its own`);
    seen.set(one.id, index + 1);
    return [one];
  });
}

function readLine(raw: string, fault: (message: string) => Error): ScenarioCase {
  const read = line.safeParse(jsonOf(raw, fault));
  if (!read.success) {
    const issues = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`);
    throw fault(issues.slice(0, 5).join('; '));
  }
  const { id, question, closure, series, changes, causes, origin } = read.data;
  const asked = series.find(({ metric, asset }) => metric === question.metric && asset === question.asset);
  if (!asked) throw fault(`series has none of metric "${question.metric}" on ${question.asset}, which is asked about`);
  return {
    id,
    cell: `confirmed, ${asked.category}`,
    question,
    edges: closure.edges,
    series,
    changes,
    causes,
    harmless: causes.length === 0 ? [question.asset] : [],
    origins: origin === null ? [] : [origin],
  };
}

function jsonOf(raw: string, fault: (message: string) => Error): unknown {
  try {
    return JSON.parse(raw);
  } catch (failure) {
    throw fault(`expected one JSON object a line; ${(failure as Error).message}`);
  }
}
