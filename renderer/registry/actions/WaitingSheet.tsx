import { Hourglass, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Sheet } from '../../ui/Sheet';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';
import { DeviceLinkButton } from '../page/DeviceLinkButton';
import { devicesState } from '../list/devices-state';
import { whenOf } from '../format';
import { messages } from '../../messages';
import { deviceMessages } from '../messages';
import { OpenSnapshot } from '../page/OpenSnapshot';
import { useAnswer } from '../../server-state/use-answer';
import './waiting-sheet.css';

const texts = deviceMessages.waiting;
const NO_INPUT = {};

/** Every Snapshot that waits for events, the longest waiting first. */
export function WaitingSheet({ onClose }: { readonly onClose: () => void }) {
  const { value, problem } = useAnswer('registry.openSnapshots', NO_INPUT);
  return (
    <Sheet title={texts.title} subtitle={<span className="dim">{texts.lead}</span>} shape="tall" onClose={onClose}>
      {problem === '' ? null : <p role="alert">{visibleText(problem)}</p>}
      {value === undefined ? <p className="dim">{deviceMessages.list.loading}</p> : null}
      {value?.length === 0 ? <p className="dim">{texts.none}</p> : null}
      <ul className="waiting-list">
        {value?.map((open) => (
          <li key={open.id} className={open.stalled ? 'stalled' : undefined}>
            <div className="waiting-head">
              {open.stalled ? <TriangleAlert aria-hidden size={22} /> : <Hourglass aria-hidden size={22} />}
              <DeviceLinkButton device={open.device} />
              {open.device.serialNumber === null ? null : <Outside text={open.device.serialNumber} mono />}
              <span className="dim">
                {open.stalled
                  ? messages.labelled({
                      label: deviceMessages.page.stalled,
                      text: deviceMessages.page.stalledHelp({ when: whenOf(open.lastEventAt) }),
                    })
                  : deviceMessages.page.openSince({ when: whenOf(open.since) })}
              </span>
              <span className="grow" />
              <Button className="button" onPress={() => devicesState.show({ kind: 'closeSnapshot', open })}>
                {deviceMessages.closing.action}
              </Button>
            </div>
            <OpenSnapshot open={open} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
