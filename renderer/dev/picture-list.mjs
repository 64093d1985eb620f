/** What pictures are taken of: a scene, and what is done in it before. */

/** @typedef {(page: import('@playwright/test').Page) => Promise<unknown>} Act */

/**
 * @param {Awaited<ReturnType<typeof import('../../scripts/lib/window-words.mjs').messagesIn>>} messages
 * @returns {ReadonlyArray<{ name: string, scene: string, act?: readonly Act[] }>}
 */
export function picturesIn(messages) {
  const devices = messages.registry;
  const { names, start } = messages;
  const { sections } = messages.settings;
  /** @type {(text: string) => RegExp} */
  const startsWith = (text) => new RegExp(`^${text.replaceAll(/[[\]().*+?]/g, '\\$&')}`);

  /** @type {(name: string | RegExp) => Act} */
  const press = (name) => (page) => page.getByRole('button', { name }).first().click();
  /** @type {Act} */
  const openRow = async (page) => {
    const row = page.getByRole('row', { name: /Q186I15812/ }).first();
    await row.getByRole('rowheader').locator('[data-act=expand]').click();
  };
  /** @type {Act} */
  const reviewRow = async (page) => {
    await page
      .getByRole('row', { name: /Q186I15812/ })
      .first()
      .getByRole('rowheader')
      .click();
  };
  /** @type {(name: string) => Act} */
  const source = (name) => (page) => page.getByText(name, { exact: true }).click();

  /** @type {Act} */
  const toDevices = (page) => page.getByRole('radio', { name: startsWith(devices.names.devices) }).click();
  /** @type {(name: string | RegExp) => Act} */
  const tab = (name) => (page) => page.getByRole('tab', { name }).click();
  /** @type {(place: number) => readonly Act[]} */
  const openDevice = (place) => [
    toDevices,
    (page) =>
      page
        .getByRole('grid')
        .getByRole('row')
        .nth(place + 1)
        .getByRole('rowheader')
        .click(),
  ];
  /** @type {readonly Act[]} */
  const selectDevices = [2, 3, 5].map(
    (place) => (page) => page.getByRole('grid').getByRole('row').nth(place).locator('[data-act=select]').click(),
  );

  return [
    { name: 'rack', scene: 'rack' },
    { name: 'failure-alarm', scene: 'failureAlarm' },
    {
      name: 'rack-review',
      scene: 'rack',
      act: [(page) => page.locator('[data-slot=B6]').click()],
    },
    {
      name: 'start-rack',
      scene: 'racksSaved',
      act: [
        (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
        async (page) => {
          const field = page.locator('[data-serial-field]');
          for (const code of ['Q186I15801', 'Q186I15802', 'SLOT-B2', 'Q186I15803']) {
            await field.fill(code);
            await field.press('Enter');
          }
        },
      ],
    },
    {
      name: 'start-check',
      scene: 'racksSaved',
      act: [
        (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
        async (page) => {
          const field = page.locator('[data-serial-field]');
          for (let unit = 15_801; unit < 15_825; unit += 1) {
            await field.fill(`Q186I${unit}`);
            await field.press('Enter');
          }
        },
        press(start.preflight.check),
      ],
    },
    {
      name: 'start-rack-new',
      scene: 'racksSaved',
      act: [press(start.rack.newRack)],
    },
    { name: 'rack-scanning', scene: 'rackScanning' },
    { name: 'rack-200', scene: 'largeRack' },
    { name: 'start', scene: 'idle' },
    {
      name: 'start-scan',
      scene: 'idle',
      act: [
        (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
        source(start.sources.scan),
        async (page) => {
          for (const sn of ['Q186I15801', 'Q186I15802', 'Q186I15803', 'Q186I15802']) {
            await page.getByRole('textbox', { name: start.scanField }).fill(sn);
            await page.keyboard.press('Enter');
          }
        },
      ],
    },
    {
      name: 'start-paste',
      scene: 'idle',
      act: [
        source(start.sources.paste),
        (page) => page.getByRole('textbox', { name: start.pasteField }).fill('Q186I15801\n??\nQ186I15802\na b c'),
        (page) => page.getByText(start.rosterCount({ count: 2 })).waitFor(),
      ],
    },
    { name: 'start-offline', scene: 'idleOffline', act: [press(names.startButton)] },
    { name: 'waiting', scene: 'waiting' },
    { name: 'scanning', scene: 'scanning' },
    { name: 'finished', scene: 'finished' },
    { name: 'opened', scene: 'finished', act: [openRow] },
    { name: 'review', scene: 'finished', act: [openRow, reviewRow] },
    { name: 'everything', scene: 'everything' },
    {
      name: 'conflict',
      scene: 'everything',
      act: [
        (page) =>
          page
            .getByRole('row', { name: /Q186I15843/ })
            .first()
            .getByRole('rowheader')
            .click(),
      ],
    },
    {
      name: 'on-hold',
      scene: 'everything',
      act: [(page) => page.keyboard.type('Q186I15844\n')],
    },
    { name: 'renamed', scene: 'renamed' },
    { name: 'refused', scene: 'refused' },
    { name: 'refused-alike', scene: 'refusedAlike' },
    { name: 'refused-pair', scene: 'refusedPair' },
    { name: 'earlier', scene: 'earlier' },
    { name: 'first-start', scene: 'firstStart' },
    { name: 'two', scene: 'two' },
    {
      name: 'start-problems',
      scene: 'idle',
      act: [
        (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
        source(start.sources.paste),
        (page) =>
          page
            .getByRole('textbox', { name: start.pasteField })
            .fill('Q186I15901\n1,23457E+11\nDefault string\nQ186I15902\nTotal: 4'),
        (page) =>
          page
            .getByText(start.problems({ count: 3 }))
            .first()
            .waitFor(),
      ],
    },
    { name: 'passed', scene: 'passed' },
    { name: 'silent', scene: 'silent' },
    { name: 'nobody', scene: 'nobody' },
    { name: 'offline', scene: 'offline' },
    { name: 'offline-signed-in', scene: 'operatorOffline' },
    { name: 'long', scene: 'long', act: [(page) => page.getByRole('row').nth(1).getByRole('rowheader').click()] },
    { name: 'ten', scene: 'tenDone' },
    { name: 'pair', scene: 'finished', act: [press(messages.pair.button.pair({ count: 20 }))] },
    { name: 'paired', scene: 'paired', act: [press(messages.pair.look({ count: 4 }))] },
    {
      name: 'settle',
      scene: 'paired',
      act: [press(messages.pair.look({ count: 4 })), press(messages.pair.settle.all)],
    },
    { name: 'new-scan', scene: 'finished', act: [press(names.newScan)] },
    { name: 'palette', scene: 'finished', act: [(page) => page.keyboard.press('Control+k')] },
    { name: 'key-sheet', scene: 'finished', act: [(page) => page.keyboard.press('Shift+F1')] },
    { name: 'help', scene: 'finished', act: [press(messages.help.title)] },
    { name: 'deliveries', scene: 'offline', act: [press(startsWith(names.deliveries))] },
    { name: 'aside', scene: 'offline', act: [press(startsWith(messages.tiles.setAside))] },
    {
      name: 'settings',
      scene: 'finished',
      act: [press(names.settings), (page) => page.getByRole('tab', { name: sections.broker }).click()],
    },
    ...Object.entries(sections).map(([key, section]) => ({
      name: `settings-${key}`,
      scene: 'finished',
      act: [
        press(names.settings),
        (/** @type {import('@playwright/test').Page} */ page) => page.getByRole('tab', { name: section }).click(),
      ],
    })),
    { name: 'sign-in', scene: 'signIn' },
    {
      name: 'signed-in',
      scene: 'operator',
      act: [reviewRow, (page) => page.getByRole('button', { name: messages.waive.button }).last().click()],
    },
    {
      name: 'people',
      scene: 'finished',
      act: [press(names.settings), (page) => page.getByRole('tab', { name: sections.people }).click()],
    },
    {
      name: 'audit',
      scene: 'finished',
      act: [press(names.history), (page) => page.getByRole('tab', { name: messages.history.audit }).click()],
    },
    {
      name: 'health',
      scene: 'finished',
      act: [
        press(startsWith(names.health)),
        (page) => page.getByRole('region', { name: messages.health.groups.reports }).waitFor(),
      ],
    },
    { name: 'history', scene: 'finished', act: [press(names.history)] },
    {
      name: 'history-unit',
      scene: 'finished',
      act: [
        press(names.history),
        (page) => page.getByRole('searchbox', { name: messages.history.search }).fill('Q186I15901'),
        press('Q186I15901'),
      ],
    },
    { name: 'history-statistics', scene: 'finished', act: [press(names.history), tab(messages.history.statistics)] },
    {
      name: 'history-figures',
      scene: 'finished',
      act: [
        press(names.history),
        tab(messages.history.statistics),
        (page) => page.locator('.figures').last().scrollIntoViewIfNeeded(),
        (page) => page.locator('.dialog-body').evaluate((body) => body.scrollTo(0, 600)),
      ],
    },
    { name: 'not-found', scene: 'finished', act: [(page) => page.keyboard.type('Q999X00001\n')] },
    { name: 'devices', scene: 'finished', act: [toDevices] },
    { name: 'devices-many', scene: 'registered', act: [toDevices, (page) => page.getByRole('grid').press('End')] },
    { name: 'devices-none', scene: 'nothingRegistered', act: [toDevices] },
    { name: 'devices-filter', scene: 'finished', act: [toDevices, press(devices.filters.trading)] },
    { name: 'devices-selected', scene: 'finished', act: [toDevices, ...selectDevices] },
    { name: 'devices-acts', scene: 'finished', act: [toDevices, ...selectDevices, press(devices.list.actOn({ count: 3 }))] },
    { name: 'device', scene: 'finished', act: openDevice(0) },
    { name: 'device-photos', scene: 'finished', act: openDevice(1) },
    { name: 'device-parts', scene: 'finished', act: [...openDevice(0), tab(devices.page.tabs.composition)] },
    { name: 'device-events', scene: 'finished', act: [...openDevice(0), tab(startsWith(devices.page.tabs.events))] },
    { name: 'device-rating', scene: 'finished', act: [...openDevice(0), tab(devices.page.tabs.rating)] },
    { name: 'device-partial', scene: 'finished', act: [...openDevice(1), tab(devices.page.tabs.rating)] },
    {
      name: 'device-photo',
      scene: 'finished',
      act: [...openDevice(1), press(startsWith(devices.page.openPhoto({ name: 'Keyboard' })))],
    },
    { name: 'device-rate', scene: 'finished', act: [...openDevice(1), press(devices.page.ratePhotos({ count: 1 }))] },
    { name: 'device-grade', scene: 'finished', act: [...openDevice(0), press(devices.page.acts.grade)] },
    { name: 'device-pictures', scene: 'finished', act: [...openDevice(0), press(devices.page.addPhotos)] },
    {
      name: 'device-tag',
      scene: 'finished',
      act: [...openDevice(0), press(devices.page.acts.tags), (page) => page.keyboard.type('RACK-20401')],
    },
    {
      name: 'devices-labels',
      scene: 'finished',
      act: [toDevices, ...selectDevices, press(devices.tags.print({ count: 3 }))],
    },
    {
      name: 'devices-sell',
      scene: 'finished',
      act: [
        toDevices,
        ...selectDevices,
        press(devices.list.actOn({ count: 3 })),
        (page) => page.getByRole('menuitem', { name: devices.act.names.Sell }).click(),
      ],
    },
    {
      name: 'devices-waste',
      scene: 'finished',
      act: [
        toDevices,
        ...selectDevices,
        press(devices.list.actOn({ count: 3 })),
        (page) => page.getByRole('menuitem', { name: devices.act.names.DisposeWaste }).click(),
        press(devices.act.addAgent),
      ],
    },
    {
      name: 'devices-files',
      scene: 'finished',
      act: [
        toDevices,
        async (page) => {
          const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(devices.list.openFiles)(page)]);
          await chooser.setFiles([
            { name: 'workbench-2018.json', mimeType: 'application/json', buffer: Buffer.from('{"type":"Snapshot"}') },
            { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{}') },
          ]);
          await page.getByText(devices.files.summary({ accepted: 1, refused: 1 })).waitFor();
        },
      ],
    },
    { name: 'devices-waiting', scene: 'finished', act: [toDevices, press(startsWith(devices.list.openSnapshots({ count: 1 })))] },
    {
      name: 'filter',
      scene: 'everything',
      act: [press(startsWith(messages.status.fail)), press(startsWith(messages.status.noAnswer))],
    },
  ];
}
