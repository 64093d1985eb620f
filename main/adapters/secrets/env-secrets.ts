import { text } from '../../../protocol/texts/text';
import type { SecretName } from '../../../protocol/settings';
import { AppError } from '../../domain/errors';
import type { Secrets } from '../../domain/ports/secrets';

const VARIABLES: Readonly<Record<SecretName, string>> = {
  brokerPassword: 'BURNIN_BROKER_PASSWORD',
  apiToken: 'BURNIN_API_TOKEN',
  registryToken: 'BURNIN_REGISTRY_TOKEN',
  signalsKey: 'BURNIN_SIGNALS_KEY',
};

const anyOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const allOf = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * Takes secrets from the environment first, for services and scripts; a variable that is empty counts as not set.
 * @param next where the others are kept; null: nowhere
 */
export function createEnvSecrets(next: Secrets | null, env: Readonly<Record<string, string | undefined>> = process.env): Secrets {
  const given = Object.entries(VARIABLES).flatMap(([name, variable]) => {
    const value = env[variable];
    return value === undefined || value === '' ? [] : [{ name, variable, value }];
  });
  const find = (name: string) => given.find((secret) => secret.name === name);

  return {
    async read(name) {
      return find(name)?.value ?? (await next?.read(name)) ?? null;
    },
    async write(name, value) {
      const secret = find(name);
      if (secret !== undefined) {
        throw new AppError('secretsUnavailable', text('secrets.ofEnvironment', { variable: secret.variable }));
      }
      if (next === null) {
        throw new AppError(
          'secretsUnavailable',
          text('secrets.notKeptHere', { variables: anyOf.format(Object.values(VARIABLES)) }),
        );
      }
      await next.write(name, value);
    },
    describe() {
      const from = given.map(({ variable }) => variable).join(', ');
      return [
        ...(from === '' ? [] : [text('secrets.fromEnvironment', { variables: from })]),
        ...(next?.describe() ?? [text('secrets.environmentOnly', { variables: allOf.format(Object.values(VARIABLES)) })]),
      ];
    },
  };
}
