import { counted } from '../../../../protocol/counted';
import type { EventDetails, EventRecord, SnapshotEnd } from '../../../domain/registry/model';

/** One line for the timeline: what the event found or did. Empty where its type says it all. */
export function summaryOf({ about, components, details }: EventRecord): string {
  const words = wordsFor(details);
  if (words.length > 0) return words.join(', ');
  if (about.description !== null) return about.description;
  return components.length === 0 ? '' : counted(components.length, 'component');
}

function wordsFor(details: EventDetails): readonly string[] {
  switch (details.family) {
    case 'snapshot': {
      const open = details.expected.filter(({ metBy }) => metBy === null).length;
      return [
        `${details.software} ${details.version}`,
        ...(details.added.length > 0 ? [`${details.added.length} came`] : []),
        ...(details.removed.length > 0 ? [`${details.removed.length} went`] : []),
        ...(details.closedAt === null && open > 0 ? [`waits for ${counted(open, 'event')}`] : []),
        ...(details.ended === undefined ? [] : [wordsForEnd(details.ended)]),
      ];
    }
    case 'erasure':
      return [
        ...(details.method === null ? [] : [details.method]),
        ...(details.steps.length > 0 ? [counted(details.steps.length, 'step')] : []),
        ...(details.zeros === true ? ['zeros at the end'] : []),
      ];
    case 'install':
      return seconds(details.elapsed);
    case 'test':
      return seconds(details.elapsed);
    case 'dataStorageTest':
      return [
        ...(details.length === null ? [] : [`${details.length} test`]),
        ...(details.status === null ? [] : [details.status]),
        ...(details.lifetime === null ? [] : [`${details.lifetime} h of use`]),
      ];
    case 'benchmark':
      return [
        ...(details.rate === null ? [] : [`rate ${details.rate}`]),
        ...(details.readSpeed === null ? [] : [`reads ${details.readSpeed} MB/s`]),
        ...(details.writeSpeed === null ? [] : [`writes ${details.writeSpeed} MB/s`]),
        ...seconds(details.elapsed),
      ];
    case 'manualRate':
      return [
        ...(details.result === null ? [] : [`${details.result.rating.toFixed(2)} ${details.result.range}`]),
        ...(details.software === null ? [] : [`${details.software} ${details.version ?? ''}`.trim()]),
        ...(details.appearanceRange === null ? [] : [`appearance ${details.appearanceRange}`]),
        ...(details.functionalityRange === null ? [] : [`functionality ${details.functionalityRange}`]),
      ];
    case 'photoboxRate':
      return details.rating === null ? [] : [`picture ${details.rating.toFixed(2)} of 10`];
    case 'aggregateRating':
      return [
        ...(details.result === null ? [] : [`${details.result.rating.toFixed(2)} ${details.result.range}`]),
        ...(details.photobox.length === 0 ? [] : [counted(details.photobox.length, 'picture')]),
        ...(details.waitsFor === 'photos' ? ['waits for pictures'] : []),
      ];
    case 'price':
      return [`${details.amount.toFixed(2)} ${details.currency}`];
    case 'imageSet':
      return [counted(details.images.length, 'picture')];
    case 'trade':
      return [
        ...(details.invoiceNumber === null ? [] : [`invoice ${details.invoiceNumber}`]),
        ...(details.shippingDate === null ? [] : [`shipping ${details.shippingDate.slice(0, 10)}`]),
      ];
    case 'recover':
      return typeof details.product === 'number' ? [`new product: device ${details.product}`] : [];
    case 'receive':
      return [details.role];
    case 'live':
      return [details.city, details.country, details.ip].filter((word) => word !== null);
    default:
      return [];
  }
}

function wordsForEnd(ended: SnapshotEnd): string {
  return ended.how === 'interrupted' ? 'interrupted by a newer Snapshot' : `closed by hand: ${ended.reason}`;
}

function seconds(elapsed: number | null): readonly string[] {
  return elapsed === null ? [] : [`${elapsed} s`];
}
