import { MACHINES, type MachineName } from '../../agent/fixtures/machines';
import type { MachineManifest } from '../../agent/machine-manifest';
import type { InterfaceVerdict } from '../../protocol/model';
import type { MesInterfaceRecord } from '../factory/device-database';

/** A recorded machine as a device of the rack, with what MES holds for it and what must be found, both written by hand. */
export interface RecordedMachine {
  readonly name: MachineName;
  readonly manifest: MachineManifest;
  /** On its label and on the roster. */
  readonly serial: string;
  /** `firmware`: the agent reads it there, and finds only a placeholder where `serial` is not it. `set`: given to the agent. */
  readonly serialFrom: 'firmware' | 'set';
  readonly ip: string;
  readonly product: string;
  readonly expected: readonly MesInterfaceRecord[];
  /** Null where nothing can be judged because the device has no serial number. */
  readonly interfaces: readonly { readonly interface: string; readonly verdict: InterfaceVerdict }[] | null;
  readonly ignored: readonly string[];
}

/**
 * The recorded machines whose verdicts do not hang on a plant's habits. (What MES holds for a switch whose ports share
 * one address is such a habit, so the switch router is not among them.)
 */
export const RECORDED_MACHINES: readonly RecordedMachine[] = [
  {
    ...machine('three-port-board', 1),
    serial: 'Q186I15901',
    serialFrom: 'firmware',
    product: 'NB-300 network board',
    expected: [
      { interface: 'enp4s0', macaddr: 'e0:18:7d:2e:ca:68' },
      { interface: 'enp5s0', macaddr: 'e0:18:7d:2e:ca:69' },
      { interface: 'enp6s0', macaddr: 'e0:18:7d:2e:ca:6a' },
    ],
    interfaces: matches('enp4s0', 'enp5s0', 'enp6s0'),
    ignored: ['lo'],
  },
  {
    // Two ports stand in a bond: only their permanent addresses are their own. MES knows two ports by an older name.
    ...machine('eight-port-appliance', 2),
    serial: 'A2209K0417',
    serialFrom: 'firmware',
    product: 'FA-800 firewall appliance',
    expected: [
      { interface: 'enp1s0', macaddr: '00:90:0b:7a:10:20' },
      { interface: 'enp2s0', macaddr: '00:90:0b:7a:10:21' },
      { interface: 'enp3s0', macaddr: '00:90:0b:7a:10:22' },
      { interface: 'enp4s0', macaddr: '00:90:0b:7a:10:23' },
      { interface: 'enp5s0f0', macaddr: '00:90:0b:7a:10:24' },
      { interface: 'enp5s0f1', macaddr: '00:90:0b:7a:10:25' },
      { interface: 'enp9s0f0', macaddr: 'f8:f2:1e:3c:55:80' },
      { interface: 'enp9s0f1', macaddr: 'f8:f2:1e:3c:55:81' },
    ],
    interfaces: matches('enp1s0', 'enp2s0', 'enp3s0', 'enp4s0', 'enp5s0f0', 'enp5s0f1', 'enp9s0f0np0', 'enp9s0f1np1'),
    ignored: ['lo', 'bond0', 'br0', 'enp1s0.100'],
  },
  {
    // An InfiniBand address has 20 octets. The card at 0000:3b:00 gives no interfaces.
    ...machine('compute-node', 3),
    serial: 'S343092X9A18210',
    serialFrom: 'firmware',
    product: 'Compute node',
    expected: [
      { interface: 'enp23s0', macaddr: 'f4:52:14:7b:30:51' },
      { interface: 'enp23s0d1', macaddr: 'f4:52:14:7b:30:52' },
      { interface: 'enp59s0f0', macaddr: '00:0a:f7:c0:13:f0' },
      { interface: 'enp59s0f1', macaddr: '00:0a:f7:c0:13:f2' },
      { interface: 'ibp101s0', macaddr: '00:00:10:29:fe:80:00:00:00:00:00:00:0c:42:a1:03:00:5e:1a:2c' },
      { interface: 'enp179s0f0np0', macaddr: '3c:fd:fe:9e:21:40' },
      { interface: 'enP65536p225s0', macaddr: 'ac:1f:6b:c0:13:f4' },
    ],
    interfaces: [
      ...matches('enp23s0', 'enp23s0d1', 'ibp101s0', 'enp179s0f0np0', 'enP65536p225s0'),
      { interface: 'enp59s0f0', verdict: 'portWithoutDriver' },
      { interface: 'enp59s0f1', verdict: 'portWithoutDriver' },
    ],
    ignored: ['lo', 'enp179s0f0v0', 'enp179s0f0v1'],
  },
  {
    // A USB dock is plugged in that MES does not list. Nor does it list the Wi-Fi, which is then nobody's business.
    ...machine('arm-gateway', 4),
    serial: 'c74e0a11d93b5f20',
    serialFrom: 'firmware',
    product: 'ARM gateway',
    expected: [{ interface: 'end0', macaddr: 'd0:37:45:08:9a:01' }],
    interfaces: [...matches('end0'), { interface: 'enx9c5c8eaa0b17', verdict: 'unexpected' }],
    ignored: ['lo', 'wlan0'],
  },
  {
    // Its address is made up by software, and MES expects exactly that one.
    ...machine('virtio-vm', 5),
    serial: 'VM-7730',
    serialFrom: 'set',
    product: 'Virtual appliance',
    expected: [{ interface: 'ens3', macaddr: '52:54:00:3d:e1:07' }],
    interfaces: matches('ens3'),
    ignored: ['lo', 'docker0', 'veth5d0c9e1', 'tap0', 'macvlan0', 'wg0'],
  },
  {
    // Its firmware has nothing but placeholders, so nobody can tell that it is this one.
    ...machine('blank-eeprom-board', 6),
    serial: 'BE-000417',
    serialFrom: 'firmware',
    product: 'NB-300 network board',
    expected: [{ interface: 'enp1s0', macaddr: 'e0:18:7d:2e:cb:10' }],
    interfaces: null,
    ignored: [],
  },
];

function machine(name: MachineName, host: number): Pick<RecordedMachine, 'name' | 'manifest' | 'ip'> {
  return { name, manifest: MACHINES[name], ip: `10.19.0.${host}` };
}

function matches(...names: readonly string[]): readonly { readonly interface: string; readonly verdict: InterfaceVerdict }[] {
  return names.map((name) => ({ interface: name, verdict: 'match' }));
}
