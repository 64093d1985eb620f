/** What a finger, in a glove too, can press: px each way. */
export const LEAST_TARGET = 44;

/**
 * What of the page that can be pressed answers on less than so many pixels, across or down. It is measured where the pointer would be, so an
 * area that cannot be seen counts, and one that something else covers does not. Runs in the page.
 *
 * Links in running text are left out: their lines would lie over one another.
 *
 * @param {number} least
 * @returns {string[]}
 */
export function smallTargets(least) {
  const PRESSED =
    'button, a[href], input, select, textarea, summary, [role=button], [role=radio], [role=tab], [role=switch], [role=checkbox], [role=menuitem], [role=option], [data-act], [data-slot]';
  /** @type {(element: Element) => boolean} */
  const isInText = (element) =>
    element.tagName === 'A' && getComputedStyle(element).display === 'inline' && element.closest('p, li, td, dd') !== null;
  /** What answers in its place: the words of a hidden checkbox press it, too. @type {(element: Element) => Element} */
  const targetOf = (element) => (element.tagName === 'INPUT' ? (element.closest('label') ?? element) : element);
  /** Whether all of it can be seen: what is scrolled half out is measured in another picture. @type {(element: Element) => boolean} */
  const isWhole = (element) => {
    const own = element.getBoundingClientRect();
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    const [left, right] = [Math.min(own.left, x - least / 2), Math.max(own.right, x + least / 2)];
    const [top, bottom] = [Math.min(own.top, y - least / 2), Math.max(own.bottom, y + least / 2)];
    if (own.left < 0 || own.top < 0 || own.right > innerWidth || own.bottom > innerHeight) return false;
    // Rows scroll below their heads.
    const row = element.closest('[role=row]')?.getBoundingClientRect();
    if (row !== undefined && document.elementFromPoint(x, row.top + 2)?.closest('[role=row]') !== element.closest('[role=row]'))
      return false;
    for (let box = element.parentElement; box !== null; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const outer = box.getBoundingClientRect();
      const [scrollsX, scrollsY] = [overflowX, overflowY].map((overflow) => overflow === 'auto' || overflow === 'scroll');
      if (scrollsX && box.scrollWidth > box.clientWidth && (left < outer.left - 1 || right > outer.right + 1)) return false;
      if (scrollsY && box.scrollHeight > box.clientHeight && (top < outer.top - 1 || bottom > outer.bottom + 1)) return false;
    }
    return true;
  };
  /** @type {string[]} */
  const found = [];
  for (const target of new Set([...document.querySelectorAll(PRESSED)].map((element) => targetOf(element)))) {
    const { left, top, width, height } = target.getBoundingClientRect();
    if (width < 2 || height < 2 || isInText(target) || !isWhole(target) || target.closest('.hidden-text, [inert]') !== null)
      continue;
    const [x, y] = [left + width / 2, top + height / 2];
    /** @type {(dx: number, dy: number) => boolean} */
    const answers = (dx, dy) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      // What a message covers for a while is not smaller.
      if (hit !== null && hit.closest('.notices') !== null && target.closest('.notices') === null) return true;
      return hit !== null && (target.contains(hit) || hit.closest('label') === target);
    };
    if (!answers(0, 0)) continue;
    /** @type {(dx: number, dy: number) => number} */
    const reach = (dx, dy) => {
      let far = 0;
      while (far < least && answers(dx * (far + 1), dy * (far + 1))) far += 1;
      return far;
    };
    const across = reach(-1, 0) + reach(1, 0) + 1;
    const down = reach(0, -1) + reach(0, 1) + 1;
    if (across < least - 1 || down < least - 1) {
      const name = target.getAttribute('aria-label') ?? target.textContent?.trim().slice(0, 40) ?? '';
      found.push(
        `small target: ${Math.min(across, 99)} x ${Math.min(down, 99)} ${target.tagName.toLowerCase()}.${target.className} "${name}"`,
      );
    }
  }
  return found;
}
