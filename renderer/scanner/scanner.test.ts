import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Scanner } from './scanner';

const GAP_MS = 8;

describe('Scanner', () => {
  let scanner: Scanner;
  let end: () => void;
  let codes: string[];
  let clock: number;

  beforeEach(() => {
    scanner = new Scanner();
    codes = [];
    clock = 1_000;
    end = scanner.listen(window);
    scanner.register((code) => codes.push(code));
  });

  afterEach(() => {
    end();
    document.body.replaceChildren();
  });

  /** Presses keys on an element; gives those whose press reached the page. */
  function press(target: Element, keys: readonly string[], gap = GAP_MS): string[] {
    const reached: string[] = [];
    const listen = (event: Event): void => {
      if (event instanceof KeyboardEvent) reached.push(event.key);
    };
    document.body.addEventListener('keydown', listen);
    for (const key of keys) {
      clock += gap;
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: clock });
      target.dispatchEvent(event);
    }
    document.body.removeEventListener('keydown', listen);
    return reached;
  }

  const element = (tag: string): HTMLElement => document.body.appendChild(document.createElement(tag));
  const scanOf = (code: string): string[] => [...code.split(''), 'Enter'];

  it('takes a scan while a button has the focus, and keeps its Enter from the button', () => {
    expect(press(element('button'), scanOf('Q186I15901'))).toEqual(['Q']);
    expect(codes).toEqual(['Q186I15901']);
  });

  it('leaves text fields alone', () => {
    expect(press(element('input'), scanOf('Q186I15901'))).toEqual(scanOf('Q186I15901'));
    expect(press(element('textarea'), scanOf('Q186I15901'))).toEqual(scanOf('Q186I15901'));
    expect(codes).toEqual([]);
  });

  it('hears scans on a ticked box or a radio button, which take no text', () => {
    const radio = document.createElement('input');
    radio.type = 'radio';
    document.body.append(radio);
    press(radio, scanOf('Q186I15901'));
    expect(codes).toEqual(['Q186I15901']);
  });

  it('lets a person press Enter on a button', () => {
    expect(press(element('button'), ['Enter'])).toEqual(['Enter']);
  });

  it('is not fooled by a key held down', () => {
    const button = element('button');
    for (let turn = 0; turn < 12; turn += 1) {
      const event = new KeyboardEvent('keydown', { key: 'x', repeat: turn > 0, bubbles: true });
      Object.defineProperty(event, 'timeStamp', { value: clock + turn * 30 });
      button.dispatchEvent(event);
    }
    clock += 12 * 30;
    press(button, ['Enter']);
    expect(codes).toEqual([]);
  });

  it('gives codes to whoever registered last, and back when they are gone', () => {
    const sheet: string[] = [];
    const leave = scanner.register((code) => sheet.push(code));
    press(element('button'), scanOf('AAAA1'));
    leave();
    clock += 500;
    press(element('button'), scanOf('BBBB2'));
    expect([sheet, codes]).toEqual([['AAAA1'], ['BBBB2']]);
  });

  it('gives codes to a sheet, also when the page under it registers later', () => {
    const sheet: string[] = [];
    scanner.register((code) => sheet.push(code), 'sheet');
    scanner.register((code) => codes.push(code));
    press(element('button'), scanOf('AAAA1'));
    expect([sheet, codes]).toEqual([['AAAA1'], []]);
  });

  it('takes a code without an end key after a silence', async () => {
    press(element('button'), 'Q186I15901'.split(''));
    await expect.poll(() => codes, { timeout: 2_000 }).toEqual(['Q186I15901']);
  });

  it('hears nothing after its end', () => {
    end();
    press(element('button'), scanOf('Q186I15901'));
    expect(codes).toEqual([]);
  });
});
