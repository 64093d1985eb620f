import { messages } from '../../renderer/messages';
import { ConsolePage } from '../support/console-page';
import { expect, test } from '../support/window-test';

test('addresses that cannot be used at launch are shown in the window, and can be corrected there', async ({ openWindow }) => {
  const window = await openWindow({ amqpUrl: 'broker.plant', apiBase: 'ftp://factory' });
  const console = new ConsolePage(window);
  const { page } = window;
  await expect(page.getByText(`${messages.header.broker}: ${messages.link.down}`)).toBeVisible();
  await expect(page.getByText(/The address of RabbitMQ cannot be read\. Write it as amqp:\/\/user@host/).first()).toBeVisible();
  await expect(page.getByText(/The address of the factory APIs cannot be used\. Write it as http:/).first()).toBeVisible();

  await console.button(messages.names.settings).click();
  await console.dialog.getByRole('tab', { name: messages.settings.sections.broker }).click();
  const address = console.dialog.getByRole('textbox', { name: messages.settings.fields['broker.url'].label });
  await expect(address).toHaveValue('broker.plant');
  await console.button(messages.settings.save).click();
  await expect(console.dialog.getByText('must start with amqp:// or amqps://')).toBeVisible();
});
