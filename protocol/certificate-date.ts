/** What the codes of a certificate that is not valid at present mean. */
const PROBLEMS: Readonly<Record<string, 'notYet' | 'expired'>> = {
  CERT_NOT_YET_VALID: 'notYet',
  CERT_HAS_EXPIRED: 'expired',
};
const WORDS = { notYet: 'is not valid yet', expired: 'has expired' } as const;

/**
 * Nearly always it is the clock of a machine whose battery is empty that makes a certificate invalid.
 * @param code of the error of TLS
 * @returns which it is, and the date of this machine as `2026-11-30`; null when the code says nothing about dates
 */
export function certificateDate(
  code: string,
  now: Date,
): { readonly problem: 'notYet' | 'expired'; readonly today: string } | null {
  const problem = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
  if (problem === undefined) return null;
  const two = (number: number): string => String(number).padStart(2, '0');
  return { problem, today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` };
}

/**
 * The same in words, for programs without a catalogue.
 * @param subject whose certificate, such as `the certificate of mes.plant`
 * @returns a sentence without capital and full stop; null when the code says nothing about dates
 */
export function certificateDateProblem(code: string, subject: string, now: Date): string | null {
  const dated = certificateDate(code, now);
  return dated && `${subject} ${WORDS[dated.problem]}: check the date of this machine (it says ${dated.today})`;
}
