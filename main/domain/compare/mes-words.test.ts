import { expect, it } from 'vitest';
import { readDeviceInfo } from '../../../protocol/device-info';

/** What MES says in words beside a record, in any notation and language that lines have: a question that failed passes nothing. */

const RECORD = { serialNo: 'SN1', macInfo: [{ interface: 'eth0', macaddr: 'e0:18:7d:2e:ca:68' }] };
const kindOf = (body: unknown): string => {
  const read = readDeviceInfo(body, 'SN1', JSON.stringify(body));
  return read.ok ? read.value.kind : 'couldNotCheck';
};

const FAILURES =
  'FAIL FAIL_DEVICE_BLOCKED FailStep fail.1 ERR_BLOCKED ERROR_2 NG_STEP NG REJECTED_X Denied:step INVALID_SERIAL 失败 失敗：站別不符 错误_1 異常 拒绝 不存在 未登錄'.split(
    ' ',
  );
/** That nothing is wrong. */
const NOTHING_WRONG =
  '查询成功，查无异常 未发现异常 未發現異常 查无错误 查询成功，未找到异常记录 没有找到任何错误 设备状态正常，未发现异常 SN1不存在异常 设备检查未发现异常 设备没有该问题 查無異常 沒有找到任何錯誤'.split(
    ' ',
  );

it.each(NOTHING_WRONG)('%s: of the answer and of the record', (said) => {
  expect([kindOf({ info: [RECORD], message: said }), kindOf({ info: [{ ...RECORD, message: said }] })]).toEqual([
    'expected',
    'expected',
  ]);
});

it.each(['操作员未登录，使用默认权限', '未登录用户', '未登记备注', '操作員未登錄'])(
  '%s is of a person or a remark: only in the record',
  (said) => {
    expect([kindOf({ info: [RECORD], message: said }), kindOf({ info: [{ ...RECORD, message: said }] })]).toEqual([
      'couldNotCheck',
      'expected',
    ]);
  },
);

const STATE_PLACES: readonly ((word: string) => object)[] = [
  ...['status', 'result', 'state', 'Status', 'retStatus', 'return_state', '结果', '狀態'].map((name) => (word: string) => ({
    [name]: word,
  })),
  (word) => ({ data: { status: word } }),
  (word) => ({ response: { result: word } }),
];

it.each(FAILURES)('%s as a state of the answer', (word) => {
  for (const place of STATE_PLACES) {
    const body = { info: [RECORD], ...place(word) };
    expect([body, kindOf(body)]).toEqual([body, 'couldNotCheck']);
  }
});

it.each([
  ...[
    '设备未注册',
    '設備未註冊',
    '裝置未登錄',
    '设备尚未登记',
    '未找到该设备',
    '查無此裝置',
    '找不到设备',
    '序列号不存在',
    '没有该设备',
    '设备未登录',
    '设备SN1未登录系统',
    '未登录的设备',
    '该裝置尚未登錄',
    'SN1未登录',
    '未发现异常，但设备不存在',
    '未登录',
    '未登記',
    '没有登记',
    '查无',
    '查无此设备的异常记录',
    '产品未登记',
    'ABC123未登录',
    '用户设备未登录',
    'error: none of the devices not found',
    '错误：无此设备',
    'Device not found',
    'unregistered device',
  ].flatMap((said) => [{ message: said }, { msg: said }, { data: { errorMessage: said } }]),
  ...['查询失败', '操作失敗', '系统异常', '错误：连接中断', 'Failed to read the database', 'Error 17'].flatMap((said) => [
    { message: said },
    { msg: said },
  ]),
  { errorMessage: 'Error: database gone' },
  { remark: '上次测试失败' },
  { note: 'failed before' },
  { status: 'in burn-in' },
  { valid: false },
  { isValid: 'N' },
  { exist: false },
  { exists: '否' },
  { hasError: true },
  { failed: true },
  { success: '失败' },
  { Success: 'N' },
  { retCode: -1 },
  { returnCode: 'NOT_FOUND' },
])('beside a record: %j', (beside) => {
  expect(kindOf({ info: [RECORD], ...beside })).toBe('couldNotCheck');
});

it.each([{ message: '设备未注册' }, { msg: '裝置查無此序號' }, { exist: false }, { registered: '否' }])(
  'inside the record: %j',
  (beside) => {
    expect(kindOf({ info: [{ ...RECORD, ...beside }] })).toBe('couldNotCheck');
  },
);

it.each(['设备未注册', '裝置未登錄', 'Device is not-registered', 'Not registered'])(
  '%s in place of a record means not registered',
  (info) => {
    expect(kindOf({ info })).toBe('notRegistered');
  },
);

it.each([
  {
    code: 0,
    msg: '查询成功',
  },
  {
    code: 200,
    message: '操作成功',
    success: true,
  },
  { status: 'OK' },
  { result: '成功' },
  { status: 1 },
  { status: 0 },
  {
    retCode: '0',
    retMsg: 'OK',
  },
  { errorMessage: '' },
  {
    errmsg: 'ok',
    errno: 0,
  },
  { message: '无异常' },
  { error: 'none' },
  { message: 'error: none' },
  { message: 'Errors: none' },
  { message: '错误：无' },
  { message: 'no errors' },
  { message: '' },
  { hasError: false },
  { failed: 0 },
  { failCount: 2 },
  { exist: true },
  { valid: 'Y' },
  { status: 'not started' },
  { status: 'not_started' },
  { state: 'NotTested' },
  { status: '未测试' },
  { state: '未開始' },
  { burnStatus: 'FAILED' },
  { state: 'X17' },
  {
    total: 1,
    page: 1,
  },
])('what says nothing against it: %j', (beside) => {
  expect(kindOf({ info: [RECORD], ...beside })).toBe('expected');
});

it.each([
  { status: 'FAILED' },
  { result: 'NG' },
  { valid: false },
  { message: '上次测试失败' },
  { errorCount: 3 },
  { code: 404 },
  { remark: '网卡未找到' },
  { note: 'failed before' },
])("in the record it is the device's: %j", (beside) => {
  expect(kindOf({ info: [{ ...RECORD, ...beside }] })).toBe('expected');
});
