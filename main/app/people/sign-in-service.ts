import { PIN_SHAPE, type PersonView, type Role, type SignInView } from '../../../protocol/people';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import type { AuditDetail, AuditEntry } from '../../domain/scan/events';
import type { Clock } from '../../domain/ports/clock';
import type { PinHasher, StoredPerson } from '../../domain/ports/people';
import type { Store } from '../../domain/ports/store';
import { mayDo } from '../../domain/people/roles';
import { GuessLimit } from './guess-limit';

export interface SignInDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly pins: PinHasher;
  readonly onChange: (view: SignInView) => void;
}

/** A person as entered; without a PIN the one before stays. */
interface PersonEntry {
  readonly badge: string;
  readonly name: string;
  readonly role: Role;
  readonly pin?: string | undefined;
}

/** Where the limit of guesses is kept over a restart. */
const GUESSES = 'signInGuesses';
/** What stands in the trail for a badge that nobody has: people type a PIN in its place. */
const UNKNOWN_BADGE: Texts = [text('audit.unknownBadge')];

/**
 * Who works at the console. Until the first person is put on record nobody has to sign in; from then on every command needs
 * its role, checked here in main. A wrong badge and a wrong PIN look alike, take the same time and count alike: what is limited are
 * the guesses at this console, never a badge, so a lock reveals nothing and shuts nobody out.
 */
export class SignInService {
  readonly #deps: SignInDeps;
  #people = new Map<string, StoredPerson>();
  #signedIn: string | null = null;
  #guesses = new GuessLimit(0);
  /** Changes of people, one after the other: each looks at who is there, and writes later. */
  #lastChange: Promise<unknown> = Promise.resolve();
  /** A guess is being looked at: no other waits behind it. */
  #checking = false;

  constructor(deps: SignInDeps) {
    this.#deps = deps;
  }

  async load(): Promise<void> {
    const { store } = this.#deps;
    this.#people = new Map((await store.listPeople()).map((person) => [person.badge, person]));
    this.#guesses = new GuessLimit(Number((await store.readSetting(GUESSES)) ?? 0));
  }

  get required(): boolean {
    return this.#people.size > 0;
  }

  /** Whether somebody has to sign in and nobody has: then no rows and no settings go to the window. */
  get shut(): boolean {
    return this.required && this.#current() === null;
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
    if (person === null) throw new AppError('notSignedIn', text('people.signInFirst'));
    if (!mayDo(person.role, role))
      throw new AppError('notAllowed', text('people.otherRole', { role, name: person.name, is: person.role }));
  }

  /**
   * Who stands here now, to be asked again after something that takes its time.
   * @returns a function that throws AppError `notSignedIn` once this person is signed out, whoever came in their place
   */
  sameAsNow(): () => void {
    const badge = this.badge();
    return () => {
      if (badge !== null && this.badge() !== badge) throw new AppError('notSignedIn', text('people.notSignedInAnyMore'));
    };
  }

  /** Rejects, and nobody is signed in, when it cannot be put on record. */
  async signIn(badge: string, pin: string): Promise<SignInView> {
    const person = await this.#check(badge, pin);
    await this.#record('signedIn', person.badge, person.badge, null, [roleText(person.role)]);
    this.#signedIn = person.badge;
    return this.#changed();
  }

  /** @param why what to write beside it in the trail; null when the person asked for it */
  async signOut(why: Texts | null = null): Promise<SignInView> {
    const badge = this.#signedIn;
    this.#signedIn = null;
    const view = this.#changed();
    if (badge !== null) await this.#record('signedOut', badge, badge, null, why);
    return view;
  }

  /** Someone else's badge and PIN for one act, without signing them in. @returns their badge */
  async approve(role: Role, badge: string, pin: string): Promise<string> {
    const person = await this.#check(badge, pin);
    if (!mayDo(person.role, role))
      throw new AppError('notAllowed', text('people.otherRole', { role, name: person.name, is: person.role }));
    return person.badge;
  }

