/**
 * Which words of a page are cut off, and which come from no catalogue. Runs in the page.
 *
 * @param {boolean} pseudo whether every word of the window has to stand in brackets
 * @returns {string[]}
 */
export function faultsOfWords(pseudo) {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? '';
    const box = texts.currentNode.parentElement;
    if (text === '' || box === null || box.closest('.hidden-text, script, style') !== null) continue;
    if (
      pseudo &&
      /\p{L}{2}/u.test(text) &&
      !/^\W*\[.*\]\W*$/su.test(text) &&
      box.closest('bdi, input, textarea, .mono, [lang]:not(html)') === null
    )
      found.push(`not in the catalogue: ${text}`);
    const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
    if (box.closest('bdi') === null && textOverflow !== 'clip' && box.scrollWidth > box.clientWidth + 1)
      found.push(`cut off: ${text}`);
    if (overflowX === 'hidden' && textOverflow === 'clip' && box.scrollWidth > box.clientWidth + 1)
      found.push(`cut off: ${text}`);
    if (overflowY === 'hidden' && box.scrollHeight > box.clientHeight * 1.3) found.push(`cut off below: ${text}`);
  }
  // Nothing scrolls the header: what is beside it cannot be pressed.
  for (const button of document.querySelectorAll('header.top button')) {
    const { left, right, width } = button.getBoundingClientRect();
    if (width > 0 && (left < 0 || right > innerWidth)) found.push(`off the screen: ${button.getAttribute('aria-label')}`);
  }
  return found;
}
