import type { Playbook } from './context.ts';

/**
 * Fills `{name}` from `values`. A name without a value stays as written, so that the reader sees what is missing.
 */
export const fillPlaceholders = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(/\{([\w.]+)\}/g, (written, name: string) => values.get(name) ?? written);

/** A playbook with the placeholders of its steps filled. */
export const filledPlaybook = (playbook: Playbook, values: ReadonlyMap<string, string>): Playbook => ({
  ...playbook,
  steps: playbook.steps.map(({ title, instruction, url, ...step }) => ({
    ...step,
    title: fillPlaceholders(title, values),
    instruction: fillPlaceholders(instruction, values),
    url: url && fillPlaceholders(url, values),
  })),
});
