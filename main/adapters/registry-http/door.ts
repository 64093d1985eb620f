import type { Socket } from 'node:net';
import { networkOf } from './network-of';

export interface DoorLimits {
  /** Connections at once, of all addresses. */
  readonly maxConnections: number;
  /** Connections at once of one address. */
  readonly maxPerAddress: number;
  /** Requests of one address that are read or answered at once. */
  readonly maxRequestsPerAddress: number;
  /** So long a connection is not behind others in what it does, ms. */
  readonly graceMs: number;
}

/**
 * What a connection is doing, in the order in which connections go: it has not said what it wants, it rests between two
 * requests, it sends the body of a request that was let in, it takes its answer, the registry works on its request.
 */
type Standing = 'asking' | 'resting' | 'sending' | 'taking' | 'answered';
/** Those that go first. */
const WAITED_FOR: readonly Standing[] = ['asking', 'resting', 'sending', 'taking'];

interface Guest {
  readonly socket: Socket;
  readonly address: string;
  standing: Standing;
  /** Since when, ms of a clock that only runs on. */
  since: number;
  requests: number;
}

/**
 * Who may be connected. There is always room for one more as long as somebody is waited for: first goes who is late, of the address
 * that has most of them, else who is there longest. Whose request is being worked on never goes.
 */
export class Door {
  readonly #limits: DoorLimits;
  readonly #guests = new Map<Socket, Guest>();
  readonly #onShutOut: (address: string) => void;

  /** @param onShutOut a connection was closed to make room, or not let in */
  constructor(limits: DoorLimits, onShutOut: (address: string) => void) {
    this.#limits = limits;
    this.#onShutOut = onShutOut;
  }

  /** A connection was made. It may be closed at once. */
  enter(socket: Socket): void {
    const guest: Guest = {
      socket,
      address: networkOf(socket.remoteAddress ?? ''),
      standing: 'asking',
      since: performance.now(),
      requests: 0,
    };
    const { maxConnections, maxPerAddress } = this.#limits;
    const ofAddress = this.#all().filter(({ address }) => address === guest.address);
    const mayStay =
      (ofAddress.length < maxPerAddress || this.#makeRoom(ofAddress)) &&
      (this.#guests.size < maxConnections || this.#makeRoom(this.#all()));
    if (!mayStay) {
      this.#shutOut(guest);
      return;
    }
    this.#guests.set(socket, guest);
    socket.once('close', () => this.#guests.delete(socket));
  }

  /** The head of a request came. @returns false when its address has too many that are being answered; `done` is called all the same */
  begin(socket: Socket): boolean {
    const guest = this.#guests.get(socket);
    if (guest === undefined) return true;
    guest.requests += 1;
    const ofAddress = this.#all().filter(({ address }) => address === guest.address);
    const underWay = ofAddress.reduce((sum, { requests }) => sum + requests, 0);
    if (underWay <= this.#limits.maxRequestsPerAddress) return true;
    return this.#makeRoom(ofAddress.filter((other) => other !== guest && other.standing === 'sending'));
  }

  /** The request may be asked; its body is still to come. */
  letIn(socket: Socket): void {
    this.#move(socket, 'sending');
  }

  /** The whole request is there. */
  answer(socket: Socket): void {
    this.#move(socket, 'answered');
  }

  /** The answer is written; the other side has still to take it. */
  written(socket: Socket): void {
    if (this.#guests.get(socket)?.requests === 1) this.#move(socket, 'taking');
  }

  /** The request is answered or broken off. */
  done(socket: Socket): void {
    const guest = this.#guests.get(socket);
    if (guest === undefined) return;
    guest.requests -= 1;
    if (guest.requests === 0) this.#move(socket, 'resting');
  }

  #move(socket: Socket, standing: Standing): void {
    const guest = this.#guests.get(socket);
    if (guest === undefined || guest.standing === standing) return;
    guest.standing = standing;
    guest.since = performance.now();
  }

  /** Closes the connection among these that has most reason to go. @returns whether there was one */
  #makeRoom(among: readonly Guest[]): boolean {
    const now = performance.now();
    const isLate = ({ since }: Guest) => now - since > this.#limits.graceMs;
    const late = WAITED_FOR.map((standing) => among.filter((guest) => guest.standing === standing && isLate(guest)));
    const waitedFor = among.filter(({ standing }) => standing !== 'answered');
    const [victim] = [...late.flatMap(largestCrowdFirst), ...waitedFor.toSorted(oldestFirst)];
    if (victim === undefined) return false;
    this.#shutOut(victim);
    return true;
  }

  #shutOut({ socket, address }: Guest): void {
    this.#guests.delete(socket);
    socket.destroy();
    this.#onShutOut(address);
  }

  #all(): readonly Guest[] {
    return [...this.#guests.values()];
  }
}

/** Those of the address with the most of them first. */
function largestCrowdFirst(guests: readonly Guest[]): readonly Guest[] {
  const crowd = new Map<string, number>();
  for (const { address } of guests) crowd.set(address, (crowd.get(address) ?? 0) + 1);
  const sizeOf = ({ address }: Guest) => crowd.get(address) ?? 0;
  return guests.toSorted((one, other) => sizeOf(other) - sizeOf(one) || oldestFirst(one, other));
}

function oldestFirst(one: Guest, other: Guest): number {
  return one.since - other.since;
}
