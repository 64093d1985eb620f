import type { CommandInput, CommandName, CommandOutput, ConsoleApi, EventName, EventPayload, IpcReply } from '../../protocol/ipc';
import type { PairSheet } from '../../protocol/pair-sheet';
import type { Patch, Snapshot } from '../../protocol/window-state';
import { deviceIdOf, type DeliveryKey, type OperationId, type SerialNumber } from '../../protocol/ids';
import type { DeviceRow, SessionView } from '../../protocol/model';
import type { Rack } from '../../protocol/racks';
import type { Settings } from '../../protocol/settings';
import { counted, sessionOf } from './counted';
import { FAULTS, makeDevice, type MadeDevice } from './made-devices';
import type { Scene } from './scenes';
import { SCRIPTED_ANSWERS } from './scripted-answers';
import { type Handlers, failed, ok } from './scripted-reply';
import { scriptedDelivery, scriptedSuccessor } from './scripted-delivery';
import { heldElsewhere } from '../../protocol/elsewhere';
import { scriptedShift, type ShiftCommand } from './scripted-shift';
import { scriptedHistory, type HistoryCommand } from './scripted-history';
import { scriptedAbout, scriptedHealth } from './scripted-health';
import { NO_TEXT, text, verbatim, type Texts } from '../../protocol/texts/text';
import { scriptedRegistry, type RegistryCommand } from './scripted-registry';

