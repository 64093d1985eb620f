import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serials, rosterInWords } from '../testing/rosters';

/** The serial number column is the second of two, or alone. */
function readUnder(header: string) {
  return [rosterInWords(`Typ;${header}\nRT-8;Q186I15901\nRT-8;Q186I15815`), rosterInWords(`${header}\nQ186I15901\nQ186I15815`)];
}

describe('headers that name the serial number', () => {
  it.each([
    'N/S',
    'N.S.',
    'S/N-nummer',
    'S/N nr.',
    'DistNumber',
    'SN条码',
    '序列号条码',
    'SN條碼',
    'Serial barcode',
    'Barcode SN',
    'شماره سریال',
    'سریال',
    'شماره‌ سریال',
    'Serial_No_',
    'SERNR',
  ])('%j', (header) => {
    for (const read of readUnder(header)) {
      expect(read).toMatchObject({ serials: ['Q186I15901', 'Q186I15815'], problems: [] });
      expect(read.notes.join()).not.toContain('Compare with the labels');
    }
  });

  it.each([
    'Nr seryjny urządzenia',
    'Numer seryjny produktu',
    'Numéro de série de l’appareil',
    "N° de série de l'équipement",
    'N° de série machine',
    'Número de serie del dispositivo',
    'Nº de série do aparelho',
    'Numero di serie della macchina',
    'Numero di serie dispositivo',
    'Sériové číslo zařízení',
    'Výrobní číslo stroje',
    'Sériové číslo zariadenia',
    'Serienummer van het apparaat',
    'Serienummer apparaat',
    'Enhetens serienummer',
    'Apparatets serienummer',
    'Laitteen sarjanumero',
    'Cihaz seri no',
    'Cihazın seri numarası',
    'Készülék sorozatszám',
    'Seriennummer der Maschine',
    'Seriennummer des Geräts',
    'Geräte-Seriennummer',
    'Maschinen-Serien-Nr.',
    'Серийный номер устройства',
    'Заводской номер изделия',
    'Серійний номер пристрою',
    '设备的序列号',
    '设备出厂编号',
    '整机SN码',
    '機器の製造番号',
    '本体製造番号',
    '장치 시리얼번호',
    'الرقم التسلسلي للجهاز',
    'شماره سریال دستگاه',
    'Serial number of the machine',
    'prodserial',
    'dev_sn',
    'equip_serial_no',
    'MnfSerial',
    'Serial numbers of the devices',
  ])('%j, of the device', (header) => {
    for (const read of readUnder(header)) expect(read).toMatchObject({ serials: ['Q186I15901', 'Q186I15815'], problems: [] });
    // Another one of the device goes first where it is named without more words.
    expect(serials(`${header};Serial number\nA1;B1`)).toEqual(['B1']);
  });
});

describe('headers that name the number of the device, which is mostly its serial number', () => {
  const DEVICE_NUMBERS = [
    'Gerätenummer',
    'Geräte-Nr.',
    'Maschinennummer',
    'Masch.-Nr.',
    'Gerätekennung',
    '整机条码',
    '整機條碼',
    '机身号',
    '机身编号',
    '機身號',
    '机号',
    '设备编号',
    '主机编号',
    '機番',
    '機器番号',
    '本体番号',
    '기기번호',
    'N° d’appareil',
    'Número de equipo',
    'Numer urządzenia',
    'Číslo zařízení',
    'Apparaatnummer',
    'Maskinnummer',
    'Cihaz no',
    'Номер устройства',
    'رقم الجهاز',
    'Device number',
    'Machine No.',
    'Unit number',
    'Barcode',
    'Strichcode',
    'Code-barres',
    'Código de barras',
    'Kod kreskowy',
    '条码',
    '條碼',
    'バーコード',
    'Штрих-код',
  ];

  it.each(DEVICE_NUMBERS)('%j: the column is read, and the note asks to compare', (header) => {
    for (const read of readUnder(header)) {
      expect(read).toMatchObject({ serials: ['Q186I15901', 'Q186I15815'], problems: [] });
      expect(read.notes[0]).toContain(`"${header}" is not the usual name of serial numbers. Compare with the labels.`);
    }
  });

  it('give way to any column of serial numbers, and two of them are a question', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DEVICE_NUMBERS),
        fc.constantFrom('Serial number', 'Device SN', 'Seriennummer'),
        (name, header) => {
          expect(serials(`${name};${header}\nA1;B1`)).toEqual(['B1']);
          expect(serials(`${header};${name}\nA1;B1`)).toEqual(['A1']);
        },
      ),
    );
    expect(rosterInWords('Gerätenummer;Barcode\nA1;B1\nA2;B2')).toMatchObject({
      serials: [],
      problems: [{ sentence: expect.stringMatching(/^Several columns are named .*"Gerätenummer", "Barcode"/) }],
    });
  });

  it('on a label they name what stands behind them', () => {
    expect(serials('Gerätenummer: Q1\nMachine No.: Q2\n机身号：Q3')).toEqual(['Q1', 'Q2', 'Q3']);
    expect(serials('Machine No: 7, SN: Q1\nSN: Q2, Barcode: 4012345678901')).toEqual(['Q1', 'Q2']);
  });
});

describe('headers of something else', () => {
  it.each([
    'Board SN',
    'Disk serial number',
    '硬盘序列号',
    'Numéro de série disque',
    'Equipment',
    'Inventarnummer',
    'Product',
    '产品',
  ])('%j is none of the device: nothing is read', (header) => {
    expect(rosterInWords(`Typ;${header}\nRT-8;Q186I15901\nRT-8;Q186I15815`)).toMatchObject({
      serials: [],
      problems: [{ line: 1 }],
    });
  });
});

describe('columns separated by signs of input methods', () => {
  it.each([
    '序号，序列号，型号\n1，Q186I15901，RT-8\n2，Q186I15815，RT-8',
    '序列号；型号\nQ186I15901；RT-8\nQ186I15815；RT-8',
    '序号｜SN\n1｜Q186I15901\n2｜Q186I15815',
    'SN，备注\n"Q186I15901"，"a，b"\nQ186I15815，',
  ])('%j', (text) => {
    expect(rosterInWords(text)).toMatchObject({ serials: ['Q186I15901', 'Q186I15815'], problems: [] });
  });

  it('a row with another comma than its header is named', () => {
    expect(rosterInWords('序号，序列号\n1，Q1\n2,Q2')).toMatchObject({ serials: ['Q1'], problems: [{ line: 3 }] });
  });
});
