/** Every text that the page shows, in fields too, but for what is masked. */
export function readable(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
  return [document.body.textContent, ...fields.map(({ type, value }) => (type === 'password' ? '' : value))].join(' ');
}
