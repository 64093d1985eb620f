import { verbatim } from '../../protocol/texts/text';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryKind } from '../../protocol/model';
import type { FactoryApi, PostOutcome } from '../../main/domain/ports/factory';
import { factoryAddress } from '../../main/adapters/http/base-url';
import { readPostOutcome } from '../../main/adapters/http/post-outcome';
import { isPair } from '../../main/domain/delivery/outbox-policy';
import type { Choice, Mood } from '../engine/choice';
import type { Fault } from '../faults-of-worlds';
import { type Surroundings, weightOf } from './surroundings';

interface Post {
  readonly name: string;
  readonly consoleName: string;
  readonly kind: DeliveryKind;
  readonly key: DeliveryKey;
  readonly body: string;
  readonly books: Books;
  readonly resolve: (outcome: PostOutcome) => void;
}

/** What the factory made of one message, once and for all. */
interface Effect {
  readonly kind: DeliveryKind;
  readonly body: string;
  readonly status: number;
  readonly text: string;
}

/** How often a key was sent, and what stands for sending it again. */
interface Sending {
  posts: number;
  /** Tries that surely left nothing there. */
  neverThere: number;
  /** Times that a person asked for it. */
  asked: number;
  /** Whether a person asked for it since it was answered last. */
  isAskedFor: boolean;
  /** The same before that answer. */
  wasAskedFor: boolean;
  /** So many outcomes of tries are on disk before it is sent again. */
  known: number;
  consoleName: string;
}

/** What the records of a console say of its messages. */
export interface Books {
  /** Null, or what they say against a POST that goes out now. @param isAskedFor by a person, since its last answer @param base where it goes */
  whyNot(key: DeliveryKey, body: string, isAskedFor: boolean, base: string): string | null;
  /** Of how many tries it is on disk what came of them. */
  tries(key: DeliveryKey): number;
}

const NO_ANSWER: PostOutcome = { kind: 'unknown', reason: verbatim('The factory did not answer within 5 s.') };
const NOT_SENT: PostOutcome = { kind: 'notSent', reason: verbatim('Nothing listens there.'), retryAfterMs: null };

