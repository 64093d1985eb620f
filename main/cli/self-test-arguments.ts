import { defaultDatabaseFile } from './data-folder';
import { address, parse, text, UsageError } from './read-options';

export interface SelfTestArguments {
  /** Null: as the settings file, or the records, say. */
  readonly amqp: string | null;
  readonly settings: string | null;
  readonly db: string;
  readonly json: boolean;
}

export function parseSelfTestArguments(args: readonly string[]): SelfTestArguments {
  const values = parse(args, {
    amqp: { type: 'string' },
    settings: { type: 'string' },
    db: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [amqp, settings] = [text(values, 'amqp'), text(values, 'settings')];
  if (amqp === null && settings === null)
    throw new UsageError('--amqp is missing: say where RabbitMQ is, for example --amqp amqp://guest:guest@127.0.0.1:5672/');
  return {
    amqp: amqp === null ? null : address(amqp, 'amqp', ['amqp:', 'amqps:']),
    settings,
    db: text(values, 'db') ?? defaultDatabaseFile(),
    json: values['json'] === true,
  };
}
