import { english } from '../../messages/english';
import malformed from '../../protocol/fixtures/malformed-messages.json';
import reports from '../../protocol/fixtures/hardware-reports.json';
import seedReports from '../../protocol/fixtures/seed-reports.json';
import { decodeUtf8 } from '../../main/app/scan/load-session';
import { OperationId } from '../../protocol/ids';
import { fixtureBytes } from '../../protocol/testing/fixture-bytes';
import { readJsonObject } from '../../protocol/wire/body';
import { readHardwareReport, type HardwareReport } from '../../protocol/wire/read-report';
import { receiveReport } from '../../protocol/wire/receive-report';
import type { Target } from '../engine/target';
import { about, keep, keepMac, keepPlain, keepSentence, keepStorable, kindOf } from './checks';
import { jsonBytes } from './input-text';

export const REPORT_KEYS: readonly string[] = [
  'operationId',
  'operationid',
  'operatorId',
  'scanMode',
  'attempt',
  'sn',
  'serialno',
  'serialNo',
  'ip',
  'macinfo',
  'macaddr',
  'mac',
  'ifname',
  'nics',
  'pciinfo',
  'interface',
  'interfaces',
  'permaddr',
  'driver',
  'description',
  'altNames',
  'addrAssignType',
  'kind',
  'bus',
  'pciAddress',
  'physSwitchId',
  'iflink',
  'ifindex',
  'carrier',
  'bootId',
  'agentVersion',
  'collectedAt',
  'warnings',
  'physical',
  'lo',
  'pci',
  'usb',
  'e0:18:7d:2e:ca:68',
  '0xE0187D2ECA68',
  '0x',
  'e018.7d2e.ca68',
  '80:00:02:08:fe:80:00:00:00:00:00:00:e4:1d:2d:03:00:1d:6a:f1',
];

export const wireReport: Target = {
  name: 'wire-report',
  reads: 'hardware reports, as bytes from the broker',
  tokens: REPORT_KEYS,
  seeds: () => [
    ...reports.map(({ message }) => jsonBytes(message)),
    ...seedReports.map(jsonBytes),
    ...malformed.map(fixtureBytes).filter(({ length }) => length < 4096),
  ],
  run(bytes) {
    const read = receiveReport(bytes, decodeUtf8);
    const body = readJsonObject(bytes, decodeUtf8);
    const alone = body.ok ? readHardwareReport(body.value) : body;
    if (!read.ok) {
      keepSentence(english(read.error.reason));
      if (alone.ok) keepReport(alone.value);
      return `${read.error.code} ${kindOf(english(read.error.reason))}`;
    }
    keep(JSON.stringify(alone) === JSON.stringify(read), 'a report that is taken is read from the records as it was');
    keepReport(read.value);
    const { attempt, interfaces, portsWithoutDriver, warnings } = read.value;
    return `report ${attempt === null} ${about(interfaces.length)} ${about(portsWithoutDriver.length)} ${about(warnings.length)}`;
  },
};

function keepReport(report: HardwareReport): void {
  keepPlain(report);
  keepStorable(report);
  keep(report.sn.length <= 128, 'no accepted serial number has more than 128 characters', () => String(report.sn.length));
  keep(report.sn === report.sn.trim(), 'a serial number has no space around it');
  const operation = OperationId.safeParse(report.operationId);
  keep(operation.success && operation.data === report.operationId, 'an accepted operation number is one');
  keep(report.interfaces.length <= 4096, 'a report has at most 4096 interfaces');
  keep(
    report.attempt === null || (Number.isSafeInteger(report.attempt) && report.attempt >= 1),
    'an attempt is a whole number from 1',
  );
  keep(report.portsWithoutDriver.length <= 4096, 'a report has at most 4096 ports without driver');
  for (const { pciAddress } of report.portsWithoutDriver)
    keep(pciAddress.length <= 256, 'the address of a port has a bearable length');
  for (const texts of [report.warnings, ...report.interfaces.map(({ altNames }) => altNames)])
    keep(texts.length <= 256 && texts.every(({ length }) => length <= 4096), 'lists of texts have a bearable length');
  for (const { name, mac, permanentMac } of report.interfaces) {
    keep(name.length <= 256, 'the name of an interface has a bearable length');
    keepMac(mac);
    if (permanentMac !== null) keepMac(permanentMac);
  }
}
