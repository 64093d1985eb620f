/**
 * Which buttons of the open dialog's head and foot are out of reach when its body is longer than any window. Runs in the page, and
 * leaves the long body behind.
 *
 * @returns {string[]}
 */
export function faultsOfDialog() {
  /** @type {string[]} */
  const found = [];
  const sheet = [...document.querySelectorAll('.sheet')].at(-1);
  const body = sheet?.querySelector('.dialog-body');
  if (!(sheet instanceof HTMLElement) || !(body instanceof HTMLElement)) return found;
  const long = document.createElement('div');
  long.style.setProperty('height', '3000px');
  body.append(long);
  const frame = sheet.getBoundingClientRect();
  const bounds = {
    top: Math.max(0, frame.top),
    left: Math.max(0, frame.left),
    bottom: Math.min(innerHeight, frame.bottom),
    right: Math.min(innerWidth, frame.right),
  };
  for (const button of sheet.querySelectorAll(':is(.dialog-head, .dialog-footer) button')) {
    const { top, left, bottom, right, width } = button.getBoundingClientRect();
    const outside = top < bounds.top - 1 || left < bounds.left - 1 || bottom > bounds.bottom + 1 || right > bounds.right + 1;
    if (width > 0 && outside) found.push(`off the dialog: ${button.getAttribute('aria-label') ?? button.textContent}`);
  }
  body.scrollTo(0, 100_000);
  if (body.scrollTop === 0) found.push('the body of the dialog does not scroll');
  // A line and a field have to be seen at once.
  const least = 6 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (body.clientHeight < least) found.push(`the body of the dialog shows ${body.clientHeight} px`);
  document.documentElement.scrollTo(0, 1000);
  if (document.documentElement.scrollTop > 0) found.push('the page scrolls under the dialog');
  return found;
}
