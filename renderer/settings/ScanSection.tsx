import { messages } from '../messages';
import { ChoiceSetting, LinesSetting, NumberSetting, SwitchSetting } from './fields';
import type { SectionProps } from './section-props';

const { units, options } = messages.settings;

export function ScanSection({ draft: { scan }, errors, set }: SectionProps) {
  return (
    <>
      <NumberSetting
        path="scan.idleMs"
        value={scan.idleMs}
        error={errors.get('scan.idleMs')}
        onChange={(value) => set('scan', 'idleMs', value)}
        from={0.5}
        to={3_600}
        step={0.5}
        unit={units.seconds}
        scale={1_000}
      />
      <NumberSetting
        path="scan.maxMs"
        value={scan.maxMs}
        error={errors.get('scan.maxMs')}
        onChange={(value) => set('scan', 'maxMs', value)}
        from={1}
        to={86_400}
        unit={units.seconds}
        scale={1_000}
      />
      <NumberSetting
        path="scan.noAnswerRetries"
        value={scan.noAnswerRetries}
        error={errors.get('scan.noAnswerRetries')}
        onChange={(value) => set('scan', 'noAnswerRetries', value)}
        from={0}
        to={3}
        unit={units.tries}
      />
      <ChoiceSetting
        path="scan.interfaceNames"
        value={scan.interfaceNames}
        error={errors.get('scan.interfaceNames')}
        onChange={(value) => set('scan', 'interfaceNames', value)}
        options={options.interfaceNames}
      />
      <ChoiceSetting
        path="scan.operationIdType"
        value={scan.operationIdType}
        error={errors.get('scan.operationIdType')}
        onChange={(value) => set('scan', 'operationIdType', value)}
        options={options.operationIdType}
      />
      <SwitchSetting
        path="scan.pairGuests"
        value={scan.pairGuests}
        error={errors.get('scan.pairGuests')}
        onChange={(value) => set('scan', 'pairGuests', value)}
      />
      <LinesSetting
        path="scan.serviceNics"
        value={scan.serviceNics}
        error={errors.get('scan.serviceNics')}
        onChange={(value) => set('scan', 'serviceNics', [...value])}
      />
      <LinesSetting
        path="scan.vendorDefaultMacs"
        value={scan.vendorDefaultMacs}
        error={errors.get('scan.vendorDefaultMacs')}
        onChange={(value) => set('scan', 'vendorDefaultMacs', [...value])}
      />
      <LinesSetting
        path="scan.unseenPorts"
        value={scan.unseenPorts}
        error={errors.get('scan.unseenPorts')}
        onChange={(value) => set('scan', 'unseenPorts', [...value])}
      />
      <LinesSetting
        path="scan.placeholderSerials"
        value={scan.placeholderSerials}
        error={errors.get('scan.placeholderSerials')}
        onChange={(value) => set('scan', 'placeholderSerials', [...value])}
      />
    </>
  );
}
