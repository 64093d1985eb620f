export type TextField = HTMLInputElement | HTMLTextAreaElement;

const TEXT_INPUTS = new Set(['text', 'search', 'password', 'url', 'email', 'tel', 'number']);

/** The element as a field that takes text, or undefined. */
export function asTextField(target: EventTarget | null): TextField | undefined {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && TEXT_INPUTS.has(target.type) ? target : undefined;
}

/** Fields for words of a person carry this attribute: a scanner writes nothing into them. */
export const NO_SCAN = { 'data-no-scan': '' } as const;

/** Hidden fields with this attribute get no code themselves: their sheet says which of its fields a code belongs to. */
export const CODES_TO_SHEET = { 'data-codes-to-sheet': '' } as const;

/** True where a scanned code belongs to the hidden field that has the cursor, because it must not come to stand where it can be read. */
export function keepsCodes(field: TextField): boolean {
  return field.type === 'password' && field.dataset['codesToSheet'] === undefined;
}

/** True where a scanned code may be written. */
export function takesCodes(field: TextField): boolean {
  return !field.readOnly && !field.disabled && field.dataset['noScan'] === undefined;
}

/** Puts a text into a field as if it had been typed over what is there: the page's own handlers hear of it. */
export function putText(field: TextField, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  const whole = field.maxLength > 0 ? text.slice(0, field.maxLength) : text;
  // React looks at the setter of the element itself, which would hide the change from it.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, whole);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A scanned code takes the place of what a field held; in a field of several lines it becomes one more line. */
export function putCode(field: TextField, code: string): void {
  const text = field instanceof HTMLTextAreaElement ? `${lineBefore(field.value)}${code}\n` : code;
  putText(field, text);
}

function lineBefore(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
