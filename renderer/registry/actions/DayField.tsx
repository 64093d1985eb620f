import { TriangleAlert } from 'lucide-react';
import type { FocusEvent } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { deviceMessages } from '../messages';

/** A day as it is typed. */
export interface TypedDay {
  /** `2026-01-31`; empty when none is given, or not a whole one. */
  readonly day: string;
  /** Something is typed that is no day of the calendar. */
  readonly bad: boolean;
}

export const NO_DAY: TypedDay = { day: '', bad: false };
/** Years have four digits. */
const LAST_DAY = '9999-12-31';

interface DayFieldProps {
  readonly label: string;
  readonly value: TypedDay;
  readonly onChange: (value: TypedDay) => void;
}

/** A day that may be left open; what is half typed is said when one leaves the field. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextField
      className="field"
      type="date"
      value={value.day}
      isInvalid={value.bad}
      onChange={(day) => onChange({ day, bad: false })}
      onBlur={({ target }: FocusEvent) => {
        if (target instanceof HTMLInputElement) onChange({ day: target.value, bad: target.validity.badInput });
      }}
    >
      <Label>{label}</Label>
      <Input className="input" max={LAST_DAY} />
      {value.bad ? (
        <Text slot="errorMessage" className="field-error" role="alert">
          <TriangleAlert aria-hidden size={20} />
          {deviceMessages.act.dayBad}
        </Text>
      ) : null}
    </TextField>
  );
}
