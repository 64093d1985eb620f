/** What the codes of a certificate that is not valid at present mean. */
const PROBLEMS: Readonly<Record<string, string>> = {
  CERT_NOT_YET_VALID: 'is not valid yet',
  CERT_HAS_EXPIRED: 'has expired',
};

/**
 * Nearly always it is the clock of a machine whose battery is empty that makes a certificate invalid.
 * @param code of the error of TLS @param subject whose certificate, such as `the certificate of mes.plant`
 * @returns a sentence without capital and full stop; null when the code says nothing about dates
 */
export function certificateDateProblem(code: string, subject: string, now: Date): string | null {
  const problem = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
  if (problem === undefined) return null;
  const two = (number: number): string => String(number).padStart(2, '0');
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${subject} ${problem}: check the date of this machine (it says ${today})`;
}
