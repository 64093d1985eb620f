import { LogIn, LogOut, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { messages } from '../messages';
import { useConsole, useFacts } from '../store/console-context';
import { Outside } from '../text/Outside';
import { SignInSheet } from './SignInSheet';

/** Who is signed in, with the way out; nothing where nobody has to sign in. Asks by itself when somebody has to. */
export function WhoIsHere() {
  const { askOrTell } = useConsole();
  const { required, person } = useFacts((facts) => facts.signIn);
  const [closed, setClosed] = useState(false);
  if (!required) return null;
  if (person === null) {
    return (
      <>
        <Button className="button primary" onPress={() => setClosed(false)}>
          <LogIn aria-hidden size={20} />
          {messages.people.signIn}
        </Button>
        {closed ? null : <SignInSheet onClose={() => setClosed(true)} />}
      </>
    );
  }
  const signOut = (): void => {
    setClosed(false);
    void askOrTell('person.signOut', {});
  };
  return (
    <MenuTrigger>
      <Button className="state press who">
        <UserRound aria-hidden />
        <span>
          <span className="state-name">{messages.people.roles[person.role]}</span>{' '}
          <b>
            <Outside text={person.name} />
          </b>
        </span>
      </Button>
      <Popover className="popover">
        <Menu className="menu" onAction={signOut}>
          <MenuItem className="menu-item" id="signOut">
            <LogOut aria-hidden size={20} />
            {messages.people.signOut}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
