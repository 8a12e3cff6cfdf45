import { CommandFailure, EXIT } from './failure.ts';
import { print, printJson, tell } from './output.ts';
import { type PostedEvents, postEvents } from './post-events.ts';

/** As many lines of one kind as somebody reads; `--json` has them all. */
const SHOWN = 10;

/** Posts events and says what became of them. @throws CommandFailure when some were refused. */
export async function reportEvents(events: object[], { json }: { json?: boolean }): Promise<void> {
  const { accepted, refused, warnings } = await postEvents(events);
  if (json) printJson({ accepted, refused, warnings });
  else print(`${accepted} of ${events.length} events accepted`);
  tellSome(warnings);
  failWhereRefused(refused, events.length);
}

/** @throws CommandFailure when some of so many events were refused, having told which. */
export function failWhereRefused(refused: PostedEvents['refused'], total: number): void {
  tellSome(refused.map(({ index, reason }) => `event ${index + 1}: ${reason}`));
  if (refused.length > 0) throw new CommandFailure(EXIT.rejected, `${refused.length} of ${total} events were refused`);
}

export function tellSome(lines: readonly string[]): void {
  for (const line of lines.slice(0, SHOWN)) tell(line);
  if (lines.length > SHOWN) tell(`and ${lines.length - SHOWN} more; --json lists them all`);
}
