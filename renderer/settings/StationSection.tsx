import { messages } from '../messages';
import { SoundTest } from '../signals/SoundTest';
import { ChoiceSetting, NumberSetting, SwitchSetting, TextSetting } from './fields';
import type { SectionProps } from './section-props';

const { options, units } = messages.settings;
const MINUTE_MS = 60_000;
const MINUTES_OF_A_DAY = 1_440;
const LOUDEST = 100;
const VOLUME_STEP = 10;

export function StationSection({ draft: { station }, errors, set }: SectionProps) {
  return (
    <>
      <TextSetting
        path="station.name"
        value={station.name}
        error={errors.get('station.name')}
        onChange={(value) => set('station', 'name', value)}
      />
      <NumberSetting
        path="station.signOutAfterMs"
        value={station.signOutAfterMs}
        error={errors.get('station.signOutAfterMs')}
        onChange={(value) => set('station', 'signOutAfterMs', value)}
        from={0}
        to={MINUTES_OF_A_DAY}
        unit={units.minutes}
        scale={MINUTE_MS}
      />
      <NumberSetting
        path="station.soundVolume"
        value={station.soundVolume}
        error={errors.get('station.soundVolume')}
        onChange={(value) => set('station', 'soundVolume', value)}
        from={0}
        to={LOUDEST}
        step={VOLUME_STEP}
        unit={units.percent}
      />
      <SoundTest volume={station.soundVolume} />
      <ChoiceSetting
        path="station.touchTargets"
        value={station.touchTargets}
        error={errors.get('station.touchTargets')}
        onChange={(value) => set('station', 'touchTargets', value)}
        options={options.touchTargets}
      />
      <SwitchSetting
        path="station.failureAlarm"
        value={station.failureAlarm}
        error={errors.get('station.failureAlarm')}
        onChange={(value) => set('station', 'failureAlarm', value)}
      />
    </>
  );
}
