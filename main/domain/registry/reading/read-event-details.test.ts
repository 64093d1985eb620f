import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { english } from '../../../../messages/english';
import { readFields } from './field-reader';
import { readDetails } from './read-event-details';
import { refusalAsResult } from './refusal';

const MIB = 1024 * 1024;

function readPicture(content: string) {
  const body = { images: [{ fileFormat: 'png', orientation: 'Horizontal', content }] };
  return refusalAsResult(() => readDetails('ImageSet', readFields(body, '', []), 'events', []));
}

describe('the bytes of a picture', () => {
  it.each([1, 2, 3, 4 * MIB, 16 * MIB])('%d of them are taken', (size) => {
    const content = randomBytes(size).toString('base64');
    expect(readPicture(content)).toMatchObject({ ok: true, value: { images: [{ content }] } });
  });

  it.each([
    ['', 'is empty'],
    ['AAA', 'must be base64'],
    ['A===', 'must be base64'],
    ['AA=A', 'must be base64'],
    ['AAAA\n', 'must be base64'],
    ['AA-_', 'must be base64'],
    [randomBytes(18 * MIB).toString('base64'), 'is larger than 16 MiB'],
  ])('no other text is (%#)', (content, why) => {
    const read = readPicture(content);
    expect(read).toMatchObject({ ok: false, error: { field: 'images[0].content' } });
    expect(read.ok ? '' : english(read.error.texts)).toContain(why);
  });
});
