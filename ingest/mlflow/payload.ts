import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { parseInstant } from '../../vocabulary/duration.ts';
import { Refusal } from '../refusal.ts';

const text = z.string().min(1, 'expected some text');
const described = {
  name: text,
  description: z.string().nullish(),
  tags: z
    .record(z.string(), z.string())
    .nullish()
    .transform((tags) => tags ?? {}),
};

/** What is read, by entity and action. */
const DATA = {
  'registered_model.created': z.object(described),
  'model_version.created': z.object({
    ...described,
    version: text,
    source: z.string().nullish(),
    run_id: z.string().nullish(),
  }),
  'model_version_tag.set': z.object({ name: text, version: text, key: text, value: z.string() }),
  'model_version_tag.deleted': z.object({ name: text, version: text, key: text }),
  'model_version_alias.created': z.object({ name: text, alias: text, version: text }),
  'model_version_alias.deleted': z.object({ name: text, alias: text }),
} as const;

type Kind = keyof typeof DATA;

/** What a webhook told. */
export type MlflowEvent = {
  [Each in Kind]: { kind: Each; timestamp: string; data: z.infer<(typeof DATA)[Each]> };
}[Kind];

/** What it told of one tag of a model version. */
export type TagEvent = Extract<MlflowEvent, { kind: `model_version_tag.${string}` }>;

export const isTag = (told: MlflowEvent): told is TagEvent => told.kind.startsWith('model_version_tag.');

/** What a delivery says that changes nothing, and why. */
export interface Ignored {
  ignored: string;
}

/** What MLflow sends when somebody tests a webhook: of a model that nobody has. */
const EXAMPLES: Record<Kind, object> = {
  'registered_model.created': {
    name: 'example_model',
    tags: { example_key: 'example_value' },
    description: 'An example registered model',
  },
  'model_version.created': {
    name: 'example_model',
    version: '1',
    source: 'models:/123',
    run_id: 'abcd1234abcd5678',
    tags: { example_key: 'example_value' },
    description: 'An example model version',
  },
  'model_version_tag.set': { name: 'example_model', version: '1', key: 'example_key', value: 'example_value' },
  'model_version_tag.deleted': { name: 'example_model', version: '1', key: 'example_key' },
  'model_version_alias.created': { name: 'example_model', alias: 'example_alias', version: '1' },
  'model_version_alias.deleted': { name: 'example_model', alias: 'example_alias' },
};

const envelope = z.object({
  entity: text,
  action: text,
  timestamp: z
    .string()
    .refine((raw) => parseInstant(raw) !== null, 'expected a time with zone, such as 2026-11-01T00:00:00Z'),
  data: z.looseObject({}),
});

/** Reads the body of a webhook. @throws Refusal naming the field, what was found and what was expected. */
export function readPayload(raw: unknown): MlflowEvent | Ignored {
  const { entity, action, timestamp, data } = checked(envelope, raw, []);
  const kind = `${entity}.${action}`;
  if (!Object.hasOwn(DATA, kind)) return { ignored: whyNot(kind) };
  const known = kind as Kind;
  if (isDeepStrictEqual(data, EXAMPLES[known]))
    return { ignored: 'this is what MLflow sends as a test; it arrived as it should, and is not kept' };
  return { kind: known, timestamp, data: checked<object>(DATA[known], data, ['data']) } as MlflowEvent;
}

const whyNot = (kind: string): string =>
  `${kind.slice(0, 100)} says nothing of lineage; read are ${Object.keys(DATA).join(', ')}`;

function checked<Content>(shape: z.ZodType<Content>, raw: unknown, place: string[]): Content {
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue?.path ?? [];
  const found = path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], raw);
  const field = [...place, ...path].map(String).join('.') || 'the body';
  throw new Refusal(
    400,
    'INVALID_PAYLOAD',
    `${field}: found ${found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 100)}, ${issue?.message}`,
    field,
  );
}
