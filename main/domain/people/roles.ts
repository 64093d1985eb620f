import type { Role } from '../../../protocol/people';

const RANK = { operator: 0, supervisor: 1, engineer: 2 } as const satisfies Record<Role, number>;

/** Whether a person of the role `has` may do what needs the role `needed`: each role may do what the one before may. */
export function mayDo(has: Role, needed: Role): boolean {
  return RANK[has] >= RANK[needed];
}
