import type { ExpectedInterface } from './expected-interface';
import type { Contradiction, EntryContradiction } from './mes-contradiction';
import { text, type Text } from './texts/text';
import { visibleText } from './visible-text';
import type { KeyOfTwoValues } from './wire/duplicate-key';

/** What contradicts a record of MES, as it is said to people. */

/** @param list the key of the list that is read */
export function contradicts(found: Contradiction, serial: string, list: string): Text {
  const key = visibleText(found.path, 60);
  switch (found.kind) {
    case 'address':
      return text('mes.strangeAddress', { serial, key, address: found.address, list });
    case 'port':
      return text('mes.strangePort', { serial, key, port: visibleText(found.port, 60), list });
    case 'given':
      if (found.own === '')
        return text('mes.portBesideList', { address: found.address, list, port: visibleText(found.port, 60), key });
      return text('mes.otherPort', {
        address: found.address,
        one: visibleText(found.own, 60),
        list,
        other: visibleText(found.port, 60),
        key,
      });
    case 'fewer':
      return text('mes.otherInterfaces', { serial, key: list, otherKey: key });
    case 'twice':
      return keyTwice(found.twice, serial);
  }
}

/** @param what the entry is */
export function contradictsEntry(found: EntryContradiction, { name, mac }: ExpectedInterface, what: string | Text): Text {
  switch (found.kind) {
    case 'address': {
      const other = said({ key: found.path, text: found.address });
      return text('mes.twoAddresses', { what, one: said({ key: 'macaddr', text: mac.trim() }), other });
    }
    case 'port':
    case 'given':
      return text('mes.twoNames', {
        one: said({ key: 'interface', text: name }),
        other: said({ key: found.path, text: found.port }),
      });
    case 'twice':
      return keyTwice(found.twice, name);
  }
}

export function keyTwice(twice: KeyOfTwoValues, serial: string): Text {
  const [one = '', other = ''] = twice.values.map((value) => visibleText(value, 60));
  return text('mes.keyTwice', { serial, key: visibleText(twice.key, 60), one, other });
}

/** A field, and what is written there. */
export interface Said {
  readonly key: string;
  readonly text: string;
}

export function said(one: Said): Text {
  const key = visibleText(one.key, 60);
  return one.text === '' ? text('mes.emptyField', { key }) : text('mes.field', { key, value: visibleText(one.text, 80) });
}
