/** What a script can tell apart by the exit code alone. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  notFound: 3,
  notAllowed: 4,
  rejected: 5,
  findings: 6,
  unavailable: 7,
  interrupted: 130,
} as const;

/** An end of a command that is not a bug: what happened, and what to do about it. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exit: number;
  readonly remedy: string | undefined;
  constructor(exit: number, message: string, remedy?: string) {
    super(message);
    this.exit = exit;
    this.remedy = remedy;
  }
}
