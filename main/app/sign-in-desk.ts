import type { PersonView, Role, SignInView } from '../../protocol/people';
import { AppError } from '../domain/errors';
import type { AuditEntry } from '../domain/events';
import type { Clock, PinHasher, Store, StoredPerson } from '../domain/ports';
import { mayDo } from '../domain/roles';

export interface SignInDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly pins: PinHasher;
  readonly onChange: (view: SignInView) => void;
}

const WRONG_PINS_ALLOWED = 5;
const LOCKED_FOR_MS = 5 * 60_000;

/**
 * Who works at the console. Until the first person is put on record nobody has to sign in; from then on every command needs
 * its role, checked here in main. A wrong badge and a wrong PIN look alike; five wrong PINs lock a badge for five minutes.
 */
export class SignInDesk {
  readonly #deps: SignInDeps;
  #people = new Map<string, StoredPerson>();
  #signedIn: string | null = null;
  /** One sign-in after the other, so that guesses in parallel do not slip past the lock. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(deps: SignInDeps) {
    this.#deps = deps;
  }

  async load(): Promise<void> {
    this.#people = new Map((await this.#deps.store.listPeople()).map((person) => [person.badge, person]));
  }

  get required(): boolean {
    return this.#people.size > 0;
  }

  view(): SignInView {
    const person = this.#current();
    return {
      required: this.required,
      person: person === null ? null : { badge: person.badge, name: person.name, role: person.role },
    };
  }

  /** The badge to write into records; null when nobody has to sign in. */
  badge(): string | null {
    return this.#current()?.badge ?? null;
  }

  /** @throws AppError `notSignedIn` or `notAllowed` when the person at the console may not do this */
  require(role: Role): void {
    if (!this.required) return;
    const person = this.#current();
    if (person === null) throw new AppError('notSignedIn', 'Sign in with your badge first.');
    if (!mayDo(person.role, role))
      throw new AppError('notAllowed', `This needs the role ${role}; ${person.name} is ${person.role}.`);
  }

  async signIn(badge: string, pin: string): Promise<SignInView> {
    const person = await this.#check(badge, pin);
    this.#signedIn = person.badge;
    await this.#record('signedIn', person.badge, person.badge, null, person.role);
    return this.#changed();
  }

  async signOut(): Promise<SignInView> {
    const badge = this.#signedIn;
    this.#signedIn = null;
    if (badge !== null) await this.#record('signedOut', badge, badge, null, null);
    return this.#changed();
  }

  /** Someone else's badge and PIN for one act, without signing them in. @returns their badge */
  async approve(role: Role, badge: string, pin: string): Promise<string> {
    const person = await this.#check(badge, pin);
    if (!mayDo(person.role, role))
      throw new AppError('notAllowed', `This needs the role ${role}; ${person.name} is ${person.role}.`);
    return person.badge;
  }

