/** One file of a backup, read as it comes. The content must be consumed before the next file is asked for. */
export interface BackupFile {
  readonly path: string;
  readonly size: number;
  readonly content: AsyncIterable<Buffer>;
}

/** Where a backup is written to: one archive or one folder. */
export interface BackupWriter {
  /** Writes exactly `size` bytes of `content` under `path` (forward slashes, relative). */
  readonly add: (file: BackupFile) => Promise<void>;
  /** Makes the backup durable and gives it its final name. */
  readonly finish: () => Promise<void>;
  /** Takes everything written away again. */
  readonly abandon: () => Promise<void>;
}

/** Where a backup is read from. Each call of `files` reads it from the start. */
export interface BackupReader {
  readonly files: () => AsyncIterable<BackupFile>;
}

/** Why a backup was not made or not restored. The message is Spanish. */
export class BackupError extends Error {
  readonly code: "unusable_target" | "damaged" | "not_a_backup" | "external_database";

  constructor(code: BackupError["code"], message: string) {
    super(message);
    this.name = "BackupError";
    this.code = code;
  }
}

/** Archives are recognised by name; everything else is a folder. */
export function isArchiveName(path: string): boolean {
  return /\.(tar\.gz|tgz)$/.test(path);
}

/** Name of the file that describes the others; always the last one of a backup. */
export const MANIFEST = "manifest.json";
