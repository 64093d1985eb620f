import { expect, it } from 'vitest';
import { asSentence } from './as-sentence';

it.each([
  ['right MAC, wrong port: expected on eth1, found on eth0.', 'Right MAC, wrong port: expected on eth1, found on eth0.'],
  ['same MAC (e0:18:7d:2e:ca:68) as Q1 eth0.', 'Same MAC (e0:18:7d:2e:ca:68) as Q1 eth0.'],
  ['a port (e0:18:7d:2e:ca:68) not found.', 'A port (e0:18:7d:2e:ca:68) not found.'],
  ['already paired', 'Already paired'],
  ['already paired in BI-20261120.', 'Already paired in BI-20261120.'],
  ['Waived: misprinted label. right MAC, wrong port: …', 'Waived: misprinted label. Right MAC, wrong port: …'],
])('%s', (stored, shown) => {
  expect(asSentence(stored)).toBe(shown);
});

it.each([
  '',
  'eth0 has e0:18:7d:2e:ca:68, MES expects e0:18:7d:2e:ca:69.',
  'wan has e0:18:7d:2e:ca:68: the card was never programmed.',
  'lan (e0:18:7d:2e:ca:68) not found.',
  'mgmt reports "zero", which is no MAC address.',
  'wan shows e0:18:7d:2e:ca:68 only because software set it; the card itself has another.',
  'enp2s0f1: MES gives this MAC to Q1 (eth0) too.',
  'q186i15801 (eth0) reports this MAC too.',
  'rack (eth0) reported this MAC too.',
  'iDRAC (e0:18:7d:2e:ca:68) not found.',
  'e0:18:7d:2e:ca:68 is there twice.',
  '0000:05:00.0 is there but has no driver or firmware.',
  'MES does not know this serial number.',
])('leaves as it is: %s', (stored) => {
  expect(asSentence(stored)).toBe(stored);
});
