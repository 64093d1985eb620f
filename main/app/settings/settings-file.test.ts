import { english } from '../../../messages/english';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, EnteredSettings, Settings } from '../../../protocol/settings';
import { choiceText } from '../../../protocol/wire/issue-text';
import { EDITION_CHOICES } from '../registry/registry-settings';
import { mergedSettings, readSettingsFile, readSettingsText, settingsText } from './settings-file';

const read = (text: string) => readSettingsText(text, 'line2.json');

describe('the encoding of a settings file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-settings-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const readBytes = async (bytes: Uint8Array) => {
    const file = path.join(folder, 'line2.json');
    await writeFile(file, bytes);
    return readSettingsFile(file);
  };
  const text = '{"station":{"name":"Linie 2 · Süd"}}';
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', utf16],
    ['UTF-16 BE', Buffer.from(utf16).swap16()],
    ['UTF-16 LE without a mark', utf16.subarray(2)],
  ])('%s is read', async (_name, bytes) => {
    expect(await readBytes(bytes)).toEqual({ station: { name: 'Linie 2 · Süd' } });
  });

  it('that is neither is named, and so is a file that is none', async () => {
    await expect(readBytes(Buffer.from(text, 'latin1'))).rejects.toThrow(
      'The settings file line2.json is neither UTF-8 nor UTF-16 text. Save it as UTF-8.',
    );
    await expect(readSettingsFile(path.join(folder, 'no\u202ene.json'))).rejects.toThrow(
      `The settings file ${folder}/no\\u202ene.json is not there. Check the path.`,
    );
  });
});

