import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact';

describe('redactor', () => {
  it.each([
    ['amqp://console:hunter2@broker.plant:5672/', 'amqp://console:[hidden]@broker.plant:5672/'],
    ['connect to amqps://u:p%40ss@[::1]/v failed', 'connect to amqps://u:[hidden]@[::1]/v failed'],
    ['amqp://agent:2024#bu/rn?in@broker/plant refused', 'amqp://agent:[hidden]@broker/plant refused'],
    ['http://127.0.0.1:8080/a?b=c', 'http://127.0.0.1:8080/a?b=c'],
    ['https://mes.plant/api?token=abc123&serialNo=Q1', 'https://mes.plant/api?token=[hidden]&serialNo=Q1'],
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [hidden]'],
    ['{"password":"hunter2","user":"x"}', '{"password":"[hidden]","user":"x"}'],
    ['Basic checks passed for Q186I15901', 'Basic [hidden] passed for Q186I15901'],
    ['device Q186I15901 passed', 'device Q186I15901 passed'],
  ])('cleans %s', (text, clean) => {
    expect(createRedactor().text(text)).toBe(clean);
  });

  it('hides the secrets in use wherever they stand, also percent-encoded, also in a text that is cut', () => {
    const redactor = createRedactor(() => ['p@ss wörd', '']);
    expect(redactor.text('tried p@ss wörd and p%40ss%20w%C3%B6rd')).toBe('tried [hidden] and [hidden]');
    expect(redactor.text(`${'x'.repeat(3_996)}p@ss wörd`)).not.toContain('p@s');
  });

  it('hides fields by name at any depth and leaves the others', () => {
    const clean = createRedactor().value({
      url: 'amqp://a:b@c',
      options: { brokerPassword: 'x', apiToken: 'y', Authorization: ['z'], sn: 'Q1', token: null },
    });
    expect(clean).toEqual({
      url: 'amqp://a:[hidden]@c',
      options: { brokerPassword: '[hidden]', apiToken: '[hidden]', Authorization: '[hidden]', sn: 'Q1', token: null },
    });
  });

  it('turns anything into data that JSON can hold', () => {
    const circular: Record<string, unknown> = {
      bytes: new Uint8Array(3),
      big: 10n,
      bad: Number.NaN,
      when: new Date(0),
      call: () => 1,
    };
    circular['self'] = circular;
    const clean = createRedactor().value(circular);
    expect(JSON.parse(JSON.stringify(clean))).toEqual({
      bytes: '[3 bytes]',
      big: '10',
      bad: 'NaN',
      when: '1970-01-01T00:00:00.000Z',
      call: '[function]',
      self: '[circular]',
    });
  });

  it('keeps what an error says, its cause and its stack', () => {
    const error = new Error('could not connect', { cause: new TypeError('amqp://a:secret@b refused') });
    expect(createRedactor().value({ error })).toMatchObject({
      error: {
        name: 'Error',
        message: 'could not connect',
        stack: expect.stringContaining('redact.test') as string,
        cause: { name: 'TypeError', message: 'amqp://a:[hidden]@b refused' },
      },
    });
  });

  it('bounds long lists, long texts and deep nesting', () => {
    const deep = { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } };
    const clean = JSON.stringify(
      createRedactor().value({ list: Array.from({ length: 500 }, () => 1), text: 'x'.repeat(100_000), deep }),
    );
    expect(clean).toContain('[400 more]');
    expect(clean).toContain('[deeper]');
    expect(clean.length).toBeLessThan(6_000);
  });
});
