import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultIn } from '../../../protocol/testing/one-sentence';
import { type ReportSignature, signedBytes } from '../../../protocol/wire/report-signature';
import { publicKeyOf, readDeviceKeys } from './device-key-list';
import { createDeviceKeys } from './device-keys';

let folder = '';
let file = '';
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-keys-'));
  file = join(folder, 'keys.txt');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Pair {
  readonly line: (sn: string) => string;
  readonly sign: (nonce: string, body: string) => ReportSignature;
}

function pair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64');
  return {
    line: (sn) => `${sn} ${raw}\n`,
    sign: (nonce, body) => signature(privateKey, keyIdOf(raw), nonce, body),
  };
}

function keyIdOf(raw: string): string {
  const read = readDeviceKeys(`SN ${raw}`);
  if ('badLine' in read) throw new Error('no key');
  return read.keys[0]?.keyId ?? '';
}

function signature(key: KeyObject, keyId: string, nonce: string, body: string): ReportSignature {
  return { keyId, nonce, signature: sign(null, signedBytes(nonce, Buffer.from(body)), key).toString('base64') };
}

async function checkOf(sn: string, given: ReportSignature | null, body: string): Promise<string> {
  const check = await createDeviceKeys(file, () => now).check(sn, given, Buffer.from(body));
  return `${check.signature}${check.serialHasKey ? '' : ', no key'}`;
}

describe('check', () => {
  it('tells a good signature from a forged, a tampered, a foreign and an unknown one', async () => {
    const [one, two, other] = [pair(), pair(), pair()];
    writeFileSync(file, `# rack 7\n${one.line('SN-1')}\n${two.line('SN 2')}`);
    const good = one.sign('id-1', 'body');
    expect(await checkOf('SN-1', good, 'body')).toBe('good');
    expect(await checkOf('SN 2', two.sign('id-1', 'body'), 'body')).toBe('good');
    expect(await checkOf('SN-1', good, 'Body')).toBe('wrong');
    expect(await checkOf('SN-1', { ...good, nonce: 'id-2' }, 'body')).toBe('wrong');
    expect(await checkOf('SN-1', { ...other.sign('id-1', 'body'), keyId: good.keyId }, 'body')).toBe('wrong');
    expect(await checkOf('SN-1', two.sign('id-1', 'body'), 'body')).toBe('otherDevice');
    expect(await checkOf('SN-9', good, 'body')).toBe('otherDevice, no key');
    expect(await checkOf('SN-1', other.sign('id-1', 'body'), 'body')).toBe('unknownKey');
    expect(await checkOf('SN-9', other.sign('id-1', 'body'), 'body')).toBe('unknownKey, no key');
    expect(await checkOf('SN-1', null, 'body')).toBe('none');
    expect(await checkOf('SN-9', null, 'body')).toBe('none, no key');
  });

  it('takes an old and a new key of one device, and one key of a box with two serial numbers', async () => {
    const [old, fresh] = [pair(), pair()];
    writeFileSync(file, old.line('SN-1') + fresh.line('SN-1') + fresh.line('SN-1B'));
    expect(await checkOf('SN-1', old.sign('a', 'body'), 'body')).toBe('good');
    expect(await checkOf('SN-1', fresh.sign('b', 'body'), 'body')).toBe('good');
    expect(await checkOf('SN-1B', fresh.sign('c', 'body'), 'body')).toBe('good');
    expect(await checkOf('SN-1B', old.sign('d', 'body'), 'body')).toBe('otherDevice');
  });

  it('sees a key that was added, and one that was taken away, within a second', async () => {
    const [one, two] = [pair(), pair()];
    writeFileSync(file, one.line('SN-1'));
    const keys = createDeviceKeys(file, () => now);
    expect(await keys.load()).toBe(1);
    writeFileSync(file, one.line('SN-1') + two.line('SN-2'));
    const body = Buffer.from('body');
    const check = async () => (await keys.check('SN-2', two.sign('a', 'body'), body)).signature;
    expect(await check()).toBe('unknownKey');
    now += 1_000;
    expect(await check()).toBe('good');
    writeFileSync(file, `# one only\n${one.line('SN-1')}`);
    now += 1_000;
    expect(await check()).toBe('unknownKey');
  });
});

