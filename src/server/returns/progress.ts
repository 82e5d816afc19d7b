/** How far the checking of a return has come. */
export interface ReturnProgress {
  readonly rowsRead: number;
  readonly childrenChecked: number;
}

interface Checking {
  rowsRead: number;
  childrenChecked: number;
}

interface Key {
  readonly tenantId: string;
  readonly batchId: string;
}

/** Only the process that checks a return knows: nothing of it is written before it is done. */
const checking = new Map<string, Checking>();
const keyOf = ({ tenantId, batchId }: Key) => `${tenantId}/${batchId}`;

/** Counts rows and children of a return while `work` lasts; a transaction that is tried again counts from the beginning. */
export async function whileChecking<Output>(key: Key, work: () => Promise<Output>): Promise<Output> {
  checking.set(keyOf(key), { rowsRead: 0, childrenChecked: 0 });
  try {
    return await work();
  } finally {
    checking.delete(keyOf(key));
  }
}

export function noteRows(key: Key, rows: number): void {
  const known = checking.get(keyOf(key));
  if (known) known.rowsRead += rows;
}

export function noteChild(key: Key): void {
  const known = checking.get(keyOf(key));
  if (known) known.childrenChecked += 1;
}

/** Zeros for a return that nobody is checking, or that another process checks. */
export function progressOf(key: Key): ReturnProgress {
  return checking.get(keyOf(key)) ?? { rowsRead: 0, childrenChecked: 0 };
}