  list(): PersonView[] {
    const now = this.#deps.clock.now();
    return Array.from(this.#people.values(), ({ badge, name, role, lockedUntil }) => ({
      badge,
      name,
      role,
      lockedUntil: lockedUntil !== null && lockedUntil > now ? lockedUntil : null,
    }));
  }

  /** Adds or changes a person. The first must be an engineer, and the last engineer stays one. */
  async save({
    badge,
    name,
    role,
    pin,
  }: {
    readonly badge: string;
    readonly name: string;
    readonly role: Role;
    readonly pin?: string | undefined;
  }): Promise<PersonView[]> {
    const before = this.#people.get(badge);
    if (before === undefined && pin === undefined) throw new AppError('badSettings', `${name} needs a PIN.`);
    if (!this.required && role !== 'engineer')
      throw new AppError('badSettings', 'The first person must be an engineer: someone has to be able to add the others.');
    if (before?.role === 'engineer' && role !== 'engineer') this.#keepAnEngineer(badge);
    const pinHash = pin === undefined ? (before?.pinHash ?? '') : await this.#deps.pins.hash(pin);
    const person: StoredPerson = { badge, name, role, pinHash, wrongPins: 0, lockedUntil: null };
    await this.#deps.store.commit({
      people: { saved: [person] },
      audit: [
        this.#entry(
          'personSaved',
          badge,
          before === undefined ? null : `${before.name}, ${before.role}`,
          `${name}, ${role}${pin === undefined ? '' : ', new PIN'}`,
        ),
      ],
    });
    if (!this.required) this.#signedIn = badge;
    this.#people.set(badge, person);
    this.#changed();
    return this.list();
  }

  async remove(badge: string): Promise<PersonView[]> {
    const person = this.#people.get(badge);
    if (person === undefined) throw new AppError('notFound', 'Nobody has this badge.');
    if (person.role === 'engineer' && this.#people.size > 1) this.#keepAnEngineer(badge);
    await this.#deps.store.commit({
      people: { removed: [badge] },
      audit: [this.#entry('personRemoved', badge, `${person.name}, ${person.role}`, null)],
    });
    this.#people.delete(badge);
    if (this.#signedIn === badge) this.#signedIn = null;
    this.#changed();
    return this.list();
  }

  #keepAnEngineer(badge: string): void {
    const others = [...this.#people.values()].some((person) => person.role === 'engineer' && person.badge !== badge);
    if (!others) throw new AppError('badSettings', 'This is the last engineer. Make someone else engineer first.');
  }

  async #check(badge: string, pin: string): Promise<StoredPerson> {
    const turn = this.#line.then(async () => this.#checkNow(badge, pin));
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  async #checkNow(badge: string, pin: string): Promise<StoredPerson> {
    const { clock, pins, store } = this.#deps;
    const person = this.#people.get(badge);
    const lockedUntil = person?.lockedUntil ?? 0;
    if (lockedUntil > clock.now()) {
      const minutes = Math.ceil((lockedUntil - clock.now()) / 60_000);
      throw new AppError(
        'notAllowed',
        `This badge is locked after wrong PINs. Try again in ${minutes} min, or ask an engineer to set a new PIN.`,
      );
    }
    // An unknown badge costs the same time as a known one, so that badges cannot be found out.
    const matches = await pins.matches(pin, person?.pinHash ?? UNKNOWN_BADGE_HASH);
    if (person !== undefined && matches) {
      const cleared: StoredPerson = { ...person, wrongPins: 0, lockedUntil: null };
      if (person.wrongPins > 0) await store.commit({ people: { saved: [cleared] } });
      this.#people.set(badge, cleared);
      return cleared;
    }
    if (person !== undefined) {
      const wrongPins = person.wrongPins + 1;
      const locked = wrongPins >= WRONG_PINS_ALLOWED;
      const refused: StoredPerson = {
        ...person,
        wrongPins: locked ? 0 : wrongPins,
        lockedUntil: locked ? clock.now() + LOCKED_FOR_MS : null,
      };
      this.#people.set(badge, refused);
      await store.commit({
        people: { saved: [refused] },
        audit: [this.#entry('signInRefused', badge, null, locked ? 'locked' : null)],
      });
    } else await store.commit({ audit: [this.#entry('signInRefused', badge, null, 'unknown badge')] });
    throw new AppError('notAllowed', 'Badge and PIN do not belong together. Try again.');
  }

  #current(): StoredPerson | null {
    return this.#signedIn === null ? null : (this.#people.get(this.#signedIn) ?? null);
  }

  async #record(
    action: AuditEntry['action'],
    person: string,
    subject: string,
    before: string | null,
    after: string | null,
  ): Promise<void> {
    await this.#deps.store.commit({
      audit: [{ at: this.#deps.clock.now(), entry: { kind: 'audited', person, action, subject, before, after } }],
    });
  }

  #entry(
    action: AuditEntry['action'],
    subject: string,
    before: string | null,
    after: string | null,
  ): { readonly at: number; readonly entry: AuditEntry } {
    return { at: this.#deps.clock.now(), entry: { kind: 'audited', person: this.badge() ?? '', action, subject, before, after } };
  }

  #changed(): SignInView {
    const view = this.view();
    this.#deps.onChange(view);
    return view;
  }
}

/** Nobody's PIN. */
const UNKNOWN_BADGE_HASH = `scrypt$32768$${'00'.repeat(16)}$${'00'.repeat(32)}`;
