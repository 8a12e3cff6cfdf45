import { codeOf, DeadlineExceeded } from '../../platform/errors.ts';
import type { AnswerError, Path } from './run.ts';

/** An error of a subgraph, at its place in the client's answer. */
export const errorAt = ({ message, extensions }: AnswerError, path: Path, subgraph: string): AnswerError => ({
  message,
  path,
  extensions: { code: 'INTERNAL', ...extensions, subgraph },
});

/** What a fetch without any answer says; it has no path and stands for everything that was asked. */
export function failureOf(cause: unknown, subgraph: string): AnswerError {
  if (isDeadline(cause))
    return {
      message: `the time for this request ran out while ${subgraph} was asked`,
      extensions: { code: 'DEADLINE_EXCEEDED' },
    };
  const code = codeOf(cause);
  const message = code === 'INTERNAL' ? 'something went wrong on our side' : (cause as Error).message;
  return { message, extensions: { code } };
}

const isDeadline = (cause: unknown): boolean =>
  cause instanceof DeadlineExceeded || /^(Timeout|Abort)Error$/.test((cause as { name?: string } | null)?.name ?? '');
