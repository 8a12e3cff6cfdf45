import { type ExpressionBuilder, type Selectable, sql, type Transaction } from 'kysely';
import { indexed } from '../../../platform/dialect.ts';
import type { Instant, Milliseconds } from '../../../vocabulary/duration.ts';
import type { Delivery, DeliveryState } from '../domain/notification/delivery.ts';
import { threadKey } from '../domain/notification/told.ts';
import type { ClaimedDelivery, DeliveryStore, StoredDelivery } from '../ports/delivery-store.ts';
import type { Database } from './sql-database.ts';
import type { Tables } from './sql-schema.ts';

/** Deliveries as rows: what never changes as JSON, what does in columns of its own. */
export function deliveryStoreIn(database: Database): DeliveryStore {
  const { tables, dialect, answering } = database;
  const { among } = dialect;
  return {
    planned: () =>
      answering(async () => (await tables.selectFrom('planned').select('sequence').executeTakeFirstOrThrow()).sequence),
    keep: (plan, from, to) =>
      answering(() =>
        tables.transaction().execute(async (transaction) => {
          // The row stays locked until the end, so that of two who plan the same changes one sees that it is late.
          const { numUpdatedRows } = await transaction
            .updateTable('planned')
            .set({ sequence: to })
            .where('sequence', '=', from)
            .executeTakeFirst();
          if (numUpdatedRows === 0n) return false;
          for (const delivery of plan.deliveries) await insert(transaction, delivery);
          for (const { id, otherwise } of plan.absorbed)
            if (!(await absorb(transaction, id)) && otherwise) await insert(transaction, otherwise);
          return true;
        }),
      ),
    add: (delivery) => answering(() => tables.transaction().execute((transaction) => insert(transaction, delivery))),

    claim: (now, first, without, lease) => answering(() => claim(database, now, first, without, lease)),
    seal: (claimed, message) =>
      answering(async () => {
        const { numUpdatedRows } = await tables
          .updateTable('delivery')
          .set({ message: JSON.stringify(message) })
          .where(heldFor(claimed))
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
    settle: (claimed, settled, forwarded) =>
      answering(() =>
        tables.transaction().execute(async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('delivery')
            .set({
              state: settled.state,
              due_at: settled.dueAt,
              settled_at: settled.settledAt,
              status: settled.status,
              reason: settled.reason,
              lease_until: null,
              ...(forwarded ? { labels: JSON.stringify(forwarded.labels), repeat_at: forwarded.repeatAt } : {}),
            })
            .where(heldFor(claimed))
            .executeTakeFirst();
          const isKept = numUpdatedRows === 1n;
          if (isKept && forwarded)
            await transaction
              .updateTable('delivery')
              .set({ repeat_at: null })
              .where('thread', '=', threadOf(claimed))
              .where('id', '!=', claimed.id)
              .where('repeat_at', 'is not', null)
              .execute();
          return isKept;
        }),
      ),

    claimRepeats: (now, first, next) =>
      answering(async () => {
        const due = await tables
          .selectFrom('delivery')
          .selectAll()
          .where('repeat_at', '<=', now)
          .orderBy('repeat_at')
          .limit(first)
          .execute();
        const claimed: StoredDelivery[] = [];
        for (const row of due) {
          const { numUpdatedRows } = await tables
            .updateTable('delivery')
            .set({ repeat_at: next(row.receiver) })
            .where('id', '=', row.id)
            .where('repeat_at', '=', row.repeat_at)
            .executeTakeFirst();
          if (numUpdatedRows === 1n) claimed.push(deliveryOf(row));
        }
        return claimed;
      }),
    keepForwarded: (id, { labels, repeatAt }) =>
      answering(async () => {
        await tables
          .updateTable('delivery')
          .set({ labels: JSON.stringify(labels), repeat_at: repeatAt })
          .where('id', '=', id)
          .where('repeat_at', 'is not', null)
          .execute();
      }),
    forwardedLabels: (delivery) =>
      answering(async () => {
        const row = await tables
          .selectFrom('delivery')
          .select('labels')
          .where('thread', '=', threadOf(delivery))
          .where('labels', 'is not', null)
          .orderBy('sequence', 'desc')
          .limit(1)
          .executeTakeFirst();
        return row?.labels ? JSON.parse(row.labels) : null;
      }),

    deliveries: ({ states, receiver, first, after }) =>
      answering(async () => {
        const matching = tables
          .selectFrom('delivery')
          .where('state', 'in', among(states))
          .$if(receiver !== null, (query) => query.where('receiver', '=', receiver));
        const [{ total }, rows] = await Promise.all([
          matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
          matching
            .selectAll()
            .$if(after !== null, (query) => query.where('sequence', '<', after))
            .orderBy('sequence', 'desc')
            .limit(first + 1)
            .execute(),
        ]);
        return { nodes: rows.slice(0, first).map(deliveryOf), hasNextPage: rows.length > first, totalCount: total };
      }),
    delivery: (id) =>
      answering(async () => {
        const row = await tables.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
        return row ? deliveryOf(row) : null;
      }),
    deliveriesOf: (incidents) =>
      answering(async () => {
        const rows = await tables
          .selectFrom('delivery')
          .selectAll()
          .where('incident', 'in', among(incidents))
          .orderBy('sequence')
          .execute();
        return Map.groupBy(rows.map(deliveryOf), ({ incident }) => incident ?? '');
      }),
    resend: (id, now) =>
      answering(async () => {
        await tables
          .updateTable('delivery')
          .set(({ ref }) => ({
            state: 'PENDING',
            // While it is pending an attempt may be under way, which is known by its number.
            attempts: sql<number>`case when ${ref('state')} = 'PENDING' then ${ref('attempts')} else 0 end`,
            due_at: now,
            settled_at: null,
          }))
          .where('id', '=', id)
          .execute();
      }),

    forget: (before, most) => answering(() => forget(database, before, most)),

    disabled: () =>
      answering(async () => {
        const rows = await tables.selectFrom('disabled_receiver').selectAll().execute();
        return rows.map(({ disabled_at, ...row }) => ({ ...row, at: disabled_at }));
      }),
    disable: ({ at, ...receiver }) =>
      answering(async () => {
        const row = { ...receiver, disabled_at: at };
        await tables
          .insertInto('disabled_receiver')
          .values(row)
          .onConflict((conflict) => conflict.column('receiver').doUpdateSet(row))
          .execute();
      }),
    enable: (receiver) =>
      answering(async () => {
        await tables.deleteFrom('disabled_receiver').where('receiver', '=', receiver).execute();
      }),
  };
}

type StoredRow = Selectable<Tables['delivery']>;
type Unchanging = Pick<Delivery, 'audience' | 'occasion' | 'change' | 'time' | 'actor' | 'note' | 'createdAt'>;

const threadOf = ({ id, incident, audience, receiver }: Delivery): string =>
  indexed(incident === null ? id : threadKey({ incident, audience, receiver }));

async function insert(transaction: Transaction<Tables>, delivery: Delivery): Promise<void> {
  const { id, incident, receiver, coalesced, state, attempts, dueAt, settledAt, status, reason, ...unchanging } =
    delivery;
  await transaction
    .insertInto('delivery')
    .values({
      ...{ id, incident, receiver, coalesced, state, attempts, status, reason },
      thread: threadOf(delivery),
      due_at: dueAt,
      settled_at: settledAt,
      body: JSON.stringify(unchanging satisfies Unchanging),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Whether a delivery was still to be sent for the first time, and tells of one more change now. */
async function absorb(transaction: Transaction<Tables>, id: string): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('delivery')
    .set(({ ref }) => ({ coalesced: sql<number>`${ref('coalesced')} + 1` }))
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .where('attempts', '=', 0)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const isFree = ({ eb, or, ref }: ExpressionBuilder<Tables, 'delivery'>, now: Database['dialect']['now']) =>
  or([eb('delivery.lease_until', 'is', null), eb(ref('delivery.lease_until'), '<=', now)]);

async function claim(
  { tables, dialect }: Database,
  now: Instant,
  first: number,
  without: readonly string[],
  lease: Milliseconds,
): Promise<ClaimedDelivery[]> {
  const due = await tables
    .selectFrom('delivery')
    .selectAll()
    .where('state', '=', 'PENDING')
    .where('due_at', '<=', now)
    .where('receiver', 'not in', dialect.among(without))
    .where((eb) => isFree(eb, dialect.now))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery as earlier')
            .select('earlier.id')
            .whereRef('earlier.thread', '=', 'delivery.thread')
            .whereRef('earlier.sequence', '<', 'delivery.sequence')
            .where('earlier.state', '=', 'PENDING'),
        ),
      ),
    )
    .orderBy('due_at')
    .orderBy('sequence')
    .limit(first)
    .execute();
  const claimed: ClaimedDelivery[] = [];
  for (const row of due) {
    const taken = await tables
      .updateTable('delivery')
      .set({ attempts: row.attempts + 1, lease_until: sql<number>`${dialect.now} + ${sql.lit(lease)}` })
      .where('id', '=', row.id)
      .where('state', '=', 'PENDING')
      .where('attempts', '=', row.attempts)
      .where((eb) => isFree(eb, dialect.now))
      .returningAll()
      .executeTakeFirst();
    if (taken)
      claimed.push({ delivery: deliveryOf(taken), message: taken.message === null ? null : JSON.parse(taken.message) });
  }
  return claimed;
}

async function forget(
  { tables, dialect }: Database,
  { delivered, dead }: { delivered: Instant; dead: Instant },
  most: number,
): Promise<number> {
  const over = tables
    .selectFrom('delivery')
    .leftJoin('incident', 'incident.id', 'delivery.incident')
    .select('delivery.id')
    .where(({ eb, or, and }) =>
      or([
        and([eb('delivery.state', '=', sql.lit('DELIVERED')), eb('settled_at', '<', delivered)]),
        and([eb('delivery.state', '=', sql.lit('DEAD')), eb('settled_at', '<', dead)]),
      ]),
    )
    .where('repeat_at', 'is', null)
    .where(({ eb, or }) => or([eb('incident.state', 'is', null), eb('incident.state', '=', 'RESOLVED')]))
    .orderBy('settled_at')
    .limit(most);
  const ids = (await over.execute()).map(({ id }) => id);
  if (ids.length === 0) return 0;
  const { numDeletedRows } = await tables
    .deleteFrom('delivery')
    .where('id', 'in', dialect.among(ids))
    // Somebody may have sent it again since.
    .where('state', '!=', 'PENDING')
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** A delivery that is still at the attempt for which it was claimed. */
const heldFor =
  ({ id, attempts }: Delivery) =>
  ({ eb, and }: ExpressionBuilder<Tables, 'delivery'>) =>
    and([eb('id', '=', id), eb('state', '=', 'PENDING'), eb('attempts', '=', attempts)]);

const deliveryOf = ({
  sequence,
  id,
  incident,
  receiver,
  state,
  attempts,
  coalesced,
  status,
  reason,
  ...row
}: StoredRow): StoredDelivery => ({
  ...(JSON.parse(row.body) as Unchanging),
  ...{ sequence, id, incident, receiver, state: state as DeliveryState, attempts, coalesced, status, reason },
  dueAt: row.due_at,
  settledAt: row.settled_at,
});
