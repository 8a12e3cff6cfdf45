import { type ASTNode, Environment } from '@marcbachmann/cel-js';

/** What is wrong with an expression, in one sentence with the remedy; `variable` when it is that one's. */
export interface ExpressionFault {
  message: string;
  variable?: string;
}

/** Bounds of an expression: every node is computed at most once, so that these bound what a value costs. */
const LIMITS = { maxAstNodes: 300, maxDepth: 40, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 10 };
const LONGEST = 2000;

/** Arithmetic, comparison and choice; text, lists and time have no place in a number over numbers. */
const ALLOWED = new Set([
  'value',
  'id',
  '+',
  '-',
  '*',
  '/',
  '-_',
  '!_',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '?:',
]);

/** Every reason why a CEL expression is no number over these variables, each a number itself. */
export function expressionFaults(expression: string, variables: readonly string[]): ExpressionFault[] {
  if (expression.length > LONGEST)
    return [{ message: `the expression has ${expression.length} characters; the longest accepted has ${LONGEST}` }];
  const environment = new Environment({ limits: LIMITS });
  const misnamed = variables.filter((variable) => !declares(environment, variable));
  if (misnamed.length > 0)
    return misnamed.map((variable) => ({
      variable,
      message: `"${variable}" cannot be a variable of CEL; expected letters, digits and underscores that are no reserved word`,
    }));
  const tree = treeOf(environment, expression);
  if ('message' in tree) return [tree];
  const nodes = [...nodesOf(tree)];
  const foreign = nodes.find((node) => !isAllowed(node));
  if (foreign) return [{ message: foreignFault(foreign) }];
  const { valid, type, error } = environment.check(expression);
  if (!valid && error) return [{ message: typeFault(error.code, error.summary, error.node as ASTNode, variables) }];
  if (type !== 'double') return [{ message: resultFault(expression, type) }];
  const used = new Set(nodes.flatMap((node) => (node.op === 'id' ? [node.args] : [])));
  return variables
    .filter((variable) => !used.has(variable))
    .map((variable) => ({ variable, message: `"${variable}" is not used in the expression; use it or leave it out` }));
}

function declares(environment: Environment, variable: string): boolean {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) return false;
  try {
    environment.registerVariable(variable, 'double');
    return environment.check(variable).type === 'double';
  } catch {
    return false;
  }
}

function treeOf(environment: Environment, expression: string): ASTNode | ExpressionFault {
  try {
    return environment.parse(expression).ast;
  } catch (cause) {
    const { code, summary, range } = cause as { code: string; summary: string; range?: { start: number } };
    const remedy = code === 'limit_exceeded' ? '; split it into several definitions' : '';
    const place = range ? ` at character ${range.start + 1}` : '';
    return { message: `CEL cannot read "${expression.slice(0, 100)}": ${summary}${place}${remedy}` };
  }
}

function* nodesOf(node: ASTNode): Generator<ASTNode> {
  yield node;
  for (const child of [node.args].flat(3)) if (isNode(child)) yield* nodesOf(child);
}

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value;

const textOf = ({ input, range }: ASTNode): string => input.slice(range.start, range.end);

function isAllowed(node: ASTNode): boolean {
  if (node.op === 'call') return node.args[0] === 'double';
  if (node.op === 'value') return ['bigint', 'number', 'boolean'].includes(typeof node.args);
  return ALLOWED.has(node.op);
}

const foreignFault = (node: ASTNode): string =>
  `"${textOf(node)}" has no place in a number over numbers; expected + - * /, comparisons, && || !, a ? b : c and double()`;

function typeFault(code: string, summary: string, node: ASTNode, variables: readonly string[]): string {
  const found = textOf(node);
  if (code === 'unknown_variable')
    return `no variable is named "${found}"; the variables are those of method.over: ${variables.join(', ')}`;
  if (code === 'no_such_overload' || code === 'incompatible_ternary_branches') {
    const written = withPoints(node);
    if (written !== found)
      return `"${found}" does not type-check: variables are doubles and CEL has no arithmetic of int and double; write ${written}`;
  }
  return `"${found}" does not type-check: ${summary}`;
}

function resultFault(expression: string, type: string | undefined): string {
  if (type === 'int') return `"${expression}" is an int; a number is a double, written with a point, such as 2.0`;
  return `"${expression}" is a ${type}, expected a number; choose one with a ? b : c, such as (${expression}) ? 1.0 : 0.0`;
}

/** The text of a node with a point in each of its whole numbers. */
function withPoints(node: ASTNode): string {
  const whole = [...nodesOf(node)]
    .filter(({ op, args }) => op === 'value' && typeof args === 'bigint')
    .toSorted((one, other) => other.range.start - one.range.start);
  let text = textOf(node);
  for (const { range, args } of whole)
    text = `${text.slice(0, range.start - node.range.start)}${args}.0${text.slice(range.end - node.range.start)}`;
  return text;
}
