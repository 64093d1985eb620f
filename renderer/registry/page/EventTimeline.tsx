import { CircleAlert, Clock3, Hourglass, Shuffle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { DevicePage, EventView } from '../../../protocol/registry/views';
import { useConsole } from '../../store/console-context';
import { useBusy } from '../../store/use-busy';
import { Outside } from '../../text/Outside';
import { say } from '../../text/say';
import { visibleText } from '../../text/visible-text';
import { EventIcon } from './DeviceIcon';
import { dayOf, timeOf } from '../format';
import { messages } from '../../messages';
import { deviceMessages } from '../messages';
import { typeName } from '../labels';
import './event-timeline.css';

const texts = deviceMessages.events;
const MORE = 200;

/** What happened to the device, the latest first, day by day. */
export function EventTimeline({ page }: { readonly page: DevicePage }) {
  const { askOrTell } = useConsole();
  const [older, setOlder] = useState<readonly EventView[]>([]);
  const [busy, run] = useBusy();
  // A device that was read again begins with its latest events again.
  const [count, setCount] = useState(page.eventCount);
  if (count !== page.eventCount) {
    setCount(page.eventCount);
    setOlder([]);
  }
  const events = [...page.events, ...older];
  const left = page.eventCount - events.length;
  const readMore = (): void =>
    run(async () => {
      const read = await askOrTell('registry.events', { device: page.id, offset: events.length, limit: MORE });
      if (read !== undefined) setOlder([...older, ...read]);
    });
  if (events.length === 0) return <p className="dim panel-note">{texts.none}</p>;
  return (
    <div className="timeline">
      {byDay(events).map(({ day, events: ofDay }) => (
        <section key={day} className="timeline-day" aria-label={day}>
          <h3>{day}</h3>
          <ol>
            {ofDay.map((event) => (
              <TimelineEvent key={event.id} event={event} />
            ))}
          </ol>
        </section>
      ))}
      {left > 0 ? (
        <Button className="button" isDisabled={busy} onPress={readMore}>
          {texts.more({ count: Math.min(left, MORE) })}
        </Button>
      ) : null}
    </div>
  );
}

function byDay(events: readonly EventView[]): readonly { readonly day: string; readonly events: readonly EventView[] }[] {
  const days = new Map<string, EventView[]>();
  for (const event of events) {
    const day = dayOf(event.at);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, ofDay]) => ({ day, events: ofDay }));
}

function TimelineEvent({ event }: { readonly event: EventView }) {
  const bad = event.severity === 'Error' || event.severity === 'Warning';
  const title =
    event.name === null || event.type === 'Install'
      ? typeName(event.type)
      : messages.labelled({ label: typeName(event.type), text: visibleText(event.name) });
  return (
    <li className={`event${bad ? ` ${event.severity.toLowerCase()}` : ''}`}>
      <span className="event-time">{timeOf(event.at)}</span>
      <span className="event-icon">
        <EventIcon type={event.type} size={20} />
      </span>
      <div className="event-body">
        <p>
          <b>{title}</b>
          {event.summary.length === 0 ? null : (
            <span className="event-summary">
              <Outside text={say(event.summary)} />
            </span>
          )}
        </p>
        <p className="event-marks">
          {bad ? (
            <span className="event-mark bad">
              {event.severity === 'Error' ? <CircleAlert aria-hidden size={16} /> : <TriangleAlert aria-hidden size={16} />}
              {texts.severity[event.severity]}
            </span>
          ) : null}
          {event.closed ? null : (
            <span className="event-mark">
              <Hourglass aria-hidden size={16} />
              {texts.stillOpen}
            </span>
          )}
          {event.marks.map((mark) => (
            <span key={mark} className="event-mark">
              {mark === 'late' ? <Clock3 aria-hidden size={16} /> : <Shuffle aria-hidden size={16} />}
              {texts[mark]}
            </span>
          ))}
          {event.operation === null ? null : <span>{texts.scan({ operation: visibleText(event.operation) })}</span>}
          {event.agent === null ? null : <span>{texts.by({ name: visibleText(event.agent) })}</span>}
          {event.author === null ? null : <span>{texts.by({ name: visibleText(event.author) })}</span>}
        </p>
        {event.description === null ? null : (
          <p className="dim">
            <Outside text={event.description} />
          </p>
        )}
      </div>
    </li>
  );
}
