/** Refusals of files: each code with the names of its parameters. The words are in `messages/`. */
export const FILE_TEXTS = {
  'file.notThere': ['path'],
  'file.isFolder': ['path'],
  'file.noRights': ['path'],
  'file.cannotBeRead': ['path', 'code'],
  'file.cannotBeWritten': ['file', 'folder'],
  'file.isDatabase': ['path'],
  'file.isKept': ['path'],
  'file.isRead': ['path'],
  'evidence.unreadable': ['why'],
  'evidence.noText': ['file'],
} as const;
