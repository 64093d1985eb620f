import type { ReportedDevice, ReportedPort } from '../../protocol/report';
import { messages } from '../messages';
import type { Target } from '../store/target';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import { BucketBadge, PairBadge, StatusBadge, VerdictBadge } from '../ui/Badge';
import { Rows } from './PrintedPage';

interface DeviceTableProps {
  readonly devices: readonly ReportedDevice[];
  readonly target: Target;
}

/** Every device with its verdict, the ports at fault and what became of it outside; in the order of the scan. */
export function DeviceTable({ devices, target }: DeviceTableProps) {
  const { report, pair } = messages;
  const product = onlyProduct(devices);
  const inSlots = devices.some(({ slot, foundIn }) => slot !== null || foundIn !== null);
  return (
    <Rows
      columns={[
        ['#', 'amount index'],
        [report.sn, 'serial'],
        ...(inSlots ? [[report.slot, 'slot'] as const] : []),
        [report.verdict, 'verdict'],
        [report.ports, 'amount ports'],
        [report.why],
        [pair.title[target], 'outcome'],
      ]}
    >
      {devices.map((device, index) => (
        <tr key={index}>
          <td className="amount dim">{index + 1}</td>
          <Name device={product === null ? device : { ...device, product: null }} />
          {inSlots ? <Slot device={device} /> : null}
          <td>
            {device.held ? <BucketBadge bucket="contested" target={target} /> : <StatusBadge status={device.status} />}
            {device.attempt > 1 ? <div className="dim">{report.attempt({ attempt: device.attempt })}</div> : null}
          </td>
          <td className="amount">
            {device.ports === 0 ? messages.none : report.portsMatch({ matching: device.matching, ports: device.ports })}
          </td>
          <td>
            <Why device={device} />
          </td>
          <td>
            <Outcome device={device} target={target} />
          </td>
        </tr>
      ))}
    </Rows>
  );
}

/** Said once where all that is known is the same; null else. */
export function onlyProduct(devices: readonly ReportedDevice[]): string | null {
  const [only = null, other] = new Set(devices.flatMap(({ product }) => product ?? []));
  return other === undefined ? only : null;
}

interface DeviceProps {
  readonly device: ReportedDevice;
}

function Name({ device: { sn, product, guest } }: DeviceProps) {
  return (
    <th scope="row">
      {sn === '' ? messages.report.noSerial : <Outside text={sn} mono />}
      {guest ? <div className="dim">{messages.history.guest}</div> : null}
      {product === null ? null : (
        <div className="dim">
          <Outside text={product} />
        </div>
      )}
    </th>
  );
}

function Slot({ device: { slot, foundIn } }: DeviceProps) {
  return (
    <td>
      {slot === null ? messages.none : <Outside text={slot} />}
      {foundIn === null || foundIn === slot ? null : (
        <div className="dim">
          <Outside text={messages.report.found({ slot: foundIn })} />
        </div>
      )}
    </td>
  );
}

function Why({ device: { reason, waiver, faults } }: DeviceProps) {
  const said = say(reason);
  return (
    <>
      {said === '' ? null : (
        <div>
          <Outside text={said} />
        </div>
      )}
      {waiver === null ? null : (
        <div>
          <Outside text={messages.report.waivedBecause({ reason: waiver })} />
        </div>
      )}
      {faults.map((port) => (
        <FaultyPort key={port.name} port={port} />
      ))}
    </>
  );
}

function FaultyPort({ port: { name, verdict, expectedMac, foundMac } }: { readonly port: ReportedPort }) {
  const { report } = messages;
  return (
    <div className="port">
      <VerdictBadge verdict={verdict} /> <Outside text={name} mono />{' '}
      <span className="dim">
        <span className="whole">
          {report.expected} <Address mac={expectedMac} />
        </span>{' '}
        <span className="whole">
          {report.was} <Address mac={foundMac} />
        </span>
      </span>
    </div>
  );
}

function Address({ mac }: { readonly mac: string | null }) {
  return mac === null ? messages.report.nothing : <Outside text={mac} mono />;
}

function Outcome({ device: { pair, pairReason, pairSettled }, target }: DeviceProps & { readonly target: Target }) {
  if (pair === null) return messages.none;
  return (
    <>
      <PairBadge outcome={pair} target={target} />
      {pairReason.length === 0 ? null : (
        <div className="dim">
          <Outside text={say(pairReason)} />
        </div>
      )}
      {pairSettled === null ? null : (
        <div>
          <Outside text={messages.report.settledBy({ who: pairSettled.operatorId, reason: pairSettled.reason })} />
        </div>
      )}
    </>
  );
}
