/** A forecast in days beyond this is no forecast: it is said as more than ten years. */
export const MAX_FORECAST_DAYS = 3_650;
