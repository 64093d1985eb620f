import { Languages } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { LANGUAGE_NAMES, LANGUAGES } from '../../protocol/languages';
import { messages } from '../messages';
import { useShownWords } from '../text/shown-words';
import { useChangeAppearance } from './use-appearance';

/** Every language under its own name, for whoever cannot read the one that is shown. */
export function LanguageSwitch() {
  const shown = useShownWords(({ language }) => language);
  const changeLook = useChangeAppearance();
  return (
    <MenuTrigger>
      <Button className="button icon plain" aria-label={messages.names.language}>
        <Languages aria-hidden size={24} />
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label={messages.names.language}
          selectionMode="single"
          selectedKeys={[shown]}
          onAction={(key) => {
            const language = LANGUAGES.find((known) => known === key);
            if (language !== undefined) changeLook({ language });
          }}
        >
          {LANGUAGES.map((language) => (
            <MenuItem key={language} className="menu-item" id={language} lang={language} textValue={LANGUAGE_NAMES[language]}>
              <bdi>{LANGUAGE_NAMES[language]}</bdi>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
