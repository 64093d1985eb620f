/** Texts of practice on a simulated rack. */
export const practiceMessages = {
  practice: {
    mark: 'Simulation',
    lead: 'A rack inside this program: no device, no broker, no MES. Nothing here is real, and nothing is sent.',
    leave: 'Leave the simulation',
    enter: 'Try it with a simulated rack',
    enterHelp: 'Opens this program again with made-up devices and records of their own. Real records are not touched.',
    link: 'Simulated',
    linkHelp: 'Simulated inside this program; nothing is connected.',
    settings: 'Simulated: in practice these settings are not used.',
    rosterHelp: 'The labels of the simulated rack are filled in. Press Start.',
  },
};
