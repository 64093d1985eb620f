/** A text with `A` for each letter and `9` for each digit: `Q186I15901` is `A999A99999`. */
export function shapeOf(text: string): string {
  const letters = /^[ -~]*$/.test(text) ? /[A-Za-z]/g : /\p{L}/gu;
  return text.replaceAll(letters, 'A').replaceAll(/\d/g, '9').replaceAll(/\s+/g, ' ');
}
