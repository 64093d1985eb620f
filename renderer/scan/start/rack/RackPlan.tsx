/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a picture of words: what it says in full is read in their place */
import { X } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../../../messages';
import { nextSlot, type RackDraft } from '../../../store/rack-draft';
import { Outside } from '../../../text/Outside';
import { visibleText } from '../../../text/visible-text';

interface RackPlanProps {
  readonly draft: RackDraft;
  readonly onAim: (slot: string) => void;
  readonly onTakeOut: (slot: string) => void;
}

/** The rack of the next scan: which unit is in which slot, and where the next one goes. A press aims at a slot. */
export function RackPlan({ draft, onAim, onTakeOut }: RackPlanProps) {
  const { rack, units, aimed } = draft;
  const next = nextSlot(draft);
  const columns = Math.max(...rack.rows.map((row) => row.length));
  const style: CSSProperties & Readonly<Record<`--${string}`, number>> = { '--columns': columns };
  return (
    <section className="rack-plan" style={style} aria-label={messages.start.rack.plan({ rack: visibleText(rack.name) })}>
      {rack.rows.map((row, at) => (
        <ul key={at} className="plan-row">
          {row.map((slot, column) =>
            slot === null ? (
              <li key={`gap ${column}`} aria-hidden />
            ) : (
              <li key={slot} className={`plan-slot${units.has(slot) ? ' filled' : ''}${next === slot ? ' next' : ''}`}>
                <Button className="plan-aim" aria-pressed={aimed === slot} onPress={() => onAim(slot)}>
                  <span
                    className="plan-face"
                    role="img"
                    aria-label={
                      units.has(slot)
                        ? messages.start.rack.slotWith({ slot: visibleText(slot), sn: visibleText(units.get(slot) ?? '') })
                        : messages.rack.cellEmpty({ slot: visibleText(slot) })
                    }
                  >
                    <b>
                      <Outside text={slot} />
                    </b>
                    <span className="plan-sn">
                      <Outside text={units.get(slot) ?? ''} mono />
                    </span>
                  </span>
                </Button>
                {aimed === slot && units.has(slot) ? (
                  <Button
                    className="plan-out"
                    aria-label={messages.start.remove({ sn: visibleText(units.get(slot) ?? '') })}
                    onPress={() => onTakeOut(slot)}
                  >
                    <X aria-hidden size={18} />
                  </Button>
                ) : null}
              </li>
            ),
          )}
        </ul>
      ))}
    </section>
  );
}
