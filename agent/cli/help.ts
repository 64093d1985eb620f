import { CONFIG_FILE_VARIABLE, DEFAULT_CONFIG_FILE, environmentName, SETTINGS } from '../config/settings';

const KEYS_PER_LINE = 9;

/** The text of `--help`. */
export function helpText(): string {
  const rows = SETTINGS.map(
    (setting) => [`--${setting.flag}${setting.value === '' ? '' : ` ${setting.value}`}`, setting.about] as const,
  );
  const others = [
    ['--config FILE', `read settings from this JSON file in place of ${DEFAULT_CONFIG_FILE}`],
    ['--json', 'hwinfo: print JSON also on a terminal'],
    ['--version', 'print the version'],
    ['--help', 'print this'],
  ] as const;
  const width = Math.max(...[...rows, ...others].map(([flag]) => flag.length));
  const line = ([flag, about]: readonly [string, string]): string => `  ${flag.padEnd(width)}  ${about}`;
  const keys = SETTINGS.map((setting) => setting.key);
  return `burnin-agent reads the network hardware of this device and reports it when the console asks.

Usage: burnin-agent [run|hwinfo|record FILE|keygen FILE] [options]

  run          answer scan commands until stopped (this is what happens without a command)
  hwinfo       print the report of this device: a table on a terminal, JSON otherwise
  record FILE  write down what is read of this machine, to be read elsewhere with --sysfs-root
  keygen FILE  make a key for --signing-key and print the line that the console's file of device keys needs

Options:
${[...rows, ...others].map(line).join('\n')}

Every setting can also be given by environment (--amqp-url is ${environmentName('amqp-url')}; the file is
${CONFIG_FILE_VARIABLE}) or in the configuration file, a JSON object with any of these keys:
${keys.slice(0, KEYS_PER_LINE).join(', ')},
${keys.slice(KEYS_PER_LINE).join(', ')}.
The first that sets a value wins: option, environment, $CREDENTIALS_DIRECTORY/amqp-url, file.
`;
}