describe('a settings file', () => {
  it('with addresses that would lead elsewhere than they say is refused, each by name', () => {
    const api = { baseUrl: 'http://mes/ui?x=1', pairPath: '/pair#1', burnPath: '/burn?op=1' };
    expect(() => read(JSON.stringify({ broker: { url: 'amqp://broker/plant#2' }, api }))).toThrow(
      'line2.json cannot be used as settings. `broker.url`: must have no #; write a # of the virtual host as %23. `api.baseUrl`: must be an address such as http://mes.plant:8080 or https://mes.plant/api, without a user name, ?, #, spaces or quotes. `api.pairPath`: must be a path such as /api/pair: it begins with / and has no #, spaces or quotes.',
    );
  });

  it('in which a scan would have to be silent for longer than it lasts is refused', () => {
    expect(() => read('{"scan":{"idleMs":300000,"maxMs":120000}}')).toThrow(
      'line2.json cannot be used as settings. `scan.idleMs` (300000) is longer than `scan.maxMs` (120000), so no scan would end by it; give a shorter one.',
    );
    // The other one may be set otherwise where the file goes to.
    expect(read('{"scan":{"idleMs":300000}}')).toEqual({ scan: { idleMs: 300_000 } });
  });

  it('holds every setting and reads as itself', () => {
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      scan: { ...DEFAULT_SETTINGS.scan, interfaceNames: 'byMac', serviceNics: ['00:e0:4c', 'name:usb0', 'usb:046b:ffb0'] },
    };
    expect(Settings.parse(mergedSettings(DEFAULT_SETTINGS, read(settingsText(settings))))).toEqual(settings);
  });

  it('holds no password that stands in an address', () => {
    const { broker, api } = DEFAULT_SETTINGS;
    const text = settingsText({
      ...DEFAULT_SETTINGS,
      broker: { ...broker, url: 'amqp://console:hush@broker.plant/' },
      api: { ...api, baseUrl: 'http://user:hush@factory.plant' },
    });
    expect(text).not.toContain('hush');
    expect(text).toContain('amqp://console@broker.plant/');
  });

  it('may be a part: only the keys in it are taken', () => {
    expect(read('{"scan":{"interfaceNames":"byMac"}}')).toEqual({ scan: { interfaceNames: 'byMac' } });
    expect(read('{"labels":{"badge":["W-*"]},"station":{}}')).toEqual({ labels: { badge: ['W-*'] }, station: {} });
    expect(read('{}')).toEqual({});
  });

  it('leaves all other settings as they are', () => {
    const before: Settings = { ...DEFAULT_SETTINGS, scan: { ...DEFAULT_SETTINGS.scan, idleMs: 777 } };
    expect(mergedSettings(before, read('{"scan":{"pairGuests":true}}'))).toEqual({
      ...before,
      scan: { ...before.scan, pairGuests: true },
    });
  });

  it.each([
    ['{"scan":{"interfaceName":"byMac"}}', 'There is no setting `scan.interfaceName`. Is `scan.interfaceNames` meant?'],
    ['{"scans":{}}', 'There is no setting `scans`. Is `scan` meant?'],
    ['{"idleMs":500}', 'There is no setting `idleMs`. Is `scan.idleMs` meant?'],
    ['{"api":{"timeout":500}}', 'There is no setting `api.timeout`. Is `api.timeoutMs` meant?'],
    ['{"broker":{"pairGuest":true}}', 'There is no setting `broker.pairGuest`. Is `scan.pairGuests` meant?'],
    ['{"scan.idleMs":500}', 'There is no setting `scan.idleMs`. Write it as {"scan": {"idleMs": …}}.'],
    ['{"theme2":"x"}', 'There is no setting `theme2`. Is `window.theme` meant?'],
    ['{"colour":"x"}', 'There is no setting `colour`. docs/settings.md lists all.'],
    [
      '{"brokerPassword":"x"}',
      'There is no setting `brokerPassword`. Passwords and tokens are entered in the window, or come in BURNIN_BROKER_PASSWORD, BURNIN_API_TOKEN, BURNIN_REGISTRY_TOKEN and BURNIN_SIGNALS_KEY.',
    ],
    ['{"api":{"baseUrl":"https://u:hush@mes/"}}', '`api.baseUrl`: The address of the factory APIs has a password in it'],
    ['{"scan":{"operationIdType":"int"}}', '`scan.operationIdType`: must be auto, string or number.'],
    ['{"scan":{"idleMs":500,\n"idleMs":600}}', '`scan.idleMs` stands twice, in lines 1 and 2; remove one.'],
    ['{"scan":{},"scan":{}}', '`scan` stands twice, in line 1; remove one.'],
    ['{"scan":{"interfaceNames":"maybe"}}', '`scan.interfaceNames`: must be strict or byMac.'],
    ['{"scan":{"idleMs":"10"}}', '`scan.idleMs`: must be a number, not text.'],
    ['{"scan":{"idleMs":1}}', '`scan.idleMs`: is below 500.'],
    ['{"registry":{"officialRate":"ECost 9.9"}}', `\`registry.officialRate\`: ${english(choiceText(EDITION_CHOICES.rates))}.`],
    ['{"registry":{"officialPrice":"Ereuse"}}', '`registry.officialPrice`: must be a name and a version, like ECost 1.0.'],
    ['[]', 'line2.json is no settings file: it holds a list where an object is expected'],
    ['null', 'line2.json is no settings file: it holds null where an object is expected'],
    ['{"scan":', 'line2.json is no settings file: it is not JSON, it breaks at line 1, column 9, where it ends.'],
    [
      '{\n  "scan": {"idleMs": 900,}\n}',
      'line2.json is no settings file: it is not JSON, it breaks at line 2, column 26. Remove the comma before it.',
    ],
    ['idleMs = 10', 'line2.json is no settings file: it is not JSON, it breaks at line 1, column 1.'],
  ])('says what is wrong with %s', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  it('says all that is wrong, not the first thing alone', () => {
    expect(() =>
      read(
        '{"scan":{"idleMs":1,"interfaceNames":"x","foo":1,"bar":2},"api":{"timeoutMs":"5s"},"registry":{"officialRate":"X 1.0"},"brocker":{}}',
      ),
    ).toThrow(
      'line2.json cannot be used as settings. `api.timeoutMs`: must be a number, not text. `scan.idleMs`: is below 500. `scan.interfaceNames`: must be strict or byMac. ' +
        'There is no setting `scan.foo`. docs/settings.md lists all. There is no setting `scan.bar`. docs/settings.md lists all. ' +
        `There is no setting \`brocker\`. Is \`broker\` meant? \`registry.officialRate\`: ${english(choiceText(EDITION_CHOICES.rates))}.`,
    );
    expect(() => read('{"scan":{"idleMs":200000,"maxMs":5000,"foo":1}}')).toThrow(
      'There is no setting `scan.foo`. docs/settings.md lists all. `scan.idleMs` (200000) is longer than `scan.maxMs` (5000), so no scan would end by it; give a shorter one.',
    );
    const entries = JSON.stringify({ scan: { serviceNics: Array.from({ length: 50 }, (_, index) => `x${index}`) } });
    expect(() => read(entries)).toThrow(/, entry 20: .* 30 more like these\.$/u);
    expect(() => read(entries)).not.toThrow('entry 21');
  });

  it.each([
    ['{"api":{"successWords":["Zugebucht"," "]}}', '`api.successWords`, entry 2: is empty.'],
    ['{"api":{"refusalWords":["status="]}}', '`api.refusalWords`, entry 1: is empty.'],
    [
      '{"api":{"successWords":["0"]}}',
      '`api.successWords`, entry 1: "0" means success in one field and failure in another: put its field before it, like status=0.',
    ],
    [
      '{"api":{"refusalWords":["=17"]}}',
      '`api.refusalWords`, entry 1: "=17" names no field before the =; write it like status=0.',
    ],
    ...['fail', 'NOT_OK', 'PairFailed', '失败', 'status=NG', 'success=0', 'status=404', 'error=closed', 'found=false'].map(
      (word) => [
        JSON.stringify({ api: { successWords: ['Zugebucht', word] } }),
        `\`api.successWords\`, entry 2: "${word}" is a known word of failure and never means success.`,
      ],
    ),
    ...['ok', 'SUCCESS', '成功', 'status=Saved', 'success=1'].map((word) => [
      JSON.stringify({ api: { refusalWords: [word] } }),
      `\`api.refusalWords\`, entry 1: "${word}" is a known word of success and never means refusal.`,
    ]),
    ...[
      ['Zugebucht', 'ＺＵＧＥＢＵＣＨＴ'],
      ['status=7', 'Status = 7'],
    ].map(([word, same]) => [
      JSON.stringify({ api: { successWords: [word], refusalWords: ['nee', same] } }),
      `\`api.successWords\`, entry 1: "${word}" is in the list of refusal words, too; keep it in one list.`,
    ]),
    ['{"api":{"successWords":"Zugebucht"}}', '`api.successWords`: must be a list, not text.'],
  ])('says what is wrong with %s; the window refuses the same', (text = '', sentence = '') => {
    expect(() => read(text)).toThrow(sentence);
    expect(EnteredSettings.safeParse(JSON.parse(text)).success).toBe(false);
  });

  it("takes a plant's own words, also those that only look alike", () => {
    const api = {
      successWords: ['Zugebucht', 'status=0', 'code=S1', 'CLOSED', 'ergebnis=1'],
      refusalWords: ['nee', 'status=1', 'code=0', 'ergebnis=0', 'blocked=true', 'gebucht=nee'],
    };
    expect(read(JSON.stringify({ api }))).toEqual({ api });
    expect(EnteredSettings.parse({ api }).api).toMatchObject(api);
  });

  it('an entry of a list that cannot be read is refused by name', () => {
    expect(() => read('{"scan":{"serviceNics":["00:e0:4c","00:e0"]}}')).toThrow(
      '`scan.serviceNics`, entry 2: "00:e0" is neither a MAC address nor its first three to five octets; write it like 00:e0:4c:68:00:11 or 00:e0:4c, or tell the card by name:usb0, driver:cdc_ether, usb:046b:ffb0 or card:*Virtual NIC*.',
    );
  });
});
