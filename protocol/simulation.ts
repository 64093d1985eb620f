/** What everything says that was made in practice, on a rack that is simulated inside the program. */

/** Under the key `simulation` of every file that is exported. */
export const SIMULATION_MARK =
  'Simulation: made in practice on a simulated rack. No device, no broker, no MES and no factory was asked.';

/** The name of a file that is exported in practice. */
export function simulationFileName(name: string): string {
  return `simulation-${name}`;
}
