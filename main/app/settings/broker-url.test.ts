import { describe, expect, it } from 'vitest';
import { splitPassword } from './broker-url';

describe('splitPassword', () => {
  it.each([
    ['amqp://console:secret@broker:5672/', 'amqp://console@broker:5672/', 'secret'],
    ['amqps://console:secret@broker/line%2F2', 'amqps://console@broker/line%2F2', 'secret'],
    ['amqp://:secret@broker/', 'amqp://broker/', 'secret'],
    ['amqp://u:p%40ss%3Aw%25rd@[::1]:5672/', 'amqp://u@[::1]:5672/', 'p@ss:w%rd'],
    ['amqp://u:100%@broker/', 'amqp://u@broker/', '100%'],
    ['amqp://u:%zz@broker/', 'amqp://u@broker/', '%zz'],
    ['amqp://u:secret@broker:99999/', 'amqp://u@broker:99999/', 'secret'],
    ['amqp://u:se/cr#et@broker/', 'amqp://u@broker/', 'se/cr#et'],
    ['amqp://u:s@c@bro ker/', 'amqp://u@bro ker/', 's@c'],
    ['amqp:/u:secret@broker/', 'amqp:/u@broker/', 'secret'],
    ['u:secret@broker', 'u@broker', 'secret'],
    ['amqp://agent:2024#burnin@127.0.0.1:5699/plant', 'amqp://agent@127.0.0.1:5699/plant', '2024#burnin'],
    ['amqp://agent:2024/burnin@broker', 'amqp://agent@broker', '2024/burnin'],
    ['amqps://agent:20?burnin@broker/', 'amqps://agent@broker/', '20?burnin'],
  ])('%s', (address, url, password) => {
    expect(splitPassword(address)).toEqual({ url, password });
  });

  it.each([
    'amqp://broker:5672/',
    'amqp://console@broker/',
    'amqp://console:@broker/',
    'broker',
    '',
    'amqp://',
    'amqp://u@broker:99999/',
  ])('%j carries none and stays as it is', (address) => {
    expect(splitPassword(address)).toEqual({ url: address, password: null });
  });

  it('what it leaves carries no password', () => {
    const { url } = splitPassword('amqp://a:secret@broker/');
    expect(splitPassword(url)).toEqual({ url, password: null });
  });
});
