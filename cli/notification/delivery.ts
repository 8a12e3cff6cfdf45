import { CommandFailure, EXIT } from '../failure.ts';
import { minute, status } from '../output.ts';

/** What these commands ask of a delivery. */
export interface Delivery {
  id: string;
  receiver: string;
  audience: string | null;
  occasion: string;
  state: string;
  attempts: number;
  createdAt: string;
  dueAt: string | null;
  deliveredAt: string | null;
  status: number | null;
  reason: string | null;
  incident: { id: string; title: string } | null;
}

export const DELIVERY = `
  id receiver audience occasion state attempts createdAt dueAt deliveredAt status reason incident { id title }
`;

export const HEAD = ['planned', 'state', 'receiver', 'occasion', 'audience', 'attempts', 'id', 'what became of it'];

export const rowOf = (delivery: Delivery): string[] => [
  minute(delivery.createdAt),
  status(delivery.state),
  delivery.receiver,
  delivery.occasion,
  delivery.audience ?? '-',
  `${delivery.attempts}`,
  delivery.id,
  outcomeOf(delivery),
];

function outcomeOf({ state, reason, dueAt, deliveredAt, status: answered }: Delivery): string {
  if (state === 'DELIVERED') return `answered ${answered} at ${minute(deliveredAt)}`;
  if (state === 'DEAD') return `given up: ${reason}`;
  return reason ? `${reason}; tried again at ${minute(dueAt)}` : `to be sent at ${minute(dueAt)}`;
}

export interface UserError {
  code: string;
  message: string;
}

/** @throws CommandFailure with what is wrong, if anything is. */
export function refuseErrors([error]: readonly UserError[], remedy: string): void {
  if (error)
    throw new CommandFailure(error.code === 'NOT_FOUND' ? EXIT.notFound : EXIT.rejected, error.message, remedy);
}
