import type { EdgeRole } from '../../domain/statement.ts';

/** As stored: places in this list never change. */
const ROLES: EdgeRole[] = ['READS', 'WRITES', 'DERIVES', 'PART_OF', 'TRAINS', 'SERVES', 'CALLS'];

export const roleNumber = (role: EdgeRole): number => ROLES.indexOf(role);

export const roleOf = (number: number): EdgeRole => ROLES[number] as EdgeRole;
