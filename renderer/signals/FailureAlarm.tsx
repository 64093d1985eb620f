import { BellRing, Check } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { useIsPast } from '../scan/band/use-is-past';
import { useAct } from '../store/acts';
import { useConsole, useFacts, useShownOperation } from '../store/console-context';
import { isUnacknowledged } from '../store/unacknowledged';
import { useWrite } from '../store/use-write';
import { Outside } from '../text/Outside';
import { play } from './play';
import './failure-alarm.css';

/** It sounds again after this, ms. */
export const ALARM_EVERY_MS = 4_000;
/** So many serial numbers are named. */
const NAMED = 3;

/** Over every screen, and heard, until a person has acknowledged each device that failed in the scan in hand. */
export function FailureAlarm({ sound = play }: { readonly sound?: typeof play }) {
  const isOn = useFacts(({ settings }) => settings.station.failureAlarm);
  const count = useFacts(({ session }) => session?.unacknowledged ?? 0);
  const past = useIsPast();
  return !isOn || count === 0 || past !== null ? null : <Alarm count={count} sound={sound} />;
}

function Alarm({ count, sound }: { readonly count: number; readonly sound: typeof play }) {
  const { rows, askOrTell } = useConsole();
  const operation = useShownOperation();
  const [busy, run] = useWrite();
  const acknowledge = (): void =>
    run(async () => {
      const devices = rows
        .all()
        .filter(isUnacknowledged)
        .map(({ id, attempt }) => ({ id, attempt }));
      if (devices.length > 0) await askOrTell('scan.acknowledge', { operation, devices });
    });
  useAct('acknowledge', messages.alarm.acknowledge, acknowledge, { disabled: busy });
  const waiting = rows.all().filter(isUnacknowledged);
  return (
    <section className="failure-alarm" aria-label={messages.alarm.region}>
      <AlarmSound key={count} sound={sound} />
      <BellRing aria-hidden size={30} strokeWidth={2.4} />
      <div role="alert">
        <b>{messages.alarm.title({ count })}</b>
        <span className="failure-alarm-serials">
          {waiting.slice(0, NAMED).map(({ id, sn }) => (
            <Outside key={id} text={`${sn} `} mono />
          ))}
          {waiting.length > NAMED ? messages.headline.andMore({ count: waiting.length - NAMED }) : null}
        </span>
      </div>
      <Button className="button big" isDisabled={busy} onPress={acknowledge}>
        <Check aria-hidden size={26} strokeWidth={2.6} />
        {messages.alarm.acknowledge}
      </Button>
    </section>
  );
}

/** At once, and again and again; another number of them begins anew. */
function AlarmSound({ sound }: { readonly sound: typeof play }) {
  const volume = useFacts(({ settings }) => settings.station.soundVolume);
  useEffect(() => {
    sound('alarm', volume);
    const timer = window.setInterval(() => sound('alarm', volume), ALARM_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [volume, sound]);
  return null;
}