  list(): PersonView[] {
    return Array.from(this.#people.values(), ({ badge, name, role }) => ({ badge, name, role }));
  }

  /** Adds or changes a person. The first must be an engineer, and the last engineer stays one. Rejects once whoever asked is signed out. */
  save(person: PersonEntry): Promise<PersonView[]> {
    return this.#inTurn((keepSame) => this.#save(person, keepSame));
  }

  /** Rejects once whoever asked is signed out. */
  remove(badge: string): Promise<PersonView[]> {
    return this.#inTurn(() => this.#remove(badge));
  }

  /** The last engineer is still the last one when it is written. */
  #inTurn<T>(change: (keepSame: () => void) => Promise<T>): Promise<T> {
    const sameAsNow = this.sameAsNow();
    const keepSame = (): void => {
      this.require('engineer');
      sameAsNow();
    };
    const turn = this.#lastChange.then(() => {
      keepSame();
      return change(keepSame);
    });
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }

  async #save({ badge, name, role, pin }: PersonEntry, keepSame: () => void): Promise<PersonView[]> {
    const before = this.#people.get(badge);
    if (pin !== undefined && (badge === pin || name.includes(pin))) throw new AppError('badSettings', text('people.pinInName'));
    if (pin !== undefined && !PIN_SHAPE.test(pin)) throw new AppError('badSettings', text('people.pinShape'));
    if (before === undefined && pin === undefined) throw new AppError('badSettings', text('people.needsPin', { name }));
    if (!this.required && role !== 'engineer') throw new AppError('badSettings', text('people.firstIsEngineer'));
    if (before?.role === 'engineer' && role !== 'engineer') this.#keepAnEngineer(badge);
    const pinHash = pin === undefined ? (before?.pinHash ?? '') : await this.#deps.pins.hash(pin);
    keepSame();
    const person: StoredPerson = { badge, name, role, pinHash, wrongPins: 0, lockedUntil: null };
    await this.#deps.store.commit({
      people: { saved: [person] },
      audit: [
        this.#entry(
          'personSaved',
          badge,
          before === undefined ? null : personText(before),
          pin === undefined ? personText({ name, role }) : [text('audit.personNewPin', { name, role: roleText(role) })],
        ),
      ],
    });
    if (!this.required) this.#signedIn = badge;
    this.#people.set(badge, person);
    this.#changed();
    return this.list();
  }

  async #remove(badge: string): Promise<PersonView[]> {
    const person = this.#people.get(badge);
    if (person === undefined) throw new AppError('notFound', text('people.noBadge'));
    if (person.role === 'engineer' && this.#people.size > 1) this.#keepAnEngineer(badge);
    await this.#deps.store.commit({
      people: { removed: [badge] },
      audit: [this.#entry('personRemoved', badge, personText(person), null)],
    });
    this.#people.delete(badge);
    if (this.#signedIn === badge) this.#signedIn = null;
    this.#changed();
    return this.list();
  }

  #keepAnEngineer(badge: string): void {
    const others = [...this.#people.values()].some((person) => person.role === 'engineer' && person.badge !== badge);
    if (!others) throw new AppError('badSettings', text('people.lastEngineer'));
  }

  /** Refuses before anything costly begins: a second guess while one is looked at, and one too many. */
  async #check(badge: string, pin: string): Promise<StoredPerson> {
    const wait = this.#guesses.wait(this.#deps.clock.now());
    if (wait > 0) throw new AppError('notAllowed', text('people.tooManyWrongPins', { seconds: Math.ceil(wait / 1_000) }));
    if (this.#checking) throw new AppError('notAllowed', text('people.beingChecked'));
    this.#checking = true;
    try {
      return await this.#checkNow(badge, pin);
    } finally {
      this.#checking = false;
    }
  }

  async #checkNow(badge: string, pin: string): Promise<StoredPerson> {
    const { clock, pins, store } = this.#deps;
    const person = this.#people.get(badge);
    this.#guesses.take(clock.now());
    // On disk first, so that a console that is killed over a guess has not forgotten it.
    await store.commit({ settings: [this.#guessesToKeep()] });
    // An unknown badge costs the same time as a known one, so that badges cannot be found out.
    const matches = await pins.matches(pin, person?.pinHash ?? UNKNOWN_BADGE_HASH);
    if (person !== undefined && matches && this.#people.get(badge) === person) {
      this.#guesses.giveBack(clock.now());
      await store.commit({ settings: [this.#guessesToKeep()] });
      return person;
    }
    await store.commit({ audit: [this.#entry('signInRefused', person?.badge ?? UNKNOWN_BADGE, null, null)] });
    throw new AppError('notAllowed', text('people.wrongPin'));
  }

  #guessesToKeep(): { readonly name: string; readonly value: string } {
    return { name: GUESSES, value: String(this.#guesses.emptyAt) };
  }

  #current(): StoredPerson | null {
    return this.#signedIn === null ? null : (this.#people.get(this.#signedIn) ?? null);
  }

  async #record(
    action: AuditEntry['action'],
    person: string,
    subject: AuditDetail,
    before: AuditDetail | null,
    after: AuditDetail | null,
  ): Promise<void> {
    await this.#deps.store.commit({
      audit: [{ at: this.#deps.clock.now(), entry: { kind: 'audited', person, action, subject, before, after } }],
    });
  }

  #entry(
    action: AuditEntry['action'],
    subject: AuditDetail,
    before: AuditDetail | null,
    after: AuditDetail | null,
  ): { readonly at: number; readonly entry: AuditEntry } {
    return { at: this.#deps.clock.now(), entry: { kind: 'audited', person: this.badge() ?? '', action, subject, before, after } };
  }

  #changed(): SignInView {
    const view = this.view();
    this.#deps.onChange(view);
    return view;
  }
}

function roleText(role: Role): Text {
  return text('audit.role', { role });
}

function personText({ name, role }: Pick<StoredPerson, 'name' | 'role'>): Texts {
  return [text('audit.person', { name, role: roleText(role) })];
}

/** Nobody's PIN. */
const UNKNOWN_BADGE_HASH = `scrypt$32768$${'00'.repeat(16)}$${'00'.repeat(32)}`;
