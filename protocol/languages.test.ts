import { describe, expect, it } from 'vitest';
import { firstLanguageOf, languageOf } from './languages';

describe('the language of a locale', () => {
  it.each([
    ['zh-TW', 'zh-Hant'],
    ['zh_TW.UTF-8', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh_HK.big5hkscs@radical', 'zh-Hant'],
    ['zh-Hant-CN', 'zh-Hant'],
    ['zh-Hant', 'zh-Hant'],
    ['zh', 'zh-Hans'],
    ['zh_CN.UTF-8', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans-TW', 'zh-Hans'],
    ['en_GB', 'en'],
    ['de-DE', null],
    ['C.UTF-8', null],
    ['POSIX', null],
    ['', null],
    ['../etc/passwd', null],
  ])('of %j is %j', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });

  it('is the first that is spoken here, or English', () => {
    expect(firstLanguageOf(['de_DE', 'zh-TW', 'en'])).toBe('zh-Hant');
    expect(firstLanguageOf(['C', 'fr'])).toBe('en');
    expect(firstLanguageOf([])).toBe('en');
  });
});
