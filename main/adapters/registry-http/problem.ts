import { type Text, type Texts } from '../../../protocol/texts/text';
import type { RegistryError } from '../../../protocol/registry/answers';

/** Why the service refuses a request before the registry has seen it, or cannot answer it. */
export interface HttpProblem {
  readonly code: number;
  readonly type: string;
  /** What, where, what next. */
  readonly texts: Texts;
  readonly field?: string;
}

/** Ends the serving of a request; `serve` turns it into its answer. */
export class Refusal extends Error {
  readonly problem: HttpProblem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: HttpProblem | RegistryError, headers: Readonly<Record<string, string>> = {}) {
    super(problem.type);
    this.problem = problem;
    this.headers = headers;
  }
}

export function refusal(code: number, type: string, what: Text, headers: Readonly<Record<string, string>> = {}): Refusal {
  return new Refusal({ code, type, texts: [what] }, headers);
}

export function invalid(field: string, what: Text): Refusal {
  return new Refusal({ code: 422, type: 'ValidationError', texts: [what], field });
}
