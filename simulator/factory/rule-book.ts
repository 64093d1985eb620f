import { createRandom, type Random, shareOf } from '../random';
import type { Misbehaviour } from './control-request';
import type { FactoryRoute } from './routes';

/** What the active misbehaviours do to one request: first wait, then the first that is not `slow`. */
interface Verdict {
  readonly delayMs: number;
  readonly misbehaviour: Exclude<Misbehaviour, { kind: 'slow' }> | undefined;
}

export interface RuleBook {
  add(misbehaviour: Misbehaviour): void;
  clear(): void;
  /** The active misbehaviours, each with how many requests it met. */
  active(): readonly (Misbehaviour & { readonly met: number })[];
  /** Decides about one request and counts it. */
  judge(route: FactoryRoute, serials: readonly string[]): Verdict;
}

interface Rule {
  readonly misbehaviour: Misbehaviour;
  readonly random: Random;
  met: number;
}

/** The misbehaviours that are in force, in the order in which they were asked for. */
export function createRuleBook(): RuleBook {
  const rules: Rule[] = [];

  function meets({ misbehaviour, random, met }: Rule, route: FactoryRoute, serials: readonly string[]): boolean {
    const { count, probability, serials: only, share } = misbehaviour;
    if (count !== undefined && met >= count) return false;
    if (misbehaviour.route !== undefined && !misbehaviour.route.includes(route)) return false;
    if (misbehaviour.kind === 'wrongDevice' && route !== 'deviceInfo') return false;
    if (only !== undefined && !serials.some((serial) => only.includes(serial))) return false;
    if (share !== undefined && !serials.some((serial) => shareOf(serial, misbehaviour.seed ?? 1) < share)) return false;
    return probability === undefined || random.next() < probability;
  }

  function judge(route: FactoryRoute, serials: readonly string[]): Verdict {
    let delayMs = 0;
    for (const rule of rules) {
      if (!meets(rule, route, serials)) continue;
      rule.met += 1;
      if (rule.misbehaviour.kind !== 'slow') return { delayMs, misbehaviour: rule.misbehaviour };
      delayMs += rule.misbehaviour.ms;
    }
    return { delayMs, misbehaviour: undefined };
  }

  return {
    add: (misbehaviour) => {
      rules.push({ misbehaviour, random: createRandom(misbehaviour.seed ?? 1), met: 0 });
    },
    clear: () => {
      rules.length = 0;
    },
    active: () => rules.map(({ misbehaviour, met }) => ({ ...misbehaviour, met })),
    judge,
  };
}
