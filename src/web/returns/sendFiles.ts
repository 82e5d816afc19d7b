import { largestPart, sendReturnPart } from "../../contracts/returns.ts";
import { newId } from "../app/ids.ts";
import { request } from "../app/request.ts";

/** A file chosen on this device with its folders, as `2017/episodes.csv`. */
export interface ChosenFile {
  readonly name: string;
  readonly file: File;
}

/** What is not part of a return although it lies in its folder: files of the system, hidden ones. */
const STRAY = /(^|\/)(\.|__MACOSX|Thumbs\.db$|desktop\.ini$)/i;

/** Chosen files without those that the device put there by itself. */
export function withoutStrays(files: readonly ChosenFile[]): readonly ChosenFile[] {
  return files.filter(({ name }) => !STRAY.test(name));
}

/** The first name that two files share; the server could not tell them apart. */
export function repeatedName(files: readonly ChosenFile[]): string | undefined {
  const seen = new Set<string>();
  return files.find(({ name }) => seen.size === seen.add(name).size)?.name;
}

function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.readAsDataURL(piece);
  });
}

interface SendOptions {
  readonly language: string;
  /** Share sent so far, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Sends files piece by piece, one after another, so that neither side holds a whole one in memory; gives the upload's id. */
export async function sendFiles(files: readonly ChosenFile[], { language, onProgress }: SendOptions): Promise<string> {
  const uploadId = newId();
  const total = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
  let sent = 0;
  for (const { name, file } of files) {
    const parts = Math.max(1, Math.ceil(file.size / largestPart));
    for (let part = 0; part < parts; part += 1) {
      const piece = file.slice(part * largestPart, (part + 1) * largestPart);
      const body = { uploadId, fileName: name, part, last: part === parts - 1, content: await base64Of(piece) };
      await request({ method: "POST", url: sendReturnPart.url, body, language });
      sent += piece.size;
      onProgress(sent / total);
    }
  }
  return uploadId;
}
