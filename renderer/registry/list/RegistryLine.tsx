/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid that draws only the visible lines cannot be a table element */
import { Check, Hourglass } from 'lucide-react';
import { memo, useLayoutEffect, useRef } from 'react';
import type { DeviceListRow } from '../../../protocol/registry/views';
import { formatCount } from '../../text/format';
import { Outside } from '../../text/Outside';
import { PhysicalBadge, RatingBadge, TradingBadge } from '../page/Badges';
import { DeviceIcon } from '../page/DeviceIcon';
import { moneyText, shortWhen } from '../format';
import { deviceMessages } from '../messages';
import { deviceName, typeName } from '../labels';

interface RegistryLineProps {
  /** Undefined until it has been read. */
  readonly row: DeviceListRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly tabStop: boolean;
  readonly takesFocus: boolean;
  readonly now: number;
}

/** One device of the list. */
export const RegistryLine = memo(function RegistryLine(props: RegistryLineProps) {
  const { row, index, top, selected, tabStop, takesFocus, now } = props;
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) ref.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <div
      ref={ref}
      role="row"
      data-line={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === undefined}
      tabIndex={tabStop ? 0 : -1}
      className="line device registry-line"
      style={{ transform: `translateY(${top}px)` }}
    >
      {row === undefined ? (
        <div role="gridcell" className="cell unread">
          {deviceMessages.list.loading}
        </div>
      ) : (
        <Cells row={row} selected={selected} now={now} />
      )}
    </div>
  );
});

function Cells({ row, selected, now }: { readonly row: DeviceListRow; readonly selected: boolean; readonly now: number }) {
  const name = deviceName(row);
  const [tag, ...moreTags] = row.tags;
  return (
    <>
      <div role="gridcell" className="cell select">
        <span
          className={selected ? 'tick on' : 'tick'}
          role="checkbox"
          aria-checked={selected}
          aria-label={deviceMessages.list.select({ name })}
          data-act="select"
        >
          <Check size={16} strokeWidth={3.5} aria-hidden />
        </span>
      </div>
      <div role="rowheader" className="cell of-device">
        <DeviceIcon type={row.type} size={22} />
        <b>
          <bdi>{name}</bdi>
        </b>
        <span className="dim">{row.manufacturer === null ? typeName(row.type) : <Outside text={row.manufacturer} />}</span>
      </div>
      <div role="gridcell" className="cell of-serial">
        {row.serialNumber === null ? null : <Outside text={row.serialNumber} mono />}
      </div>
      <div role="gridcell" className="cell of-tag">
        {tag === undefined ? null : <Outside text={tag} mono />}
        {moreTags.length === 0 ? null : <span className="dim">+{formatCount(moreTags.length)}</span>}
      </div>
      <div role="gridcell" className="cell of-rating">
        <RatingBadge rating={row.rating} range={row.range} />
      </div>
      <div role="gridcell" className="cell of-price">
        {row.price === null ? null : moneyText(row.price.amount, row.price.currency)}
      </div>
      <div role="gridcell" className="cell of-state">
        <TradingBadge state={row.trading} />
        <PhysicalBadge state={row.physical} />
        {row.open ? (
          <span className="badge tone-wait" title={deviceMessages.list.waitingHelp}>
            <Hourglass aria-hidden />
            {deviceMessages.list.waiting}
          </span>
        ) : null}
      </div>
      <div role="gridcell" className="cell of-parts">
        {formatCount(row.componentCount)}
      </div>
      <div role="gridcell" className="cell of-updated">
        {shortWhen(row.updated, now)}
      </div>
    </>
  );
}
