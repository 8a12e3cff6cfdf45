import { CommandFailure, EXIT } from './failure.ts';

/** Why the server refused what was sent. */
export interface UserError {
  code: string;
  field: string | null;
  message: string;
}

/** @throws CommandFailure when there are any: not found, wrong input, or at odds with what stands. */
export function throwRefusal(userErrors: readonly UserError[]): void {
  const [first] = userErrors;
  if (!first) return;
  const exits: Record<string, number> = { NOT_FOUND: EXIT.notFound, BAD_USER_INPUT: EXIT.usage };
  const message = userErrors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('\n');
  throw new CommandFailure(exits[first.code] ?? EXIT.rejected, message);
}
