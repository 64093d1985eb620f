import { Grid3x3, Rows3 } from 'lucide-react';
import { useEffect } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useStore } from 'zustand';
import { messages } from '../../messages';
import { useConsole } from '../../store/console-context';
import { Outside } from '../../text/Outside';
import { useIsRackShown, useRack } from './use-rack';
import './layout-switch.css';

/** The same devices slot by slot, or line by line; there where the scan has a rack. */
export function LayoutSwitch() {
  const { rackView, rows } = useConsole();
  const aimed = useStore(rackView, (state) => state.aimed);
  useEffect(() => {
    if (aimed === null) return undefined;
    const cancel = (): void => rackView.setState({ aimed: null });
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') cancel();
    };
    document.addEventListener('keydown', onKey);
    const endRows = rows.subscribeChanges(({ reset }) => {
      if (reset) cancel();
    });
    return () => {
      document.removeEventListener('keydown', onKey);
      endRows();
    };
  }, [aimed, rackView, rows]);
  const rack = useRack();
  const isRack = useIsRackShown();
  if (rack === null) return null;
  return (
    <ToggleButtonGroup
      className="layout-switch"
      aria-label={messages.rack.layout}
      disallowEmptySelection
      selectedKeys={[isRack ? 'rack' : 'grid']}
      onSelectionChange={(keys) => rackView.setState({ layout: keys.has('rack') ? 'rack' : 'grid' })}
    >
      <ToggleButton id="rack" className="button layout-choice">
        <Grid3x3 aria-hidden size={20} />
        <span className="hidden-text">{messages.rack.asRack}</span>
        <span className="narrow-hidden layout-name">
          <Outside text={rack.name} />
        </span>
      </ToggleButton>
      <ToggleButton id="grid" className="button layout-choice">
        <Rows3 aria-hidden size={20} />
        <span className="narrow-hidden">{messages.rack.asGrid}</span>
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
