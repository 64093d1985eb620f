import { text, type Text } from './texts/text';
import { isRecord } from './answer-signs';
import { said } from './mes-contradiction-texts';
import { countSaid } from './mes-counts';
import { deniesByName } from './mes-denied-names';
import { saysError } from './mes-error-names';
import { moreIn } from './mes-more-names';
import { otherSerialIn } from './mes-other-serial';
import { placesIn, type Place } from './mes-places';
import type { PlantWordsReader } from './plant-words';
import type { Fields } from './near-keys';
import { visibleText } from './visible-text';

/** What any object of an answer says against the record, by the names of its fields. */

/** The first such field, as a part of a sentence; null where there is none. @param plant reads what the plant has words of its own for */
export function againstIn(body: unknown, sn: string, plant: PlantWordsReader): Text | null {
  for (const place of placesIn(body, sn)) {
    const read = { ...place, fields: inKnownWords(place.fields, plant) };
    for (const [key, value] of place.where === 'listed' ? [] : Object.entries(read.fields)) {
      const params = { key: pathTo(place, key), said: shown(value) };
      if (deniesByName(key, value, place.where !== 'answer'))
        return place.where === 'entry' ? text('mes.saysPart', params) : text('mes.saysNotRegistered', { key: params.key });
      if (saysError(key, value, place.where !== 'answer')) return text('mes.saysFailed', params);
    }
    const more = moreIn(read);
    if (more !== null) return text('mes.saysPart', { key: pathTo(place, more.key), said: shown(more.value) });
  }
  return null;
}

/** A number of interfaces that is not the number of those that are listed; null where none says so. */
export function otherCountIn(body: unknown, sn: string, listed: number): { readonly key: string; readonly said: number } | null {
  for (const place of placesIn(body, sn)) {
    if (place.where === 'listed' || place.where === 'entry') continue;
    for (const [key, value] of Object.entries(place.fields)) {
      const count = countSaid(key, value, place.key);
      if (count !== null && count !== listed) return { key: pathTo(place, key), said: count };
    }
  }
  return null;
}

/** Two serial numbers of the device, as a sentence; null where there is one. */
export function otherSerialBeside(body: unknown, sn: string): Text | null {
  for (const place of placesIn(body, sn)) {
    if (place.where === 'listed' || place.where === 'entry' || (place.where === 'record' && !place.isWhole)) continue;
    const other = otherSerialIn(place.fields, sn);
    if (other === null) continue;
    const one = { key: 'serialNo', text: sn };
    return text('mes.twoSerials', { one: said(one), other: said({ ...other, key: pathTo(place, other.key) }) });
  }
  return null;
}

/** The plant's own words in the fields of one object, as known ones. */
function inKnownWords(fields: Fields, plant: PlantWordsReader): Fields {
  const read = Object.entries(fields).map(([key, value]) => {
    if (typeof value === 'object') return [key, value] as const;
    const known = plant.inKnownWords({ [key]: value });
    return (isRecord(known) ? Object.entries(known)[0] : undefined) ?? ([key, value] as const);
  });
  return Object.fromEntries(read);
}

function pathTo({ path }: Place, key: string): string {
  return visibleText(path === '' ? key : `${path}.${key}`, 60);
}

function shown(value: unknown): string {
  return visibleText(JSON.stringify(value), 80);
}
