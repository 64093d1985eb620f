import * as z from 'zod';
import { Settings } from '../settings';

/** One setting as docs/settings.md has to give it. */
export interface SettingRow {
  readonly name: string;
  readonly value: string;
  readonly standard: string;
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly default?: unknown;
}

/** Every setting that the schema has, in its order. */
export function settingRows(): readonly SettingRow[] {
  const schema = z.toJSONSchema(Settings, { io: 'input' }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).flatMap(([part, { properties = {} }]) =>
    Object.entries(properties).map(([key, setting]) => ({
      name: `${part}.${key}`,
      value: valueOf(key, setting),
      standard: JSON.stringify(setting.default),
    })),
  );
}

function valueOf(key: string, { type, enum: words, minimum, maximum, anyOf }: JsonSchema): string {
  if (anyOf !== undefined) return anyOf.map((one) => valueOf(key, one)).join(', or ');
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(', ');
  switch (type) {
    case 'boolean':
      return '`true`, `false`';
    case 'integer':
      return `${minimum ?? ''} to ${maximum ?? ''}${unitOf(key)}`;
    case 'array':
      return 'list of texts';
    case 'string':
      return 'text';
    default:
      return `\`${type ?? ''}\``;
  }
}

function unitOf(key: string): string {
  if (key.endsWith('Ms')) return ' ms';
  return key.endsWith('Days') ? ' days' : '';
}