describe('keys that cannot be read', () => {
  const problemOf = async (name: string): Promise<string> => {
    const refusal: unknown = await createDeviceKeys(name)
      .check('SN-1', null, Buffer.from('body'))
      .catch((error: unknown) => error);
    const sentence = refusal instanceof Error ? refusal.message : 'no problem';
    expect(faultIn(sentence)).toBe('');
    return sentence.replaceAll(folder, 'FOLDER');
  };

  it('judge nothing and say why', async () => {
    expect(await problemOf('')).toContain('Signed reports need a file of device keys.');
    expect(await problemOf(file)).toContain('The file of device keys FOLDER/keys.txt cannot be read');
    expect(await problemOf(folder)).toContain('The file of device keys FOLDER cannot be read');
    writeFileSync(file, `${pair().line('SN-1')}SN-2 AAAA\n`);
    expect(await problemOf(file)).toContain('Line 2 of the file of device keys FOLDER/keys.txt is no "SERIAL KEY"');
  });

  it.each(['', '\n', '\uFEFF', '# rack 7\n\n'])(
    'a file without any key, as a full disk leaves it, is one of them: %j',
    async (text) => {
      writeFileSync(file, text);
      expect(await problemOf(file)).toBe(
        'The file of device keys FOLDER/keys.txt holds no key, so reports wait. Write the lines into it that burnin-agent keygen prints, or turn signing off.',
      );
    },
  );

  it('a serial number that is not UTF-8 would have a key of no device', async () => {
    writeFileSync(file, Buffer.from(pair().line('M\u00FCller-1'), 'latin1'));
    expect(await problemOf(file)).toContain('Line 1 of the file of device keys FOLDER/keys.txt is no "SERIAL KEY"');
  });

  it('a file that was broken later judges nothing any more, and again when it is put right', async () => {
    const one = pair();
    writeFileSync(file, one.line('SN-1'));
    const keys = createDeviceKeys(file, () => now);
    const check = () => keys.check('SN-1', one.sign('a', 'body'), Buffer.from('body'));
    expect((await check()).signature).toBe('good');
    writeFileSync(file, 'broken\n');
    now += 1_000;
    await expect(check()).rejects.toThrow('Line 1 of the file');
    await expect(check()).rejects.toThrow('Line 1 of the file');
    writeFileSync(file, one.line('SN-1'));
    expect((await check()).signature).toBe('good');
  });
});

describe('readDeviceKeys', () => {
  const key = Buffer.alloc(32, 7).toString('base64');

  it('takes what keygen prints, with any line ends, comments and blank lines', () => {
    const read = readDeviceKeys(`\uFEFF# plant\r\nSN-1 ${key}\r\n\n  SN 2\t${key}  \n`);
    expect('keys' in read ? read.keys.map(({ sn }) => sn) : read).toEqual(['SN-1', 'SN 2']);
  });

  it.each([
    key,
    `SN-1`,
    `SN-1 ${key.slice(0, -1)}`,
    `SN-1 ${key}x`,
    `SN-1 ${key.replace('B', '-')}`,
    `${'x'.repeat(129)} ${key}`,
  ])('%j is no key', (line) => {
    expect(readDeviceKeys(`# first\n${line}\n`)).toEqual({ badLine: 2 });
  });

  it('takes exactly what 32 bytes are in base64, whichever letter is changed', () => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ ');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(43), fc.constantFrom(...letters), (raw, at, letter) => {
        const base64 = Buffer.from(raw).toString('base64');
        const changed = base64.slice(0, at) + letter + base64.slice(at + 1);
        const bytes = Buffer.from(changed, 'base64');
        const isKey = bytes.length === 32 && bytes.toString('base64') === changed;
        const read = readDeviceKeys(`SN-1 ${changed}`);
        const made = 'keys' in read ? read.keys.map((one) => publicKeyOf(one).export({ format: 'jwk' }).x) : read;
        expect(made).toEqual(isKey ? [bytes.toString('base64url')] : { badLine: 1 });
      }),
    );
  });
});
