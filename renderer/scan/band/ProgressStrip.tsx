import { ADDENDS } from '../../../protocol/addends';
import type { ScanCounts } from '../../../protocol/model';
import { BUCKET_LOOK } from '../../ui/status-look';
import { messages } from '../../messages';
import { checkedCount } from './headline';
import './progress-strip.css';

/** All expected devices as one strip, each state a part as long as its share. */
export function ProgressStrip({ counts }: { readonly counts: ScanCounts }) {
  return (
    <>
      <progress
        className="hidden-text"
        aria-label={messages.names.progress}
        max={Math.max(1, counts.expected)}
        value={checkedCount(counts)}
      />
      <div className="strip" aria-hidden>
        {ADDENDS.map((addend) =>
          counts[addend] === 0 ? null : (
            <i key={addend} className={`strip-part tone-${BUCKET_LOOK[addend].tone}`} style={{ flexGrow: counts[addend] }} />
          ),
        )}
      </div>
    </>
  );
}
