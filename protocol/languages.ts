/** The languages that window and terminal speak, by their BCP 47 names. English is the source of the others. */
export const LANGUAGES = ['en', 'zh-Hant', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
};

/**
 * The language that people of a locale read; null where it is none of ours.
 *
 * @param locale a BCP 47 name, or one of POSIX: `zh-TW`, `zh_CN.UTF-8`, `C`
 */
export function languageOf(locale: string): Language | null {
  const [name = ''] = locale.split(/[.@]/u);
  try {
    const { language, script } = new Intl.Locale(name.replaceAll('_', '-')).maximize();
    return LANGUAGES.find((known) => known === language || known === `${language}-${script}`) ?? null;
  } catch {
    return null;
  }
}

/** The language of the first locale that has one; English if none has. */
export function firstLanguageOf(locales: readonly string[]): Language {
  for (const locale of locales) {
    const language = languageOf(locale);
    if (language !== null) return language;
  }
  return 'en';
}
