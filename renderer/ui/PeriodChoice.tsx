import { messages } from '../messages';
import { Choice } from './Choice';

const DAYS = { all: null, week: 7, month: 30, year: 365 } as const;
export type Period = keyof typeof DAYS;
const PERIODS: readonly Period[] = ['all', 'week', 'month', 'year'];
const DAY_MS = 86_400_000;

/** Which time is looked at. */
export function PeriodChoice({ value, onChange }: { readonly value: Period; readonly onChange: (period: Period) => void }) {
  const { period, periods } = messages.history;
  return <Choice label={period} value={value} options={PERIODS.map((id) => ({ id, text: periods[id] }))} onChange={onChange} />;
}

/** From the beginning of a day, so that the same question stays the same. */
export function beginOf(period: Period, now: number): number | null {
  const days = DAYS[period];
  if (days === null) return null;
  const date = new Date(now - (days - 1) * DAY_MS);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
