import { QueryClientProvider } from '@tanstack/react-query';
import { I18nProvider } from 'react-aria-components';
import { useStore } from 'zustand';
import { Announcer } from './shell/Announcer';
import { Footer } from './shell/Footer';
import { Header } from './shell/Header';
import { Notices } from './shell/Notices';
import { useCleanScreen } from './shell/use-clean-screen';
import { useCodesInPieces } from './shell/use-codes-in-pieces';
import { useLanguageOnPage, useLookOnPage } from './shell/use-appearance';
import { DeliveryDrawer } from './deliveries/DeliveryDrawer';
import { DevicesScreen } from './registry/list/DevicesScreen';
import { HelpHost } from './help/HelpHost';
import { PaletteHost } from './palette/PaletteHost';
import { messages } from './messages';
import { SignedOut } from './people/SignedOut';
import { useSignOfLife } from './people/use-sign-of-life';
import { FailureAlarm } from './signals/FailureAlarm';
import { useSignals } from './signals/use-signals';
import { Results } from './scan/Results';
import { StartScreen } from './scan/start/StartScreen';
import type { Console } from './store/console';
import { ConsoleContext, useConsole, useDraft, useFacts } from './store/console-context';
import { useScreen, type Place } from './store/screen';
import { useShownWords } from './text/shown-words';
import { visibleText } from './text/visible-text';
import './app.css';

/** The whole window over one console. In another language it is drawn again: no part keeps words of the one before. */
export function App({ console }: { readonly console: Console }) {
  const { language, locale } = useShownWords();
  return (
    <I18nProvider locale={locale === 'en' ? 'en-GB' : locale}>
      <QueryClientProvider client={console.serverState}>
        <ConsoleContext value={console}>
          <Screen key={language} />
        </ConsoleContext>
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** Follows only what decides which screen is shown; the parts of a screen follow the facts that they show. */
function Screen() {
  const { facts } = useConsole();
  const kind = useStore(facts, (state) => state.kind);
  const sentence = useStore(facts, (state) => (state.kind === 'broken' ? state.sentence : ''));
  switch (kind) {
    case 'opening':
      return <p className="whole">{messages.opening}</p>;
    case 'broken':
      return (
        <main className="whole" role="alert">
          <h1>{messages.brokenHeading}</h1>
          <p>{visibleText(sentence)}</p>
          <p className="dim">{messages.brokenHint}</p>
        </main>
      );
    case 'ready':
      return <Ready />;
  }
}

/** Whoever has to sign in and has not sees nothing else. */
function Ready() {
  useLookOnPage();
  useLanguageOnPage();
  useSignOfLife();
  const shut = useFacts(({ signIn }) => signIn.required && signIn.person === null);
  return shut ? <SignedOut /> : <Work />;
}

function Work() {
  const phase = useFacts(({ session }) => session?.phase);
  const wanted = useDraft((state) => state.wanted);
  const screen = useScreen((state) => state.screen);
  const starting = phase === undefined || (phase === 'closed' && wanted);
  useCodesInPieces();
  useSignals();
  const at: Place = screen === 'scan' ? (starting ? 'start' : 'results') : screen;
  useCleanScreen(at);
  return (
    <>
      <div className="app">
        <Header />
        <FailureAlarm />
        <Shown at={at} />
        <Footer at={at} />
      </div>
      <Notices at={at === 'start' ? 'top' : 'bottom'} />
      <Announcer />
      <HelpHost at={at} />
      <PaletteHost />
      <DeliveryDrawer />
    </>
  );
}

function Shown({ at }: { readonly at: Place }) {
  switch (at) {
    case 'start':
      return <StartScreen />;
    case 'results':
      return <Results />;
    case 'devices':
      return <DevicesScreen />;
  }
}
