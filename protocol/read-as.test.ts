import { english } from '../messages/english';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readAs } from './read-as';
import { firstFaultText } from './wire/issue-text';

const Schema = z.object({ sn: z.string().trim().max(8) });

describe('readAs', () => {
  it('reads and refuses as the schema does', () => {
    expect(readAs(Schema, { sn: ' SN1 ' })).toEqual({ success: true, data: { sn: 'SN1' } });
    expect(readAs(Schema, { sn: 1 }).success).toBe(false);
  });

  it.each(['{"sn":{"length":{"toString":""}}}', '{"sn":{"length":{"valueOf":1,"toString":null}}}'])(
    'refuses %s, which the library cannot measure',
    (text) => {
      const read = readAs(Schema, JSON.parse(text));
      expect(read.success ? '' : english(firstFaultText(read.error))).toBe('the message: cannot be read.');
    },
  );
});
