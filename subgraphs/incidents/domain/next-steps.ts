import type { Alert } from './alert.ts';
import type { AlertContext } from './context.ts';
import { filledPlaybook } from './fill-placeholders.ts';
import type { Cause } from './root-cause/answer.ts';
import { nameOf } from './root-cause/words.ts';

export interface NextStep {
  order: number;
  instruction: string;
  url: string | null;
}

/** What to do: what the first cause calls for, what the playbook says, what an incident like it teaches. */
export function nextStepsOf(
  alert: Alert,
  { rootCause, playbook }: AlertContext,
  values: ReadonlyMap<string, string>,
  like: { title: string; resolution: string | null } | null,
): NextStep[] {
  const [first] = rootCause?.causes ?? [];
  const fromCause = first ? [{ instruction: instructionFor(first, alert), url: null }] : [];
  const fromPlaybook = playbook ? filledPlaybook(playbook, values).steps : [];
  const fromHistory = like ? [{ instruction: lessonOf(like), url: null }] : [];
  return [...fromCause, ...fromPlaybook, ...fromHistory].map(({ instruction, url }, index) => ({
    order: index + 1,
    instruction,
    url,
  }));
}

const lessonOf = ({ title, resolution }: { title: string; resolution: string | null }): string =>
  resolution === null
    ? `Compare with the incident "${title}", which is most like this one.`
    : `See whether it is as it was with the incident "${title}", which is like this one: ${resolution}`;

/** One sentence for the kind of the first cause. */
function instructionFor({ asset, evidence }: Cause, alert: Alert): string {
  const name = nameOf(asset);
  const kinds = new Set(evidence.map(({ kind }) => kind));
  if (kinds.has('RUN_FAILED'))
    return `Open the log of the failed run of ${name}, mend what it names, and run it again.`;
  if (kinds.has('SCHEMA_CHANGED'))
    return `Ask the owner of ${name} whether its change of schema was meant, and adapt what reads it.`;
  if (kinds.has('MODEL_DEPLOYED'))
    return `Compare ${name} before and after its new model version; deploy the version before when it explains the loss.`;
  if (kinds.has('CODE_CHANGED'))
    return `Read what changed in the code of ${name}; take it back when it explains the trouble.`;
  if (kinds.has('ASSERTION_FAILED'))
    return `Look at the rows of ${name} that failed its check, and ask its owner where they come from.`;
  if (asset === alert.metric.asset) return `Look at ${name} itself: what feeds it looks normal.`;
  return `Ask the owner of ${name} what changed there around the time it became abnormal.`;
}
