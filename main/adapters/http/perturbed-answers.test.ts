import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { serialNumber } from '../../../protocol/ids';
import { withEachSerial } from '../../domain/delivery/outbox-policy';
import { readPostOutcome } from './post-outcome';

/** One thing that is added to a plain yes, or to a plain refusal of a list, and is understood in neither. */

const SERIALS = Array.from({ length: 12 }, (_, index) => serialNumber(`QX-${4001 + index}K`));
const SENT = JSON.stringify({ snArray: SERIALS, operationId: 'OP-12' });

function kindOf(status: number, body: object): string {
  return withEachSerial(readPostOutcome('pair', status, JSON.stringify(body), null, SENT), { kind: 'pair', serials: SERIALS })
    .kind;
}

const few = fc.integer({ min: 1, max: SERIALS.length - 1 });
const unknownName = fc
  .string({ unit: fc.constantFrom(...'b c d f g h j k l m n p q r v w x z'.split(' ')), minLength: 5, maxLength: 9 })
  .map((name) => `q${name}`);
const entries = (of: object): readonly object[] => SERIALS.map((sn) => ({ sn, ...of }));
const yes = fc.constantFrom<object>(
  { success: true },
  { code: 0, msg: 'success' },
  { code: 200, message: '操作成功', data: null },
  { status: 'OK', message: '12 devices paired' },
  { success: true, total: 12, failed: 0 },
  { success: true, data: SERIALS },
  { code: 0, data: { list: entries({ result: 'OK' }) } },
  { success: true, results: entries({ status: 200 }) },
  { result: null, success: true, error: null, __abp: true },
);
const takenBack: fc.Arbitrary<object> = fc.oneof(
  fc.tuple(unknownName, few).map(([name, count]) => ({ [name]: count })),
  fc.tuple(unknownName, few).map(([name, count]) => ({ [name]: SERIALS.slice(0, count) })),
  fc.tuple(unknownName, fc.boolean()).map(([name, flag]) => ({ [name]: flag })),
  fc
    .tuple(unknownName, fc.constantFrom('gesperrt', 'refusé', 'rechazado', '不良', 'отклонено', '거부', 'HOLD'))
    .map(([name, word]) => ({ [name]: word })),
  fc
    .tuple(fc.constantFrom('note', 'remark', 'detail', 'reason', 'title'), few)
    .map(([name, count]) => ({ [name]: `${count} paired` })),
  fc
    .constantFrom('gesperrt', 'refusé', 'zamítnuto', '待确认', '登録できません', 'paired, please check')
    .map((note) => ({ note })),
  few.map((count) => ({ successCount: count })),
  few.map((count) => ({ pairedSns: SERIALS.slice(0, count) })),
  few.map((count) => ({ entries: SERIALS.map((sn, index) => ({ sn, ok: index !== count })) })),
);
const no = fc.constantFrom<object>(
  { success: false },
  { error: 'Operation is closed' },
  { message: 'wrong step', code: 40_017 },
  { success: false, message: '工单已关闭' },
  { status: 'FAILED', errors: [{ message: 'field is required' }] },
  { error: { code: 0, message: 'not valid' }, success: false, __abp: true },
);
const someTaken: fc.Arbitrary<object> = fc.oneof(
  fc.tuple(unknownName, few).map(([name, count]) => ({ [name]: count })),
  fc.tuple(unknownName, few).map(([name, count]) => ({ [name]: SERIALS.slice(0, count) })),
  unknownName.map((name) => ({ [name]: true })),
  fc
    .tuple(few, fc.constantFrom('paired', 'gebucht', '台成功', 'failed', 'appairés'))
    .map(([count, word]) => ({ note: `${count} ${word}` })),
  fc
    .constantFrom('rest ok', '其余成功', 'only the first device', 'die übrigen gebucht', 'otros aceptados', '残りは登録済み')
    .map((note) => ({ note })),
  few.map((count) => ({ note: `${SERIALS[count] ?? ''} paired` })),
  few.map((count) => ({ results: SERIALS.map((sn, index) => ({ sn, status: index < count ? 200 : 409 })) })),
  few.map((count) => ({ details: SERIALS.map((sn, index) => ({ sn, status: index < count ? 201 : 409 })) })),
);

it('a plain yes with one thing more that is not understood is no yes', () => {
  fc.assert(
    fc.property(yes, takenBack, fc.boolean(), (body, more, isDeep) => {
      expect(kindOf(200, body)).toBe('accepted');
      expect(kindOf(200, { ...body, ...(isDeep ? { body: more } : more) })).not.toBe('accepted');
    }),
    { numRuns: 500 },
  );
});

it('a refusal of the whole list with one sign more that some were taken is none', () => {
  fc.assert(
    fc.property(no, someTaken, fc.boolean(), fc.constantFrom(200, 400, 409, 422), (body, more, isDeep, status) => {
      expect(kindOf(409, body)).toBe('rejected');
      expect(kindOf(status, { ...body, ...(isDeep ? { body: more } : more) })).not.toBe('rejected');
    }),
    { numRuns: 500 },
  );
});
