/* oxlint-disable jsx-a11y/prefer-tag-over-role -- slots stand in rows and columns and are walked with the arrow keys: a grid, no table */
import { useState, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react';
import { useStore } from 'zustand';
import { slotNames } from '../../../protocol/labels/rack-slots';
import type { RackShape } from '../../../protocol/racks';
import { meaningOf, type PressedKey } from '../../keys/key-table';
import { messages } from '../../messages';
import { useConsole, useView } from '../../store/console-context';
import { keyOf, slotOfKey } from '../../store/grid-keys';
import { visibleText } from '../../text/visible-text';
import { Nowhere } from './Nowhere';
import { slotByKey } from './rack-keyboard';
import { RackSlot } from './RackSlot';
import { usePlaces } from './use-rack';
import './rack.css';

/** The rack as it stands on the floor: a slot each, one tab stop, arrow keys inside. A press shows the unit's review. */
export function RackMap({ rack }: { readonly rack: RackShape }) {
  const { view, rackView } = useConsole();
  const places = usePlaces();
  const aimed = useStore(rackView, (state) => state.aimed);
  const reviewed = useView((state) => state.reviewed);
  const buckets = useView((state) => state.buckets);
  const query = useView((state) => state.query);
  const focusRequest = useView((state) => state.focusRequest);
  const activeKey = useView((state) => state.activeKey);
  const [chosen, setChosen] = useState({ slot: '', request: focusRequest });
  const [holdsFocus, setHoldsFocus] = useState(false);
  const columns = Math.max(...rack.rows.map((row) => row.length));

  // A label that was scanned, or a press elsewhere, asks for a device.
  const wanted = chosen.request === focusRequest || activeKey === null ? undefined : slotOfKey(activeKey);
  const asked = wanted === undefined ? undefined : [...places.inSlot].find(([, index]) => index === wanted)?.[0];
  const names = slotNames(rack.rows);
  const active = asked ?? (names.includes(chosen.slot) ? chosen.slot : (names[0] ?? ''));
  const takesFocus = holdsFocus || asked !== undefined;
  const choose = (slot: string): void => setChosen({ slot, request: focusRequest });

  const act = (slot: string): void => {
    const index = places.inSlot.get(slot) ?? places.missedIn.get(slot);
    if (index === undefined) {
      rackView.setState({ aimed: aimed === slot ? null : slot });
      return;
    }
    view.setActive(keyOf(index));
    view.review(reviewed === index ? null : index);
  };
  const goTo = (slot: string): void => {
    choose(slot);
    setHoldsFocus(true);
    const index = places.inSlot.get(slot);
    // With the review open, it follows.
    if (index !== undefined) view.setActive(keyOf(index));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const key: PressedKey = { key: event.key, ctrl: event.ctrlKey || event.metaKey };
    const meaning = meaningOf('rack', key);
    const to = slotByKey(rack.rows, active, key);
    if (to !== undefined) goTo(to);
    else if (meaning === 'review') act(active);
    else if (meaning === 'leave' && (aimed !== null || reviewed !== null)) {
      if (aimed === null) view.review(null);
      else rackView.setState({ aimed: null });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    const slot = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-slot]')?.dataset['slot'] : undefined;
    if (slot === undefined) return;
    choose(slot);
    setHoldsFocus(true);
    act(slot);
  };
  const style: CSSProperties & Readonly<Record<`--${string}`, number>> = { '--rows': rack.rows.length, '--columns': columns };
  return (
    <div className="rack-place">
      <div
        className="rack-map card"
        role="grid"
        aria-label={messages.rack.map({ rack: visibleText(rack.name) })}
        aria-rowcount={rack.rows.length}
        aria-colcount={columns}
        tabIndex={-1}
        style={style}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={() => setHoldsFocus(true)}
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return;
          setHoldsFocus(false);
          choose(active);
        }}
      >
        {rack.rows.map((row, at) => (
          <div key={at} role="row" aria-rowindex={at + 1} className="rack-row">
            {row.map((slot, column) =>
              slot === null ? (
                <div key={`gap ${column}`} role="gridcell" aria-label={messages.rack.gap} className="rack-gap" />
              ) : (
                <RackSlot
                  key={slot}
                  slot={slot}
                  column={column}
                  index={places.inSlot.get(slot) ?? -1}
                  missed={places.missedIn.get(slot) ?? -1}
                  choice={{ buckets, query, sort: null }}
                  active={slot === active}
                  takesFocus={takesFocus}
                  reviewed={reviewed !== null && reviewed === places.inSlot.get(slot)}
                  aimed={aimed === slot}
                />
              ),
            )}
          </div>
        ))}
      </div>
      <Nowhere slots={places.nowhere} />
    </div>
  );
}
