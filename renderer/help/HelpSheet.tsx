import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Collection, Header, Input, ListBox, ListBoxItem, ListBoxSection, SearchField } from 'react-aria-components';
import { keysOfAct } from '../keys/key-table';
import { useActs, type ActId } from '../store/acts';
import type { HelpTopic } from '../store/help-topic';
import { messages } from '../messages';
import { useShownWords } from '../text/shown-words';
import { Keys } from '../ui/Keys';
import { Sheet } from '../ui/Sheet';
import { useScrollStop } from '../ui/use-scroll-stop';
import { GuideText } from './GuideText';
import { loadGuides, sectionsWith, type Guide } from './pages';
import type { HelpSection } from './parse-page';
import '../ui/choice-list.css';
import './help.css';

const OTHERS: readonly ActId[] = ['keySheet', 'palette', 'tour', 'about'];

interface HelpSheetProps {
  readonly topic: HelpTopic;
  readonly onClose: () => void;
}

/** The guides, open at what the screen is about. */
export function HelpSheet({ topic, onClose }: HelpSheetProps) {
  const language = useShownWords((words) => words.language);
  const [guides, setGuides] = useState<readonly Guide[]>([]);
  const [shown, setShown] = useState<string>(topic);
  const [query, setQuery] = useState('');
  useEffect(() => {
    let left = false;
    void loadGuides(language).then((loaded) => (left ? undefined : setGuides(loaded)));
    return () => {
      left = true;
    };
  }, [language]);

  const fitting = sectionsWith(guides, query);
  const found = [...fitting].flatMap(([guide, sections]) => sections.map((section) => ({ guide, section })));
  const open = found.find(({ section }) => section.id === shown) ?? found[0];
  return (
    <Sheet title={messages.help.title} shape="full" onClose={onClose} footer={<OtherHelp onClose={onClose} />}>
      <div className="help">
        <div className="help-side">
          <SearchField className="search" aria-label={messages.help.search} value={query} onChange={setQuery}>
            <Search aria-hidden size={22} />
            <Input placeholder={messages.help.search} maxLength={100} spellCheck={false} autoComplete="off" />
            <Button aria-label={messages.grid.clear} className="search-clear">
              <X aria-hidden size={20} />
            </Button>
          </SearchField>
          {guides.length > 0 && found.length === 0 ? <p className="dim">{messages.help.none}</p> : null}
          <Contents fitting={fitting} shown={open?.section.id} onShow={setShown} />
        </div>
        {open === undefined ? null : <Article key={open.section.id} {...open} onLink={setShown} language={language} />}
      </div>
    </Sheet>
  );
}

/** What else the window says of itself. */
function OtherHelp({ onClose }: Pick<HelpSheetProps, 'onClose'>) {
  const acts = useActs();
  return OTHERS.flatMap((id) => acts.get(id) ?? []).map(({ id, label, run }) => (
    <Button
      key={id}
      className="button"
      onPress={() => {
        onClose();
        requestAnimationFrame(() => requestAnimationFrame(run));
      }}
    >
      {label}
      <Keys keys={keysOfAct(id).slice(0, 1)} />
    </Button>
  ));
}

interface ContentsProps {
  readonly fitting: ReadonlyMap<Guide, readonly HelpSection[]>;
  readonly shown: string | undefined;
  readonly onShow: (id: string) => void;
}

function Contents({ fitting, shown, onShow }: ContentsProps) {
  return (
    <ListBox
      className="help-contents"
      aria-label={messages.help.contents}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={shown === undefined ? [] : [shown]}
      onSelectionChange={(keys) => {
        if (keys !== 'all') for (const key of keys) onShow(String(key));
      }}
    >
      {[...fitting]
        .filter(([, sections]) => sections.length > 0)
        .map(([guide, sections]) => (
          <ListBoxSection key={guide.name} id={guide.name} lang={guide.language}>
            <Header className="help-guide">{guide.title}</Header>
            <Collection items={sections}>
              {({ id, title }) => (
                <ListBoxItem id={id} className="help-entry" textValue={title}>
                  {title}
                </ListBoxItem>
              )}
            </Collection>
          </ListBoxSection>
        ))}
    </ListBox>
  );
}

interface ArticleProps {
  readonly guide: Guide;
  readonly section: HelpSection;
  readonly language: string;
  readonly onLink: (anchor: string) => void;
}

function Article({ guide, section, language, onLink }: ArticleProps) {
  const body = useScrollStop<HTMLDivElement>();
  return (
    <div className="help-page" ref={body}>
      {guide.language === language ? null : <p className="help-english">{messages.help.onlyEnglish}</p>}
      <article lang={guide.language}>
        <h3>{section.title}</h3>
        <GuideText tokens={section.tokens} onLink={onLink} />
      </article>
    </div>
  );
}
