import { ScanBarcode } from 'lucide-react';
import { useEffect, type RefObject } from 'react';
import { Button } from 'react-aria-components';
import { useKeptFocus } from '../ui/use-kept-focus';
import { DeviceGrid } from './grid/DeviceGrid';
import { RackMap } from './rack/RackMap';
import { useIsRackShown, useRack } from './rack/use-rack';
import { GridToolbar } from './grid/GridToolbar';
import { messages } from '../messages';
import { Overview } from './overview/Overview';
import { ReviewPanel } from './review/ReviewPanel';
import { PastBanner } from './band/PastBanner';
import { RackNotices } from './band/RackNotices';
import { ScanBand } from './band/ScanBand';
import { Tiles } from './band/Tiles';
import { useIsPast } from './band/use-is-past';
import { useNextProblem } from './review/use-next-problem';
import { useAct } from '../store/acts';
import { countNeedy, countUnsettledPairs } from '../../protocol/needy';
import type { Console } from '../store/console';
import { useConsole, useFacts, useView } from '../store/console-context';

/** The scan that runs or was the last: the band, the sum, the grid, and one device beside it. */
export function Results() {
  const reviewed = useView((state) => state.reviewed);
  const past = useIsPast() !== null;
  const rack = useRack();
  const asRack = useIsRackShown();
  // Where a serial number can be typed at once; in the grid the focus would mean that somebody is at work there.
  const screen = useKeptFocus('input[type="search"]');
  useEffect(() => {
    if (document.activeElement === document.body) screen.current?.querySelector<HTMLElement>('input[type="search"]')?.focus();
  }, [screen]);
  useWorstFirst(screen);
  useAct('nextProblem', messages.review.nextProblem, useNextProblem(), {
    disabled: useFacts(({ session }) => session === null || countNeedy(session.counts) === 0),
  });
  return (
    <main className={past ? 'results past' : 'results'} ref={screen} tabIndex={-1}>
      <PastBanner />
      <ScanBand />
      <Tiles />
      <RackNotices />
      <div className={`work${reviewed === null ? '' : ' reviewing'}${asRack ? ' on-rack' : ''}`}>
        <div className="work-grid">
          <GridToolbar />
          <div className="grid-place">
            {asRack && rack !== null ? (
              <RackMap rack={rack} />
            ) : (
              <>
                <DeviceGrid />
                <NothingShown />
              </>
            )}
          </div>
        </div>
        {reviewed !== null ? <ReviewPanel slot={reviewed} /> : asRack ? null : <Overview />}
      </div>
    </main>
  );
}

/** Puts the worst first when a scan has closed, when a closed one is opened, and when Pair did not take a device. */
function useWorstFirst(screen: RefObject<HTMLElement | null>): void {
  const { view, rows } = useConsole();
  const closed = useFacts(({ session }) => session?.phase === 'closed');
  const unsettled = useFacts(({ session }) => (session === null ? 0 : countUnsettledPairs(session.counts)));
  useEffect(() => {
    if (!closed) return undefined;
    suggestWorstFirst(view);
    // All rows are those of another scan then, in the order in which they came.
    return rows.subscribeChanges(({ reset }) => {
      if (reset) suggestWorstFirst(view);
    });
  }, [closed, rows, view]);
  useEffect(() => {
    if (unsettled > 0 && suggestWorstFirst(view)) screen.current?.querySelector('[role="treegrid"]')?.scrollTo({ top: 0 });
  }, [unsettled, screen, view]);
}

/** Nothing moves while the operator is at work in the grid, or has picked an order. @returns whether the worst stand first now */
function suggestWorstFirst(view: Console['view']): boolean {
  if (document.activeElement?.closest('[role="treegrid"]') instanceof Element || view.store.getState().sortPicked) return false;
  view.suggestSort({ column: 'status', descending: false });
  return true;
}

/** Says why the grid is empty, and offers the way out. */
function NothingShown() {
  const { view, rows } = useConsole();
  const empty = useView((state) => state.layout.order.length === 0);
  if (!empty) return null;
  const none = rows.size === 0;
  return (
    <div className="nothing">
      <ScanBarcode aria-hidden size={56} strokeWidth={1.2} />
      <p>{none ? messages.grid.empty : messages.grid.noMatch}</p>
      {none ? (
        <p className="dim">{messages.grid.emptyHint}</p>
      ) : (
        <Button
          className="button"
          onPress={() => {
            view.setQuery('');
            view.setBuckets(new Set());
          }}
        >
          {messages.grid.clearFilter}
        </Button>
      )}
    </div>
  );
}
