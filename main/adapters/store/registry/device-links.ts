import type { DeviceLink } from '../../../../protocol/registry/views';
import type { Statements } from './statements';
import { typeOfCode } from './type-codes';

/** Names devices, each looked up once. Made again for each answer, so that it never tells what was. */
export function createDeviceLinks(statements: Statements): (id: number) => DeviceLink {
  const known = new Map<number, DeviceLink>();
  return (id) => {
    const link = known.get(id) ?? readLink(statements, id);
    known.set(id, link);
    return link;
  };
}

function readLink(statements: Statements, id: number): DeviceLink {
  const row = statements.first<{
    readonly type: number;
    readonly manufacturer: string | null;
    readonly model: string | null;
    readonly serial_number: string | null;
  }>('select type, manufacturer, model, serial_number from registry_device where id = ?', id);
  if (row === null) throw new Error(`There is no device ${id}.`);
  return { id, type: typeOfCode(row.type), manufacturer: row.manufacturer, model: row.model, serialNumber: row.serial_number };
}