/** A console without main: it fulfils the contract in the page, from a scene, for looking at and for tests of components. */
export class ScriptedConsole implements ConsoleApi {
  readonly calls: { readonly name: CommandName; readonly input: unknown }[] = [];
  #seq = 1;
  #devices: Map<string, MadeDevice>;
  #state: Omit<Snapshot, 'seq' | 'devices'>;
  #sent: PairSheet['sent'];
  #racks: readonly Rack[];
  /** The operation that was scanned last; the one that is shown, if nothing else is said. */
  readonly #newest: string | undefined;
  readonly #handlers: Handlers;
  readonly #listeners: { readonly [N in EventName]: Set<(payload: EventPayload<N>) => void> } = {
    'state.patched': new Set(),
    'notice.raised': new Set(),
    'registry.changed': new Set(),
  };
  /** Answers that stand in for the scripted ones, by command. */
  readonly answers: { [N in CommandName]?: (input: CommandInput<N>) => IpcReply<CommandOutput<N>> } = {};

  constructor(scene: Scene) {
    this.#devices = new Map(scene.devices.map((made) => [made.row.id, made]));
    this.#state = scene.snapshot;
    this.#sent = scene.sent ?? [];
    this.#racks = scene.racks ?? [];
    this.#newest = scene.newest ?? scene.snapshot.session?.operationId;
    this.#handlers = {
      ...SCRIPTED_ANSWERS,
      ...this.#scan,
      ...scriptedHistory(() => this.#newest),
      ...scriptedShift(
        () => Date.now(),
        () => this.#state.settings.shift.selfTest,
      ),
      ...scriptedRegistry(scene.registered ?? 24),
    };
  }

  async invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<IpcReply<CommandOutput<N>>> {
    this.calls.push({ name, input });
    const own: ((input: CommandInput<N>) => IpcReply<CommandOutput<N>>) | undefined = this.answers[name];
    return own === undefined ? this.#handlers[name](input) : own(input);
  }

  subscribe<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    const listeners: Set<(payload: EventPayload<N>) => void> = this.#listeners[name];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Sends a patch with the next number, or with another one to make a gap. */
  patch(change: Omit<Patch, 'seq'>, seq = this.#seq + 1): void {
    this.#seq = seq;
    for (const row of change.devices ?? []) {
      const made = this.#devices.get(row.id);
      this.#devices.set(
        row.id,
        made === undefined
          ? { row, details: makeDevice(1, { sn: row.sn, status: row.status }).details }
          : { row, details: { ...made.details, row } },
      );
    }
    const { session, deliveries, connections, settings, secrets, signIn } = change;
    this.#state = {
      ...this.#state,
      ...(session === undefined ? {} : { session }),
      ...(deliveries === undefined ? {} : { deliveries }),
      ...(connections === undefined ? {} : { connections }),
      ...(settings === undefined ? {} : { settings }),
      ...(secrets === undefined ? {} : { secrets }),
      ...(signIn === undefined ? {} : { signIn }),
    };
    for (const listener of this.#listeners['state.patched']) listener({ seq, ...change });
  }

  notice(level: EventPayload<'notice.raised'>['level'], what: Texts): void {
    for (const listener of this.#listeners['notice.raised']) listener({ level, what });
  }

  registryChanged(): void {
    for (const listener of this.#listeners['registry.changed']) listener({});
  }

  get rows(): DeviceRow[] {
    return [...this.#devices.values()].map(({ row }) => row);
  }

  /** Changes `count` devices at once, as a busy scan does; `turn` decides which and to what. */
  churn(turn: number, count: number): void {
    const all = [...this.#devices.values()];
    const devices = Array.from({ length: count }, (_, index) => {
      const number = (turn * count + index) % all.length;
      const status = (turn + index) % 11 === 0 ? 'fail' : (turn + index) % 17 === 0 ? 'waiting' : 'pass';
      const faults =
        status === 'fail' ? [undefined, FAULTS.foreign, undefined, turn % 2 === 0 ? FAULTS.absent : FAULTS.swapped] : [];
      return makeDevice(number, { status, faults, change: { at: Date.now() } }).row;
    });
    for (const row of devices)
      this.#devices.set(row.id, { row, details: { ...makeDevice(1, { sn: row.sn, status: row.status }).details, row } });
    const { session } = this.#state;
    this.patch({ devices, ...(session === null ? {} : { session: { ...session, counts: counted(this.rows) } }) });
  }

  #session(change: Partial<SessionView>): SessionView {
    const session = sessionOf(this.rows, { ...this.#state.session, counts: counted(this.rows), ...change });
    this.#state = { ...this.#state, session };
    return session;
  }

  #sheet(): PairSheet {
    const sentSerials = new Set(this.#sent.map(({ sn }) => sn));
    const ready = this.rows.filter(
      ({ sn, status, contested, guest }) => status === 'pass' && !contested && !guest && !sentSerials.has(sn),
    );
    const held = this.rows.filter(({ sn }) => !sentSerials.has(sn) && !ready.some((row) => row.sn === sn));
    return {
      target: this.#state.session?.scanMode === 1 ? 'burn' : 'pair',
      operationId: this.#state.session?.operationId ?? ('' as OperationId),
      serials: ready.map(({ sn }) => sn),
      heldBack: held.map(({ id, sn, reason, status, guest }) => ({
        id,
        sn,
        ...(guest && status !== 'noSerial' ? { guest: true as const } : {}),
        why: reason.length === 0 ? verbatim(`It stands at ${status}.`) : reason,
      })),
      digest: `4f3a9c0d77e1${ready.length}`,
      refused: this.#sent.flatMap(({ sn, outcome, reason, key, settled }) =>
        settled === null && (outcome === 'rejected' || outcome === 'unknown')
          ? [{ id: deviceIdOf(sn as SerialNumber), sn, outcome, reason, key }]
          : [],
      ),
      sent: [...this.#sent],
    };
  }

  readonly #scan: Omit<Handlers, RegistryCommand | HistoryCommand | ShiftCommand | keyof typeof SCRIPTED_ANSWERS> = {
    'app.snapshot': () => ok({ ...this.#state, seq: this.#seq, devices: this.rows }),
    'app.health': () => ok(scriptedHealth),
    'app.about': () => ok(scriptedAbout),
    'scan.start': ({ operationId, operatorId, scanMode }) => {
      const now = Date.now();
      const devices = Array.from({ length: 24 }, (_, number) => makeDevice(number, { status: 'waiting' }));
      this.#devices = new Map(devices.map((made) => [made.row.id, made]));
      const session = this.#session({
        operationId: (operationId === '' ? 'BI-20261121-220101' : operationId) as OperationId,
        operatorId,
        scanMode,
        phase: 'scanning',
        startedAt: now,
        closedAt: null,
        closeReason: null,
        idleEndsAt: now + 10_000,
        endsAt: now + 120_000,
      });
      this.patch({ reset: true, devices: this.rows, session });
      return ok(session);
    },
    'scan.finish': () => {
      const devices = this.rows.map((row) => (row.status === 'waiting' ? { ...row, status: 'noAnswer' as const } : row));
      for (const row of devices) this.#devices.set(row.id, makeDevice(1, { sn: row.sn, status: row.status, change: row }));
      const session = this.#session({
        phase: 'closed',
        closedAt: Date.now(),
        closeReason: 'operator',
        idleEndsAt: null,
        endsAt: null,
      });
      this.patch({ devices, session });
      return ok(session);
    },
    'scan.rescan': ({ ids }) => {
      const devices = this.rows
        .filter(({ id }) => ids.includes(id))
        .map((row) => ({ ...row, status: 'waiting' as const, attempt: row.attempt + 1, at: Date.now() }));
      this.patch({ devices });
      const session = this.#session({
        phase: 'scanning',
        round: 2,
        closedAt: null,
        closeReason: null,
        idleEndsAt: Date.now() + 10_000,
        endsAt: Date.now() + 120_000,
      });
      this.patch({ session });
      return ok(session);
    },
    'scan.clearContest': ({ devices }) => {
      const ids = devices.map(({ id }) => id);
      this.patch({
        devices: this.rows.filter(({ id }) => ids.includes(id)).map((row) => ({ ...row, contested: false, reason: [] })),
      });
      const session = this.#session({});
      this.patch({ session });
      return ok(session);
    },
    'scan.acknowledge': ({ devices }) => {
      const ids = devices.map(({ id }) => id);
      const acknowledged = { operatorId: 'OP-7', at: Date.now() };
      this.patch({ devices: this.rows.filter(({ id }) => ids.includes(id)).map((row) => ({ ...row, acknowledged })) });
      const { unacknowledged: _, ...session } = this.#session({});
      this.patch({ session });
      return ok(session);
    },
    'person.signIn': ({ badge, pin }) => {
      if (pin !== '1234') return failed('Badge and PIN do not belong together. Try again.');
      const signIn: Snapshot['signIn'] = { required: true, person: { badge, name: 'Ines Moreau', role: 'operator' } };
      this.patch({ signIn });
      return ok(signIn);
    },
    'person.signOut': () => {
      const signIn: Snapshot['signIn'] = { required: true, person: null };
      this.patch({ signIn });
      return ok(signIn);
    },
    'person.list': () => ok(this.#people()),
    'person.save': ({ badge, name, role }) => ok([...this.#people(), { badge, name, role }]),
    'person.remove': ({ badge }) => ok(this.#people().filter((person) => person.badge !== badge)),
    'device.waive': ({ ids, reason, approval }) => {
      if (this.#state.signIn.person?.role === 'operator' && approval === undefined)
        return failed('This needs the role supervisor; Ines Moreau is operator.');
      if (approval !== undefined && approval.pin !== '2222') return failed('Badge and PIN do not belong together. Try again.');
      this.patch({
        devices: this.rows
          .filter(({ id }) => ids.includes(id))
          .map((row) => ({ ...row, status: 'waived' as const, reason: [text('device.waived', { reason })] })),
      });
      const session = this.#session({});
      this.patch({ session });
      return ok(session);
    },
    'roster.last': () => {
      const { session } = this.#state;
      if (session === null || session.rosterSize === null) return ok(null);
      const rows = this.rows.filter(({ guest, sn }) => !guest && sn !== '');
      const units = rows.flatMap(({ sn, slot }) => (slot === undefined ? [] : [{ slot, sn: sn as SerialNumber }]));
      const rack = session.rack === undefined ? null : { ...session.rack, units };
      return ok({ operationId: session.operationId, serials: rows.map(({ sn }) => sn), rack });
    },
    'rack.list': () => ok([...this.#racks]),
    'rack.save': ({ rack, formerName }) => {
      const saved = rack as Rack;
      this.#racks = [...this.#racks.filter(({ name }) => name !== (formerName ?? saved.name)), saved];
      return ok([...this.#racks]);
    },
    'rack.remove': ({ name }) => {
      this.#racks = this.#racks.filter((rack) => rack.name !== name);
      return ok([...this.#racks]);
    },
    'scan.online': ({ serials }) => {
      const { agentsPresent } = this.#state.connections;
      const missing = serials.slice(agentsPresent);
      return ok({ online: serials.length - missing.length, missing: missing.slice(0, 200), missingMore: 0 });
    },
    'scan.place': ({ id, slot }) => {
      const rows = this.rows.filter((row) => row.id === id || row.foundIn === slot);
      this.patch({
        devices: rows.map(({ foundIn: _before, ...row }) => (row.id === id ? { ...row, foundIn: slot } : row)),
      });
      return ok(this.#session({}));
    },
    'device.details': ({ ids }) => ok(ids.flatMap((id) => this.#devices.get(id)?.details ?? [])),
    'pair.sheet': () => ok(this.#sheet()),
    'pair.confirm': ({ digest }) => {
      const sheet = this.#sheet();
      if (digest !== sheet.digest) return failed('The list has changed since you saw it. Nothing was sent.');
      this.#sent = [
        ...this.#sent,
        ...sheet.serials.map((sn) => ({
          sn,
          outcome: 'queued' as const,
          reason: NO_TEXT,
          key: 'pair-9' as DeliveryKey,
          settled: null,
        })),
      ];
      return ok(this.#sheet());
    },
    'pair.settle': ({ ids, as, reason }) => {
      const settled = { as, reason, operatorId: 'E-1047', at: Date.now() };
      this.#sent = this.#sent.map((item) => (ids.some((id) => id === item.sn) ? { ...item, settled } : item));
      const rows = this.rows.filter(({ id }) => ids.includes(id)).map((row) => ({ ...row, pairSettled: settled }));
      this.patch({ devices: rows });
      const session = this.#session({});
      this.patch({ session });
      return ok(session);
    },
    'delivery.retry': ({ key }) => {
      const known = this.#state.deliveries.find((delivery) => delivery.key === key);
      if (known === undefined) return failed('This delivery is not known.');
      const delivery = { ...known, state: 'sending' as const, attempts: known.attempts + 1 };
      this.patch({ deliveries: [delivery] });
      return ok(delivery);
    },
    'delivery.readdress': (shown) => {
      const going = heldElsewhere(this.#state.deliveries, shown);
      this.patch({ deliveries: going.map((one) => ({ ...one, state: 'sending' as const, problem: NO_TEXT })) });
      return ok({ count: going.length });
    },
    'delivery.details': ({ key }) => {
      const known = this.#state.deliveries.find((delivery) => delivery.key === key);
      return known === undefined ? failed('This delivery is not known.') : ok(scriptedDelivery(known));
    },
    'delivery.settle': ({ key, taken, reason }) => {
      const known = this.#state.deliveries.find((delivery) => delivery.key === key);
      if (known === undefined) return failed('This delivery is not known.');
      const state = taken ? ('accepted' as const) : ('rejected' as const);
      const found = taken ? 'taken' : 'notTaken';
      const delivery = { ...known, state, problem: [text('delivery.settledBy', { who: 'S-1', found, reason })] };
      this.patch({ deliveries: [delivery] });
      return ok(delivery);
    },
    'delivery.edit': ({ key }) => {
      const known = this.#state.deliveries.find((delivery) => delivery.key === key);
      if (known === undefined) return failed('This delivery is not known.');
      const next = scriptedSuccessor(known);
      this.patch({ deliveries: [{ ...known, replacedBy: next.key }, next] });
      return ok(next);
    },
    'settings.save': ({ settings }) => {
      const { baseUrl } = this.#state.settings.api;
      const saved = this.#save(settings);
      return saved.ok ? ok({ elsewhere: this.#heldSince(baseUrl) }) : saved;
    },
    'settings.import': () =>
      ok({
        fileName: 'line-2.json',
        settings: { ...this.#state.settings, station: { ...this.#state.settings.station, name: 'Line 2 · ST-04' } },
      }),
    'records.keep': ({ days }) => this.#save({ ...this.#state.settings, records: { keepDays: days } }),
    'window.look': (look) => this.#save({ ...this.#state.settings, window: { ...this.#state.settings.window, ...look } }),
    'operation.list': () =>
      ok(
        Array.from({ length: 12 }, (_, index) => ({
          operationId: index === 0 && this.#newest !== undefined ? this.#newest : `BI-202611${21 - index}-2145${10 + index}`,
          startedAt: Date.now() - index * 86_400_000,
          closedAt: Date.now() - index * 86_400_000 + 42_000,
          operatorId: '4711',
          leftOver: {
            target: 'pair' as const,
            notPaired: index % 4 === 1 ? 3 : 0,
            refused: index % 6 === 1 ? 2 : 0,
            unknown: index % 12 === 7 ? 1 : 0,
          },
        })),
      ),
    'operation.open': ({ operationId }) => {
      if (this.#state.session?.phase === 'scanning')
        return failed('A scan is running. Finish it before you open an earlier operation.');
      const session = this.#session({ operationId: operationId as OperationId });
      this.patch({ session });
      return ok(session);
    },
  };

  #people(): CommandOutput<'person.list'> {
    return [
      { badge: '0001', name: 'Ada Brandt', role: 'engineer' },
      { badge: '0815', name: 'Jonas Weber', role: 'supervisor' },
      { badge: '4711', name: 'Ines Moreau', role: 'operator' },
    ];
  }

  /** What waits was made for the address that was set before. */
  #heldSince(made: string): CommandOutput<'settings.save'>['elsewhere'] {
    const set = this.#state.settings.api.baseUrl;
    const waiting = this.#state.deliveries.filter(({ state }) => state === 'queued');
    if (made === set || waiting.length === 0) return [];
    const problem = [text('delivery.otherAddress', { made, set })];
    this.patch({ deliveries: waiting.map((one) => ({ ...one, nextTryAt: null, problem })) });
    return [{ made, set, count: waiting.length }];
  }

  #save(settings: CommandInput<'settings.save'>['settings'] | Partial<Settings>): IpcReply<null> {
    const whole: Settings = { ...this.#state.settings, ...(settings as Partial<Settings>) };
    if (!/^amqps?:\/\//.test(whole.broker.url)) {
      return {
        ok: false,
        error: {
          kind: 'invalidInput',
          texts: verbatim('These settings cannot be saved.'),
          issues: [{ at: 'settings.broker.url', fault: text('value.noBrokerUrl') }],
        },
      };
    }
    this.patch({ settings: whole });
    return ok(null);
  }
}
