import type { RegistryError } from '../../domain/registry/model';

/** Why the service refuses a request before the registry has seen it, or cannot answer it. */
export interface HttpProblem {
  readonly code: number;
  readonly type: string;
  /** One sentence: what, where, what next. */
  readonly message: string;
  readonly field?: string;
}

/** Ends the serving of a request; `serve` turns it into its answer. */
export class Refusal extends Error {
  readonly problem: HttpProblem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: HttpProblem | RegistryError, headers: Readonly<Record<string, string>> = {}) {
    super(problem.message);
    this.problem = problem;
    this.headers = headers;
  }
}

export function refusal(code: number, type: string, message: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  return new Refusal({ code, type, message }, headers);
}

export function invalid(field: string, message: string): Refusal {
  return new Refusal({ code: 422, type: 'ValidationError', message, field });
}