/** The factory's POST APIs with their books: what they took, under which key, and which serial numbers are paired. */
export class Factory {
  readonly #surroundings: Surroundings;
  #posts: Post[] = [];
  readonly #effects = new Map<DeliveryKey, Effect>();
  readonly #sendings = new Map<DeliveryKey, Sending>();
  /** By operation and serial number, the key that paired it. */
  readonly #paired = new Map<string, DeliveryKey>();
  #posted = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  get isIdle(): boolean {
    return this.#posts.length === 0;
  }

  get effects(): ReadonlyMap<DeliveryKey, Effect> {
    return this.#effects;
  }

  /** Whether a message may still arrive that was sent and not answered. */
  isOnItsWay(key: DeliveryKey): boolean {
    return this.#posts.some((post) => post.key === key);
  }

  /** Whom a person asks who wants to know what became of a serial number. */
  hasPaired(operationId: string, sn: string): boolean {
    return this.#paired.has(`${operationId} ${sn}`);
  }

  /** A person has a message sent again. */
  askedFor(key: DeliveryKey): void {
    const sending = this.#sending(key);
    sending.asked += 1;
    sending.isAskedFor = true;
  }

  /** Keys of the messages that one console's program is sending. */
  underWay(consoleName: string): readonly DeliveryKey[] {
    return this.#posts.flatMap((post) => (post.consoleName === consoleName ? [post.key] : []));
  }

  /** As one run of a console's program has it. @param base where the settings say that it is; whatever the address, there is one */
  api(consoleName: string, books: Books, base: string): FactoryApi {
    return {
      address: (kind) => factoryAddress(base, `/${kind}`),
      post: (kind, key, body) =>
        new Promise((resolve) => {
          const { isAskedFor } = this.#sending(key);
          const wrong = books.whyNot(key, body, isAskedFor, base) ?? this.#tooOften(kind, key) ?? this.#tooEarly(key, books);
          if (wrong !== null) this.#surroundings.violated('one-effect-per-key', `${kind} ${key} is sent: ${wrong}`);
          this.#sending(key).consoleName = consoleName;
          this.#posted += 1;
          this.#posts.push({ name: `${kind} #${this.#posted} of ${consoleName}`, consoleName, kind, key, body, books, resolve });
        }),
    };
  }

  /** The program that sent is gone; what it sent may arrive all the same. */
  forget(consoleName: string, books: Books): void {
    // What became of the last try may never be written down now.
    for (const [key, sending] of this.#sendings) {
      if (sending.consoleName !== consoleName || books.tries(key) >= sending.known) continue;
      sending.known = books.tries(key);
      sending.isAskedFor ||= sending.wasAskedFor;
    }
    this.#posts = this.#posts.map((post) =>
      post.consoleName === consoleName ? { ...post, consoleName: '', resolve: () => undefined } : post,
    );
  }

  *choices(mood: Mood): Generator<Choice> {
    for (const post of this.#posts.slice(0, 4)) {
      const orphan = post.consoleName === '';
      yield* this.#choice(post, 'is taken', 6, () => this.#take(post, true));
      if (orphan) yield* this.#choice(post, 'never arrives', mood === 'calm' ? 0 : 3, () => this.#settle(post, NOT_SENT));
      if (mood === 'calm' || orphan) continue;
      const weight = (fault: Fault): number => weightOf(this.#surroundings, fault) * 2;
      yield* this.#choice(post, 'is taken and the answer is lost', weight('postLost'), () => this.#take(post, false));
      yield* this.#choice(post, 'is lost', weight('postLost'), () => this.#settle(post, NO_ANSWER));
      yield* this.#choice(post, 'is refused', weight('postRefused'), () => this.#refuse(post, 409, '{"message":"closed"}'));
      yield* this.#choice(post, 'is refused in a yes', weight('postRefused'), () => this.#refuse(post, 200, '{"success":false}'));
      yield* this.#choice(post, 'meets a busy receiver', weight('postBusy'), () => this.#refuse(post, 503, ''));
      yield* this.#choice(post, 'fails there', weight('postFails'), () => this.#refuse(post, 500, 'oops'));
      yield* this.#choice(post, 'is taken and fails there', weight('postFails'), () => this.#takeAnd(post, 502, 'Bad gateway'));
      yield* this.#choice(post, 'does not leave', weight('postNotSent'), () => this.#neverLeft(post));
      if (serialsIn(post).length > 1)
        yield* this.#choice(post, 'is taken in part', weight('postPartly'), () => this.#takePart(post));
    }
  }

  *#choice({ name }: Post, what: string, weight: number, run: () => void): Generator<Choice> {
    if (weight > 0) yield { name: `${name} ${what}`, weight, run };
  }

  /** Null, or why this POST is one too many. Logs and notifications may be repeated under their key. */
  #tooOften(kind: DeliveryKind, key: DeliveryKey): string | null {
    const sending = this.#sending(key);
    sending.posts += 1;
    if (this.#posts.some((post) => post.key === key && post.consoleName !== '')) return 'it is under way already.';
    const most = 1 + sending.neverThere + sending.asked;
    return isPair(kind) && sending.posts > most
      ? `it was sent ${sending.posts} times, and ${most} at most were called for.`
      : null;
  }

  /** Null, or why this POST goes out before it is on disk what became of the one before. */
  #tooEarly(key: DeliveryKey, books: Books): string | null {
    return books.tries(key) < this.#sending(key).known ? 'what became of it before is not on disk.' : null;
  }

  #sending(key: DeliveryKey): Sending {
    const known = this.#sendings.get(key) ?? {
      posts: 0,
      neverThere: 0,
      asked: 0,
      isAskedFor: false,
      wasAskedFor: false,
      known: 0,
      consoleName: '',
    };
    this.#sendings.set(key, known);
    return known;
  }

  #settle(post: Post, outcome: PostOutcome): void {
    this.#posts = this.#posts.filter((one) => one !== post);
    if (post.consoleName !== '') {
      const sending = this.#sending(post.key);
      sending.wasAskedFor = sending.isAskedFor;
      sending.isAskedFor = false;
      sending.known = post.books.tries(post.key) + 1;
    }
    post.resolve(outcome);
  }

  #answer(post: Post, status: number, text: string): void {
    this.#settle(post, readPostOutcome(post.kind, status, text, null, post.body));
  }

  #take(post: Post, answered: boolean): void {
    const { status, text } = this.#effect(post, 200, '{"success":true}', []);
    if (answered) this.#answer(post, status, text);
    else this.#settle(post, NO_ANSWER);
  }

  #takeAnd(post: Post, status: number, text: string): void {
    this.#effect(post, 200, '{"success":true}', []);
    this.#answer(post, status, text);
  }

  #takePart(post: Post): void {
    const [refused = ''] = serialsIn(post);
    const { status, text } = this.#effect(post, 200, JSON.stringify({ rejected: [{ sn: refused, reason: 'blocked' }] }), [
      refused,
    ]);
    this.#answer(post, status, text);
  }

  #refuse(post: Post, status: number, text: string): void {
    const known = this.#effects.get(post.key);
    if (known === undefined) this.#answer(post, status, text);
    else this.#answer(post, known.status, known.text);
  }

  #neverLeft(post: Post): void {
    this.#sending(post.key).neverThere += 1;
    this.#settle(post, NOT_SENT);
  }

  /** A key has its effect once: whoever comes again with it hears what it came to. */
  #effect({ key, kind, body }: Post, status: number, text: string, refused: readonly string[]): Effect {
    const known = this.#effects.get(key);
    if (known !== undefined) {
      if (known.body !== body)
        this.#surroundings.violated('one-effect-per-key', `${kind} ${key} came with two different bodies.`);
      return known;
    }
    const effect = { kind, body, status, text };
    this.#effects.set(key, effect);
    if (isPair(kind)) this.#pair(key, body, refused);
    return effect;
  }

  #pair(key: DeliveryKey, body: string, refused: readonly string[]): void {
    const { snArray, operationId } = JSON.parse(body) as { readonly snArray: readonly string[]; readonly operationId: string };
    for (const sn of snArray) {
      if (refused.includes(sn)) continue;
      const place = `${operationId} ${sn}`;
      const before = this.#paired.get(place);
      if (before !== undefined)
        this.#surroundings.violated('no-double-pair', `${sn} of ${operationId} is paired by ${before} and again by ${key}.`);
      this.#paired.set(place, key);
    }
  }
}

function serialsIn({ kind, body }: Post): readonly string[] {
  return isPair(kind) ? (JSON.parse(body) as { readonly snArray: readonly string[] }).snArray : [];
}
