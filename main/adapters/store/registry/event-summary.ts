import { type Text, type Texts, text, verbatim } from '../../../../protocol/texts/text';
import type { EventDetails, EventRecord, SnapshotEnd } from '../../../domain/registry/model';

/** One line for the timeline: what the event found or did. Nothing where its type says it all. */
export function summaryOf({ about, components, details }: EventRecord): Texts {
  const parts = partsOf(details);
  const [last, ...before] = parts.toReversed();
  if (last !== undefined) return [before.reduce<Text>((rest, first) => text('event.list', { first, rest }), last)];
  if (about.description !== null) return verbatim(about.description);
  return components.length === 0 ? [] : [text('event.components', { count: components.length })];
}

function partsOf(details: EventDetails): Texts {
  switch (details.family) {
    case 'snapshot': {
      const open = details.expected.filter(({ metBy }) => metBy === null).length;
      return [
        text('event.software', { software: details.software, version: details.version }),
        ...(details.added.length > 0 ? [text('event.came', { count: details.added.length })] : []),
        ...(details.removed.length > 0 ? [text('event.went', { count: details.removed.length })] : []),
        ...(details.closedAt === null && open > 0 ? [text('event.waitsForEvents', { count: open })] : []),
        ...(details.ended === undefined ? [] : [endOf(details.ended)]),
      ];
    }
    case 'erasure':
      return [
        ...given(details.method, (method) => text('verbatim', { text: method })),
        ...(details.steps.length > 0 ? [text('event.steps', { count: details.steps.length })] : []),
        ...(details.zeros === true ? [text('event.zerosAtEnd')] : []),
      ];
    case 'install':
    case 'test':
      return seconds(details.elapsed);
    case 'dataStorageTest':
      return [
        ...given(details.length, (length) => text('event.diskTest', { length })),
        ...given(details.status, (status) => text('verbatim', { text: status })),
        ...given(details.lifetime, (hours) => text('event.hoursOfUse', { hours: String(hours) })),
      ];
    case 'benchmark':
      return [
        ...given(details.rate, (rate) => text('event.rate', { rate: String(rate) })),
        ...given(details.readSpeed, (speed) => text('event.reads', { speed: String(speed) })),
        ...given(details.writeSpeed, (speed) => text('event.writes', { speed: String(speed) })),
        ...seconds(details.elapsed),
      ];
    case 'manualRate':
      return [
        ...rating(details.result),
        ...given(details.software, (software) => text('event.software', { software, version: details.version ?? '' })),
        ...given(details.appearanceRange, (range) => text('event.appearance', { range })),
        ...given(details.functionalityRange, (range) => text('event.functionality', { range })),
      ];
    case 'photoboxRate':
      return given(details.rating, (found) => text('event.pictureRating', { rating: found.toFixed(2) }));
    case 'aggregateRating':
      return [
        ...rating(details.result),
        ...(details.photobox.length === 0 ? [] : [text('event.pictures', { count: details.photobox.length })]),
        ...(details.waitsFor === 'photos' ? [text('event.waitsForPictures')] : []),
      ];
    case 'price':
      return [text('event.price', { amount: details.amount.toFixed(2), currency: details.currency })];
    case 'imageSet':
      return [text('event.pictures', { count: details.images.length })];
    case 'trade':
      return [
        ...given(details.invoiceNumber, (invoice) => text('event.invoice', { invoice })),
        ...given(details.shippingDate, (date) => text('event.shipping', { day: date.slice(0, 10) })),
      ];
    case 'recover':
      return typeof details.product === 'number' ? [text('event.newProduct', { device: String(details.product) })] : [];
    case 'receive':
      return verbatim(details.role);
    case 'live':
      return [details.city, details.country, details.ip].flatMap((word) => (word === null ? [] : verbatim(word)));
    default:
      return [];
  }
}

function endOf(ended: SnapshotEnd): Text {
  return ended.how === 'interrupted' ? text('event.interrupted') : text('event.closedByHand', { reason: ended.reason });
}

function rating(result: { readonly rating: number; readonly range: string } | null): Texts {
  return given(result, ({ rating: value, range }) => text('event.rating', { rating: value.toFixed(2), range }));
}

function seconds(elapsed: number | null): Texts {
  return given(elapsed, (given) => text('event.seconds', { elapsed: String(given) }));
}

/** What is not known is not said. */
function given<Value>(value: Value | null, say: (known: Value) => Text): Texts {
  return value === null ? [] : [say(value)];
}
