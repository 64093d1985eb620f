/** Verdicts against a device. What only was not found out (no answer, MES silent) says nothing against it. */
const AGAINST: ReadonlySet<string> = new Set(['fail', 'waived', 'conflict', 'notRegistered']);

export function speaksAgainst(status: string): boolean {
  return AGAINST.has(status);
}

/** Whether a status says what a device is, and not only that nobody knows. */
export function isVerdict(status: string): boolean {
  return status === 'pass' || speaksAgainst(status);
}
