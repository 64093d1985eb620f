import { ArrowRight, CornerDownRight } from 'lucide-react';
import type { DevicePage, PlacementView } from '../../../protocol/registry/views';
import { isA } from '../../../protocol/registry/type-trees';
import { useNow } from '../../store/use-now';
import { visibleText } from '../../text/visible-text';
import { DeviceLinkButton } from './DeviceLinkButton';
import { dayOf, whenOf } from '../format';
import { deviceMessages } from '../messages';
import './composition.css';

const texts = deviceMessages.composition;
const A_MINUTE_MS = 60_000;
const A_DAY_MS = 86_400_000;
/** A stay is drawn at least this wide, in hundredths of the whole time. */
const NARROWEST = 1.2;

/** What came, what went, and where it is now: one line for each stay, with a bar on a common time line. */
export function Composition({ page }: { readonly page: DevicePage }) {
  const now = useNow(A_MINUTE_MS);
  const component = isA(page.type, 'Component');
  const stays = page.composition;
  if (stays.length === 0) return <p className="dim panel-note">{component ? texts.noneComponent : texts.none}</p>;
  const first = Math.min(...stays.map(({ since }) => Date.parse(since)));
  const span = Math.max(A_MINUTE_MS, now - first);
  const at = (iso: string): number => ((Date.parse(iso) - first) / span) * 100;
  return (
    <section className="device-card card composition" aria-label={deviceMessages.page.tabs.composition}>
      <p className="dim">{component ? texts.leadComponent : texts.lead}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{component ? texts.columns.computer : texts.columns.part}</th>
            <th scope="col">{texts.columns.from}</th>
            <th scope="col">{texts.columns.until}</th>
            <th scope="col" className="stay-scale" aria-hidden>
              <span>{endOfScale(first, span)}</span>
              <span>{endOfScale(now, span)}</span>
            </th>
            <th scope="col">{texts.columns.now}</th>
          </tr>
        </thead>
        <tbody>
          {stays.map((stay) => (
            <Stay
              key={`${stay.component.id} ${stay.sinceEvent}`}
              stay={stay}
              component={component}
              here={page.id}
              from={at(stay.since)}
              to={stay.until === null ? 100 : at(stay.until)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The day of an end of the time line; on a short one the time too. */
function endOfScale(at: number, span: number): string {
  const iso = new Date(at).toISOString();
  return span < 3 * A_DAY_MS ? whenOf(iso) : dayOf(iso);
}

interface StayProps {
  readonly stay: PlacementView;
  /** The page is that of a part: the line names its computer. */
  readonly component: boolean;
  readonly here: number;
  readonly from: number;
  readonly to: number;
}

function Stay({ stay, component, here, from, to }: StayProps) {
  const over = stay.until !== null;
  return (
    <tr className={over ? 'went' : 'stays'}>
      <th scope="row">
        <DeviceLinkButton device={component ? stay.parent : stay.component} />
        <span className="dim mono stay-serial">{visibleText((component ? stay.parent : stay.component).serialNumber ?? '')}</span>
      </th>
      <td>{whenOf(stay.since)}</td>
      <td>
        {stay.until === null ? <b>{texts.stillHere}</b> : whenOf(stay.until)}
        {stay.untilOperation === null ? null : (
          <span className="dim block">{texts.seenBy({ operation: visibleText(stay.untilOperation) })}</span>
        )}
      </td>
      <td className="stay-track" aria-hidden>
        <span
          className="stay-bar"
          style={{ marginLeft: `${Math.min(from, 100 - NARROWEST)}%`, width: `${Math.max(NARROWEST, to - from)}%` }}
        />
      </td>
      <td className="stay-now">
        <Now stay={stay} component={component} here={here} />
      </td>
    </tr>
  );
}

function Now({ stay, component, here }: Pick<StayProps, 'stay' | 'component' | 'here'>) {
  const { now, until } = stay;
  if (component || until === null) return until === null ? <span className="dim">{texts.here}</span> : null;
  if (now === null) return <span className="dim">{texts.nowhere}</span>;
  if (now.id === here)
    return (
      <span className="dim now-line">
        <CornerDownRight aria-hidden size={18} />
        {texts.here}
      </span>
    );
  return (
    <span className="now-line">
      <ArrowRight aria-hidden size={18} />
      <DeviceLinkButton device={now} bySerial />
    </span>
  );
}
