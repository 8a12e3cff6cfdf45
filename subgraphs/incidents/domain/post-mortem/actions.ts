import { type By, type Changed, type Check, faultsOf, nextVersion, refused, textChecks } from './changed.ts';
import { type Day, isOver, parseDay } from './day.ts';
import type { PostMortem, PostMortemAction } from './post-mortem.ts';

const LONGEST_TITLE = 500;
const LONGEST_OWNER = 200;
const MOST_ACTIONS = 100;

export type ActionState = 'OPEN' | 'DONE';

export interface AskedAction {
  title: string;
  owner: string;
  due: string;
}

/** What changes of an action; what is absent or null stays. */
export type AskedActionChange = { [Field in keyof AskedAction]?: string | null | undefined } & {
  state?: ActionState | null | undefined;
};

export const stateOf = ({ done }: PostMortemAction): ActionState => (done ? 'DONE' : 'OPEN');

export const isOverdue = ({ due, done }: PostMortemAction, now: number): boolean => done === null && isOver(due, now);

/** Who adds an action need not have read the others: nobody's is lost by it. */
export function actionAdded(before: PostMortem, asked: AskedAction, by: By): Changed {
  const faults = faultsOf([
    ...fieldChecks(asked),
    ...pastChecks(asked.due, by),
    [before.actions.length >= MOST_ACTIONS, 'incident', `it has ${MOST_ACTIONS} actions already, the most it may have`],
  ]);
  if (faults.length > 0) return refused(...faults);
  const action: PostMortemAction = {
    id: `action/${before.actions.length + 1}`,
    title: asked.title.trim(),
    owner: asked.owner.trim(),
    due: asked.due as Day,
    createdAt: by.at,
    done: null,
  };
  return nextVersion(before, 'ACTION_ADDED', by, { actions: [...before.actions, action] });
}

/** Done, opened again, put off or given to another. */
export function actionChanged(before: PostMortem, id: string, asked: AskedActionChange, by: By): Changed {
  const action = before.actions.find((each) => each.id === id);
  if (!action) return refused({ code: 'NOT_FOUND', field: 'action', message: unknownAction(before, id) });
  const title = asked.title ?? action.title;
  const owner = asked.owner ?? action.owner;
  const due = asked.due ?? action.due;
  const faults = faultsOf([
    [Object.values(asked).every((each) => each == null), 'input', 'say what changes: title, owner, due or state'],
    ...fieldChecks({ title, owner, due }),
    // What is late already may be renamed or given to another without being put off.
    ...(due === action.due ? [] : pastChecks(due, by)),
  ]);
  if (faults.length > 0) return refused(...faults);
  const state = asked.state ?? stateOf(action);
  const done = state === 'OPEN' ? null : (action.done ?? by);
  const changed = { ...action, title: title.trim(), owner: owner.trim(), due: due as Day, done };
  return nextVersion(before, 'ACTION_CHANGED', by, {
    actions: before.actions.map((each) => (each === action ? changed : each)),
  });
}

const fieldChecks = ({ title, owner, due }: AskedAction): Check[] => [
  ...textChecks('title', title, LONGEST_TITLE, 'say what is to be done'),
  ...textChecks('owner', owner, LONGEST_OWNER, 'say who does it: a person or a team; what nobody owns is not done'),
  [parseDay(due) === null, 'due', `"${due}" is no day; say by when it is done, such as 2026-12-01`],
];

const pastChecks = (due: string, { at }: By): Check[] => {
  const day = parseDay(due);
  return [
    [
      day !== null && isOver(day, at),
      'due',
      `${due} is over; give today or a later day, and tell what was done before in the summary`,
    ],
  ];
};

function unknownAction({ actions }: PostMortem, id: string): string {
  const known = actions.length === 0 ? 'it has none yet' : `it has ${actions.map((each) => each.id).join(', ')}`;
  return `there is no action ${id}: ${known}`;
}
