/** What the operator, and the notification API, are told of the console itself: each code with the names of its parameters. */
export const NOTICE_TEXTS = {
  'notice.nobodyListens': [],
  'notice.queuesLost': ['queues'],
  'notice.recordsFail': ['why'],
  'notice.recordsAltered': ['operation', 'entries'],
  'notice.recordsCopied': ['lists'],
  'notice.recordsWait': ['why'],
  'notice.recordsWriteAgain': ['scan'],
  'notice.rescanDropped': [],
  'notice.noSelfTest': [],
  'notice.keysReadAgain': [],
  'notice.registryServed': ['address'],
  'notice.registryNotServed': [],
  'notify.recordsFailed': ['seconds', 'why'],
  'notify.quarantined': ['why'],
} as const;
