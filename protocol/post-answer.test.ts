import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageIn, readSays, type Says } from './post-answer';
import { tookNothing } from './whole-no';

const TABLE: readonly (readonly [body: string, says: Says])[] = [
  // Nothing, and what every receiver may say beside a yes.
  ['""', 'yes'],
  ['"OK"', 'yes'],
  ['"taken, no errors"', 'yes'],
  ['null', 'yes'],
  ['[]', 'yes'],
  ['true', 'yes'],
  ['{}', 'yes'],
  ['{"ok":true}', 'yes'],
  ['{"success":true}', 'yes'],
  ['{"success":"true","message":"done"}', 'yes'],
  ['{"success":1}', 'yes'],
  ['{"success":null}', 'yes'],
  ['{"accepted":["A1"],"rejected":[{"sn":"A2","reason":"wrong step"}]}', 'yes'],
  ['{"accepted":["A1"],"rejected":[]}', 'yes'],
  ['{"code":0,"msg":"success"}', 'yes'],
  ['{"code":"0"}', 'yes'],
  ['{"code":"0000"}', 'yes'],
  ['{"code":200,"data":null}', 'yes'],
  ['{"code":"SUCCESS"}', 'yes'],
  ['{"code":"","errorCode":null}', 'yes'],
  ['{"code":"A0000","success":true}', 'yes'],
  ['{"results":[{"sn":"A1","success":true}]}', 'yes'],
  ['{"code":1,"success":true}', 'yes'],
  ['{"errno":0,"errmsg":"ok"}', 'yes'],
  ['{"error":null}', 'yes'],
  ['{"error":""}', 'yes'],
  ['{"error":false}', 'yes'],
  ['{"error":{"code":0,"message":"ok"}}', 'yes'],
  ['{"errors":[]}', 'yes'],
  ['{"status":"ok"}', 'yes'],
  ['{"status":200}', 'yes'],
  ['{"status":1}', 'yes'],
  ['{"status":"queued"}', 'yes'],
  ['{"result":{"id":7}}', 'yes'],
  ['{"message":"error rate 0"}', 'yes'],
  ['{"data":{"success":true}}', 'yes'],
  // No.
  ['false', 'no'],
  ['"FAIL"', 'no'],
  ['"Error: step"', 'no'],
  ['"failed"', 'no'],
  ['{"success":false}', 'no'],
  ['{"success":"false"}', 'no'],
  ['{"success":0}', 'no'],
  ['{"success":false,"accepted":[]}', 'no'],
  ['{"ok":false,"message":"closed"}', 'no'],
  ['{"succeeded":false}', 'no'],
  ['{"error":"Operation is closed"}', 'no'],
  ['{"error":{"code":17,"message":"closed"}}', 'no'],
  ['{"error":true}', 'no'],
  ['{"errors":["closed"]}', 'no'],
  ['{"status":"error"}', 'no'],
  ['{"status":"FAILED"}', 'no'],
  ['{"status":false}', 'no'],
  ['{"status":500,"message":"boom"}', 'no'],
  ['{"status":"409"}', 'no'],
  ['{"result":"NG"}', 'no'],
  ['{"result":false}', 'no'],
  ['{"code":"ERROR"}', 'no'],
  ['{"data":{"success":false}}', 'no'],
  ['{"response":{"result":{"success":false}}}', 'no'],
  ['{"Success":false}', 'no'],
  ['{"is_success":"False"}', 'no'],
  ['{"status":"FAILED: wrong step"}', 'no'],
  ['{"status":"Not OK"}', 'no'],
  ['"NOT OK"', 'no'],
  ['{"status":200,"data":{"error":"closed"}}', 'no'],
  ['{"success":false,"errorMessage":"wrong step"}', 'no'],
  ['{"success":false,"message":"Failed: wrong step"}', 'no'],
  ['{"status":"error","details":{"success":false}}', 'no'],
  ['{"status":"FAIL_STEP_MISMATCH"}', 'no'],
  ['{"status":"失败：工站不符"}', 'no'],
  // Nobody can say.
  ['{"status":"PAIR_FAILED"}', 'unclear'],
  ['{"success":true,"details":{"success":false}}', 'unclear'],
  ['{"success":true,"errorMessage":"wrong step"}', 'unclear'],
  ['{"success":false,"failed":["A1"]}', 'unclear'],
  ['{"code":1}', 'unclear'],
  ['{"code":"A0400"}', 'unclear'],
  ['{"code":"E1"}', 'unclear'],
  ['{"code":"SN_LOCKED","message":"operation is locked"}', 'unclear'],
  ['{"code":false}', 'unclear'],
  ['{"code":{"value":"A0400"}}', 'unclear'],
  ['{"errorCode":"WRONG_STEP"}', 'unclear'],
  ['{"ResultCode":"NOT_IN_STEP"}', 'unclear'],
  ['{"data":{"code":500}}', 'unclear'],
  ['{"status":"partial"}', 'unclear'],
  ['[{"sn":"A2","success":false}]', 'unclear'],
  ['{"results":[{"sn":"A1","success":true},{"sn":"A2","status":"rejected"}]}', 'unclear'],
  ['{"code":40001,"msg":"wrong step"}', 'unclear'],
  ['{"code":"500"}', 'unclear'],
  ['{"errorCode":"E_INVALID_STEP"}', 'unclear'],
  ['{"errcode":-1}', 'unclear'],
  ['{"success":true,"error":"disk"}', 'unclear'],
  ['{"success":false,"accepted":["A1"]}', 'unclear'],
  ['{"ok":true,"data":{"success":false}}', 'unclear'],
  ['{"status":"ok","errors":["A2"]}', 'unclear'],
];

describe('what the body of a 2xx says', () => {
  it.each(TABLE)('%s: %s', (body, says) => {
    expect(readSays(JSON.parse(body))).toBe(says);
  });

  it('a flag that says no is never read as a yes, whatever stands beside it', () => {
    const beside = fc.dictionary(fc.string(), fc.jsonValue());
    const flag = fc.constantFrom('success', 'ok', 'succeeded', 'successful', 'isSuccess');
    fc.assert(
      fc.property(beside, flag, fc.constantFrom(false, 'false', 0), (body, name, no) => {
        expect(readSays({ ...body, [name]: no })).not.toBe('yes');
      }),
    );
  });

  it('any JSON is read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(['yes', 'no', 'unclear']).toContain(readSays(body));
        expect(typeof messageIn(body)).toBe('string');
        expect(typeof tookNothing(body)).toBe('boolean');
      }),
    );
  });
});

it.each([
  ['{"message":" closed "}', 'closed'],
  ['{"msg":"closed"}', 'closed'],
  ['{"error":{"message":"closed"}}', 'closed'],
  ['{"errors":["closed"]}', ''],
  ['{"data":{"msg":"closed"}}', 'closed'],
  ['{"data":{"data":{"msg":"closed"}}}', ''],
  ['{"message":7}', ''],
  ['"closed"', ''],
])('the words in %s', (body, said) => {
  expect(messageIn(JSON.parse(body))).toBe(said);
});
