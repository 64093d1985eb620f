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
    expect(press(element('button'), scanOf('Q186I15901'))).toEqual([]);
    expect(codes).toEqual(['Q186I15901']);
  });

  describe('of what a machine types on a control, nothing reaches it', () => {
    const TEMPOS = [1, 8, 35, 90];
    const ALONE_MS = 200;
    const wait = (ms: number): Promise<void> =>
      new Promise((resolve) => {
        setTimeout(resolve, ms);
      });

    it.each([' V123830041SDF', '  A1 B2', ' A1B2C3D4 ', 'A1', 'B6', 'AB1', 'OP-4711', '   ', ' ', '  ', '7'])(
      '“%s” and Enter',
      async (code) => {
        for (const tempo of TEMPOS) {
          clock += 2_000;
          codes = [];
          expect([tempo, press(element('button'), scanOf(code), tempo)]).toEqual([tempo, []]);
          const heard: string[] = [];
          document.body.addEventListener('keydown', (event) => heard.push(event.key), { once: true });
          await wait(ALONE_MS);
          expect([tempo, heard, codes]).toEqual([tempo, [], code.trim().length > 1 ? [code.trim()] : []]);
        }
      },
    );

    it.each(['button', 'select', 'input'])('a key that stays alone reaches a %s after a moment', async (tag) => {
      const control = element(tag);
      if (control instanceof HTMLInputElement) control.type = 'checkbox';
      const heard: string[] = [];
      for (const type of ['keydown', 'keyup', 'click']) control.addEventListener(type, () => heard.push(type));
      expect(press(control, [' '])).toEqual([]);
      await wait(ALONE_MS);
      expect(heard).toEqual(tag === 'input' ? ['click'] : ['keydown', 'keyup']);
      expect(codes).toEqual([]);
    });

    it('and keys of a person reach it in their order', async () => {
      const control = element('button');
      const heard: string[] = [];
      control.addEventListener('keydown', ({ key }) => heard.push(key));
      press(control, ['a', 'b', ' '], 150);
      press(control, ['Enter'], 150);
      await wait(ALONE_MS);
      expect(heard).toEqual(['a', 'b', ' ', 'Enter']);
    });
  });

  describe('in a text field', () => {
    /** Types into a field as a keyboard does: what is not kept from the page is written at the end of the text. */
    function typeInto(field: HTMLInputElement | HTMLTextAreaElement, keys: readonly string[], gap = GAP_MS): string[] {
      field.focus();
      const write = (event: Event): void => {
        if (event instanceof KeyboardEvent && event.key.length === 1) field.value += event.key;
      };
      field.addEventListener('keydown', write);
      const reached = press(field, keys, gap);
      field.removeEventListener('keydown', write);
      return reached;
    }
    const input = (value = '', type = 'text'): HTMLInputElement => {
      const field = document.createElement('input');
      field.type = type;
      field.value = value;
      return document.body.appendChild(field);
    };

    it.each(['Enter', 'Tab'])(
      'takes a code that ends with %s, keeps the end from the page, and gives the field back its text',
      (end) => {
        const field = input('what stood here');
        const heard: string[] = [];
        field.addEventListener('input', () => heard.push(field.value));
        expect(typeInto(field, [...'Q186I15901'.split(''), end])).toEqual('Q186I15901'.split(''));
        expect([codes, field.value, heard]).toEqual([['Q186I15901'], 'what stood here', ['what stood here']]);
      },
    );

    it('keeps apart what is scanned one after the other, wherever the cursor is put meanwhile', () => {
      const first = input();
      const second = input();
      typeInto(first, scanOf('AAAA1'));
      clock += 400;
      typeInto(second, scanOf('BBBB2'));
      clock += 400;
      typeInto(first, [...'CCCC3'.split(''), 'Tab']);
      expect([codes, first.value, second.value]).toEqual([['AAAA1', 'BBBB2', 'CCCC3'], '', '']);
    });

    it('leaves to a person what a person types, at any human speed', () => {
      const field = input();
      expect(typeInto(field, scanOf('Q186I15901'), 60)).toEqual(scanOf('Q186I15901'));
      expect([codes, field.value]).toEqual([[], 'Q186I15901']);
    });

    it('lets a scan after typing take nothing of what was typed', () => {
      const field = input();
      typeInto(field, 'left over'.split(''), 120);
      clock += 300;
      typeInto(field, scanOf('Q186I15901'));
      expect([codes, field.value]).toEqual([['Q186I15901'], 'left over']);
    });

    it('gives back what the field held before a code of which a part may be missing, and tells that', () => {
      let told = 0;
      scanner.onPieces(() => (told += 1));
      const field = input();
      typeInto(field, ['a', 'b'], 200);
      clock += 200;
      typeInto(field, scanOf('Q186I15901'));
      expect([codes, field.value, told]).toEqual([[], 'ab', 1]);
      clock += 900;
      typeInto(field, ['Q']);
      clock += 200;
      typeInto(field, scanOf('186I15901'));
      expect([codes, field.value, told]).toEqual([['Q186I15901'], 'ab', 1]);
    });

    it('takes a long code of a scanner that sends no end key', async () => {
      const field = input('old');
      typeInto(field, 'Q186I15901'.split(''));
      await expect.poll(() => codes, { timeout: 2_000 }).toEqual(['Q186I15901']);
      expect(field.value).toBe('old');
    });

    it('writes a hidden code into the hidden field that has the cursor, and nowhere else', () => {
      const field = input('9', 'password');
      expect(typeInto(field, scanOf('482915'))).toContain('Enter');
      expect([codes, field.value]).toEqual([[], '482915']);
    });

    it('takes the place of what a field of a sheet held, and is one more line of a list', () => {
      const refused: string[] = [];
      scanner.register(
        (code) => refused.push(code),
        'sheet',
        () => true,
      );
      const field = input('amqp://old');
      typeInto(field, scanOf('amqp://new'));
      const list = document.body.appendChild(document.createElement('textarea'));
      list.value = '00:e0:4c';
      typeInto(list, scanOf('00:11:22'));
      expect([field.value, list.value, refused]).toEqual(['amqp://new', '00:e0:4c\n00:11:22\n', []]);
    });

    it('is told to nobody but the sheet where the field is for words or cannot be written', () => {
      const refused: string[] = [];
      scanner.register(
        (code) => refused.push(code),
        'sheet',
        () => true,
      );
      const reason = input('a reason');
      reason.dataset['noScan'] = '';
      typeInto(reason, scanOf('Q186I15901'));
      clock += 400;
      const fixed = input('fixed');
      fixed.readOnly = true;
      fixed.focus();
      press(fixed, scanOf('Q186I15902'));
      expect([reason.value, fixed.value, refused, codes]).toEqual(['a reason', 'fixed', ['Q186I15901', 'Q186I15902'], []]);
    });
  });

  it.each([6, 10])(
    'a page that stands still after %i keys of a code takes the whole of it when the rest comes',
    async (before) => {
      const code = 'Q186I15901QX';
      const button = element('button');
      clock = performance.now() - 500;
      press(button, code.slice(0, before).split(''));
      // The keys wait in the queue of the page meanwhile, and so does the timer that waits for silence.
      const until = performance.now() + 600;
      while (performance.now() < until);
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      expect(codes).toEqual([]);
      press(button, [...code.slice(before).split(''), 'Enter']);
      expect(codes).toEqual([code]);
    },
  );

  it('a code without an end key is taken when nothing comes after it', async () => {
    clock = performance.now() - 100;
    press(element('button'), 'Q186I15901'.split(''));
    await expect.poll(() => codes, { timeout: 5_000 }).toEqual(['Q186I15901']);
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
